"""Hosts are asked the day after, reminded once, and asked again when facts are sent back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.people import make_user
from tests.factories.plans import make_item

from mezhgorod.notices.actions.fact_letters import (
    ask_host,
    return_with_question,
    write_fact_letters,
)
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries.digests import DigestReader, digest_sections
from mezhgorod.notices.queries.fact_digests import facts_missing
from mezhgorod.outcomes.actions import set_outcome, submit_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.planning.models import Event
from mezhgorod.registry.models import Contact, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation

pytestmark = pytest.mark.django_db
SITE = "https://plan.example.org"
# The row says «май 2023»: its last possible day is 31 May.
MORNING = datetime(2023, 6, 1, 6, tzinfo=UTC)


@pytest.fixture
def pages() -> HeldPages:
    return make_held_pages()


def told() -> list[tuple[str, str, str]]:
    return [(one.kind, one.to_address, one.state) for one in Letter.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (-1, []),
        (0, ["held.ask"]),
        (6, ["held.ask"]),
        (7, []),
        (13, ["held.remind"]),
        (19, ["held.remind"]),
        (20, []),
    ],
)
def test_the_day_decides_what_is_written(pages: HeldPages, days: int, kinds: list[str]) -> None:
    written = write_fact_letters(MORNING + timedelta(days=days))

    assert written == len(kinds)
    assert [kind for kind, _, _ in told()] == kinds


def test_the_letter_has_the_link_and_is_written_once(pages: HeldPages) -> None:
    for hours in (0, 24, 48):
        write_fact_letters(MORNING + timedelta(hours=hours))

    (letter,) = Letter.objects.all()
    (link,) = PersonalLink.objects.filter(right="held.tell")
    assert (letter.to_address, letter.state) == ("vologda@example.org", "queued")
    assert letter.subject == "Как прошло: Заседание секции «Туризм»"
    assert f"/tell/{link_token(link)}/" in letter.body
    assert "По плану: май." in letter.body
    assert (link.party, link.object_id) == (pages.vologda, pages.held.pk)


def test_who_has_told_is_not_asked(pages: HeldPages) -> None:
    set_outcome(
        held=pages.held, outcome=Outcome.CANCELLED, reason="Просьба города", actor=SYSTEM,
        now=MORNING,
    )  # fmt: skip

    assert write_fact_letters(MORNING) == 0


def test_by_hand_it_waits_for_a_look_and_tells_who_has_no_address(pages: HeldPages) -> None:
    first = ask_host(held=pages.held, site=SITE, actor=SYSTEM, now=MORNING)
    again = ask_host(held=pages.held, site=SITE, actor=SYSTEM, now=MORNING)
    Contact.objects.all().delete()
    silent = ask_host(held=pages.held, site=SITE, actor=SYSTEM, now=MORNING + timedelta(days=1))

    assert (first.letters, again.letters, silent.letters) == (1, 0, 0)
    assert silent.without_address == (pages.vologda.spoken_name,)
    assert [state for _, _, state in told()] == ["held"]
    with pytest.raises(RuleViolation):
        ask_host(held=pages.held, site=SITE, actor=NOBODY, now=MORNING)


def test_a_question_goes_to_the_host_at_once(pages: HeldPages) -> None:
    set_outcome(held=pages.held, outcome=Outcome.HELD, actor=SYSTEM, now=MORNING)
    submit_facts(held=pages.now(), actor=SYSTEM, now=MORNING)

    return_with_question(
        held=pages.now(), note="Сколько очно?", site=SITE, actor=SYSTEM, now=MORNING
    )

    (letter,) = Letter.objects.all()
    assert (letter.kind, letter.state) == ("held.question", "queued")
    assert "Сколько очно?" in letter.body
    assert pages.now().state == "returned"


def test_the_directorate_reads_what_waits_and_what_is_silent(pages: HeldPages) -> None:
    reader = DigestReader(pages.owner, Role.DIRECTORATE, None, None, date(2023, 6, 20))
    silent = {one.title: one.lines for one in digest_sections(reader)}
    HeldEvent.objects.filter(pk=pages.held.pk).update(state="submitted", outcome="held")
    waiting = {one.title: one.lines for one in digest_sections(reader)}

    (line,) = silent["Прошло, а сведений нет"]
    assert line.startswith("Заседание секции «Туризм», ")
    (line,) = waiting["Сведения о мероприятиях ждут приёмки"]
    assert line.endswith(f"/held/{pages.held.pk}/")
    assert "Прошло, а сведений нет" not in waiting


@pytest.mark.parametrize(("days", "seen"), [(13, 0), (14, 1), (365, 1), (366, 0)])
def test_what_is_silent_for_years_stands_in_no_digest(
    pages: HeldPages, days: int, seen: int
) -> None:
    today = (MORNING + timedelta(days=days)).date()
    reader = DigestReader(pages.owner, Role.DIRECTORATE, None, None, today)

    found = {one.title: one for one in digest_sections(reader)}

    assert len(found["Прошло, а сведений нет"].lines if seen else ()) == seen
    assert ("Прошло, а сведений нет" in found) == bool(seen)


def add_rows(pages: HeldPages, count: int, *, year: int = 2023) -> None:
    for number in range(count):
        item = make_item(pages.item.section, f"Слёт {year} {number}")
        Event.objects.filter(pk=item.event_id).update(
            earliest=date(year, 5, 20), latest=date(year, 5, 20)
        )


@pytest.mark.parametrize("old", [0, 30])
def test_rows_of_other_years_cost_nothing(
    pages: HeldPages, old: int, django_assert_num_queries: Any
) -> None:
    add_rows(pages, old, year=2019)
    add_rows(pages, 1)
    reader = DigestReader(pages.owner, Role.DIRECTORATE, None, None, date(2023, 6, 20))
    with django_assert_num_queries(1):
        (section,) = facts_missing(reader)
    assert len(section.lines) == 2
    assert section.url.endswith("&silent=all#silent")
    with django_assert_num_queries(2):
        assert write_fact_letters(datetime(2023, 8, 1, 6, tzinfo=UTC)) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_digest_costs_as_much_for_many_rows(
    pages: HeldPages, count: int, django_assert_num_queries: Any
) -> None:
    add_rows(pages, count)
    reader = DigestReader(pages.owner, Role.DIRECTORATE, None, None, date(2023, 6, 20))
    with django_assert_num_queries(1):
        (section,) = facts_missing(reader)
    assert len(section.lines) == count + 1


@pytest.mark.parametrize(("body", "seen"), [("Туризм", 1), ("Спорт", 0)])
def test_a_coordinator_reads_of_the_own_committee_only(
    pages: HeldPages, body: str, seen: int
) -> None:
    Event.objects.update(body=body)
    make_user("туризм", Role.BODY_COORDINATOR, owner=pages.owner, body=pages.body)
    today = date(2023, 6, 20)
    reader = DigestReader(pages.owner, Role.BODY_COORDINATOR, pages.body.pk, None, today)

    found = {one.title: one.lines for one in digest_sections(reader)}

    assert len(found.get("Прошло, а сведений нет", ())) == seen
