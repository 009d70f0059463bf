"""Letters to cities of a round: once, held for a look, with a link that opens one answer."""

from datetime import date, timedelta

import pytest
from tests.factories.people import actor_with, make_owner
from tests.factories.rounds import (
    LATER,
    NOW,
    address,
    city,
    consolidated,
    filled,
    opened,
    planned,
    response_of,
    runner,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import NewDay
from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.queries import response_subject
from mezhgorod.exchanges.rules import FILL_RESPONSE, ResponseState
from mezhgorod.notices.actions.exchange_letters import Told, letters_to_cities, write_to_cities
from mezhgorod.notices.actions.exchange_news import (
    tell_extended,
    tell_moved_deadline,
    tell_opened_late,
    tell_published,
    tell_question,
)
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries.digests import DigestReader
from mezhgorod.notices.queries.exchange_digests import answers_to_give, rounds_to_run
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.queries.links import bearer
from mezhgorod.registry.rules import Role, RuleViolation, may

pytestmark = pytest.mark.django_db


def url(token: str) -> str:
    return f"https://plan.example.org/answer/{token}/"


def write(found: ExchangeRound, *names: str, now: object = NOW) -> Told:
    ids = [response_of(found, name).pk for name in names]
    return write_to_cities(found=found, response_ids=ids, address_of=url, actor=runner(), now=now)  # type: ignore[arg-type]


def kinds() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_an_invitation_waits_for_a_look_and_opens_only_this_answer() -> None:
    found = opened("Вологда", "Псков")
    address(found, "Вологда")

    told = write(found, "Вологда", "Псков")

    letter = Letter.objects.get()
    assert told == Told(letters=1, without_address=("Псков",))
    assert (letter.kind, letter.state) == ("exchange.invitation", "held")
    assert "I квартал 2026 года" in letter.subject
    assert "21 апреля 2026 года" in letter.body
    token = letter.body.split("/answer/")[1].split("/")[0]
    guest = bearer(token=token, now=NOW)
    own, foreign = response_of(found, "Вологда"), response_of(found, "Псков")
    assert may(guest, FILL_RESPONSE, response_subject(own))
    assert not may(guest, FILL_RESPONSE, response_subject(foreign))
    assert PersonalLink.objects.count() == 2


def test_a_city_gets_one_letter_a_day_then_a_reminder_then_that_the_day_is_over() -> None:
    found = opened("Вологда")
    address(found, "Вологда")

    first, again = write(found, "Вологда"), write(found, "Вологда")
    write(found, "Вологда", now=NOW + timedelta(days=1))
    write(found, "Вологда", now=LATER)

    assert (first.letters, again.letters, again.already) == (1, 0, 1)
    assert kinds() == ["exchange.invitation", "exchange.reminder", "exchange.overdue"]
    assert "осталось 18 дней" in Letter.objects.get(kind="exchange.reminder").body
    assert PersonalLink.objects.count() == 1


def test_who_has_answered_is_not_written_to() -> None:
    found = opened("Вологда")
    address(found, "Вологда")
    filled(found, ["Вологда"])

    with pytest.raises(RuleViolation) as refused:
        write(found, "Вологда")

    assert refused.value.code == "round.nobody_to_write"
    assert Letter.objects.count() == 0


def test_a_planned_round_and_a_stranger_write_nothing() -> None:
    found = planned("Вологда")
    stranger = actor_with(Role.DIRECTORATE, make_owner("Союз городов Сибири"))

    with pytest.raises(RuleViolation) as early:
        write_to_cities(found=found, response_ids=[], address_of=url, actor=runner(), now=NOW)
    with pytest.raises(RuleViolation) as foreign:
        letters_to_cities(found=found, response_ids=[], address_of=url, actor=stranger, now=NOW)

    assert (early.value.code, foreign.value.code) == ("round.state", "exchange.run.forbidden")
    assert PersonalLink.objects.count() == 0


def test_another_day_is_told_once_with_its_reason() -> None:
    found = opened("Вологда", "Псков")
    address(found, "Вологда")
    address(found, "Псков")
    ids = [response_of(found, "Псков").pk]
    by = {"address_of": url, "actor": runner(), "now": NOW}
    write(found, "Псков")
    own = NewDay(date(2026, 4, 30), "Отпуск экономиста")
    common = NewDay(date(2026, 4, 28), "Праздники")

    first = tell_extended(found=found, response_ids=ids, day=own, **by)  # type: ignore[arg-type]
    again = tell_extended(found=found, response_ids=ids, day=own, **by)  # type: ignore[arg-type]
    moved = tell_moved_deadline(found=found, day=common, **by)  # type: ignore[arg-type]

    assert (first.letters, again.letters, moved.letters) == (1, 0, 1)
    assert (first.stale, moved.stale) == (1, 0)
    sent = Letter.objects.filter(kind="exchange.extension")
    bodies = list(sent.order_by("pk").values_list("to_name", "body"))
    assert [name for name, _ in bodies] == [city("Псков").name, city("Вологда").name]
    assert "30 апреля 2026 года" in bodies[0][1]
    assert "Отпуск экономиста" in bodies[0][1]
    assert "28 апреля 2026 года" in bodies[1][1]
    assert "Праздники" in bodies[1][1]


def test_a_late_city_is_written_to_when_the_round_opens_for_it() -> None:
    found = opened("Вологда")
    address(found, "Вологда")
    actions.close_round(found=found, actor=runner(), now=LATER)

    told = tell_opened_late(
        found=found,
        response_ids=[response_of(found, "Вологда").pk],
        day=NewDay(date(2026, 5, 20)),
        address_of=url,
        actor=runner(),
        now=LATER,
    )

    assert told.letters == 1
    assert "20 мая 2026 года" in Letter.objects.get().body


def test_a_question_goes_out_at_once_and_only_once() -> None:
    found = opened("Вологда")
    address(found, "Вологда")
    (answer,) = filled(found, ["Вологда"])
    given = {
        "response": answer,
        "remark": "Проверьте единицу",
        "seen": answer.revision,
        "address_of": url,
        "actor": runner(),
        "now": NOW,
    }

    told, again = tell_question(**given), tell_question(**given)  # type: ignore[arg-type]

    letter = Letter.objects.get()
    assert (told.letters, again.letters) == (1, 0)
    assert (letter.kind, letter.state) == ("exchange.question", "queued")
    assert "Проверьте единицу" in letter.body


def test_results_are_told_once_for_a_version_and_again_for_its_correction() -> None:
    found = consolidated()
    address(found, "Вологда")
    table = "https://plan.example.org/exchanges/rounds/1/table/"
    by = {"found": found, "url": table, "actor": runner(), "now": LATER}

    tell_published(**by)  # type: ignore[arg-type]
    _, again = tell_published(**by)  # type: ignore[arg-type]
    actions.refuse_response(
        response=response_of(found, "Псков"), ground="other_unit", actor=runner(), now=LATER
    )
    actions.correct_table(found=found, reason="другая единица", actor=runner(), now=LATER)
    tell_published(**by)  # type: ignore[arg-type]

    bodies = list(Letter.objects.order_by("pk").values_list("body", flat=True))
    assert again.letters == 0
    assert ["Ответили: 3 города." in bodies[0], "Ответили: 2 города." in bodies[1]] == [True, True]
    assert "исправленная таблица, версия 2: другая единица" in bodies[1]
    assert "исправленная" not in bodies[0]


def reader(found: ExchangeRound, role: Role, today: date, **ids: int | None) -> DigestReader:
    owner = found.exchange.owner
    return DigestReader(owner, role, ids.get("body"), ids.get("party"), today)


def lines(sections: object) -> list[str]:
    return [line.rpartition(", ")[0] for one in sections for line in one.lines]  # type: ignore[attr-defined]


def test_a_city_is_told_near_the_end_and_of_questions_always() -> None:
    found = opened("Вологда", "Псков")
    party = city("Вологда").pk

    def told(today: date, pk: int = party) -> list[str]:
        return lines(answers_to_give(reader(found, Role.CITY_CONTACT, today, party=pk)))

    title = "Тарифы ЖКХ, I квартал 2026 года"
    assert told(date(2026, 4, 5)) == []
    assert told(date(2026, 4, 18)) == [f"{title}: осталось 3 дня"]
    assert told(date(2026, 4, 28)) == [f"{title}: срок прошёл 21.04.2026"]
    filled(found, ["Вологда"], state=ResponseState.IN_QUESTION)
    assert told(date(2026, 4, 5)) == [f"{title}: есть вопрос по ответу"]
    assert told(date(2026, 4, 5), city("Псков").pk) == []
    filled(found, ["Вологда"], state=ResponseState.SUBMITTED)
    assert told(date(2026, 4, 18)) == []


def test_the_runner_is_told_what_waits_and_another_committee_is_not() -> None:
    found = planned("Вологда", "Псков")
    title = "Тарифы ЖКХ, I квартал 2026 года"

    def told(today: date, role: Role = Role.DIRECTORATE, body: int | None = None) -> list[str]:
        return lines(rounds_to_run(reader(found, role, today, body=body)))

    assert told(date(2026, 3, 1)) == []
    assert told(date(2026, 4, 1)) == [f"{title}: пора открыть раунд"]
    actions.open_round(found=found, actor=runner(), now=NOW)
    filled(found, ["Вологда"])
    assert told(date(2026, 5, 1)) == [f"{title}: ждут рассмотрения 1, опаздывают 1"]
    assert told(date(2026, 5, 1), Role.BODY_COORDINATOR, 7) == []
