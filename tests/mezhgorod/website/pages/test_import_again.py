"""A new edition on the page of its loading: disputes, the list of changes, taking it back."""

import io
from dataclasses import replace

import docx
import pytest
from django.test import Client
from tests.factories.drafts import JUNE, MAY, day, plan, row, section
from tests.factories.html import texts, words
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.actions import edit_row
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM
from planbook.plans import EventDraft, PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

FORUM = row("Форум", MAY)
REST = tuple(row(f"Чтения {number}", at=number) for number in range(2, 8))


def edition(forum: EventDraft = FORUM) -> PlanDraft:
    return plan(section("I. Форумы", forum, *REST))


def at(timing: object) -> EventDraft:
    return replace(FORUM, timing=timing, cells=row("Форум", timing).cells)  # type: ignore[arg-type]


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def accepted(draft: PlanDraft, content: str) -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW)


def disputed_run() -> ExtractionRun:
    """The row was changed on the site, and the new edition gives it another time."""
    accepted(edition(), "1")
    edit_row(item=PlanItem.objects.get(event__title="Форум"), row=at(day("12 мая", 5, 12)), now=NOW)
    return ready_run(edition(at(JUNE)), content="2")


def test_a_dispute_shows_three_wordings_and_keeps_ours_unless_told(staff: Client) -> None:
    page = staff.get(f"/import/{disputed_run().pk}/")

    assert texts(page, "//section[@class='disputes']//fieldset") == [
        "Форум: срок Было: май исправлено людьми: 12 мая в новом документе: июнь"
    ]
    assert (
        len(
            texts(
                page, "//input[@name='dispute-0-timing'][@value='ours'][@form='decision'][@checked]"
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("posted", "timing"),
    [
        ({}, "12 мая"),
        ({"dispute-0-timing": "theirs"}, "июнь"),
        ({"dispute-0-timing": "x"}, "12 мая"),
    ],
    ids=["nothing chosen", "the document", "nonsense"],
)
def test_a_dispute_is_decided_by_the_form(
    staff: Client, posted: dict[str, str], timing: str
) -> None:
    run = disputed_run()

    staff.post(f"/import/{run.pk}/apply/", posted)

    assert Event.objects.get(title="Форум").timing_text == timing


def test_a_kept_edit_is_told_in_its_row(staff: Client) -> None:
    accepted(edition(), "1")
    edit_row(item=PlanItem.objects.get(event__title="Форум"), row=at(JUNE), now=NOW)

    page = staff.get(f"/import/{ready_run(edition(), content='2').pk}/")

    assert texts(page, "//p[@class='kept']") == ["Останется как исправлено людьми: срок"]


def test_a_changed_row_says_by_what_it_was_known(staff: Client) -> None:
    accepted(edition(), "1")

    page = staff.get(f"/import/{ready_run(edition(at(JUNE)), content='2').pk}/")

    assert "Узнана по признакам: название то же, место то же, раздел тот же" in words(page)


def rows_of(content: bytes) -> list[list[str]]:
    table = docx.Document(io.BytesIO(content)).tables[0]
    return [[cell.text for cell in line.cells] for line in table.rows]


def test_the_list_of_changes_before_and_after_accepting_is_the_same(staff: Client) -> None:
    accepted(edition(), "1")
    run = ready_run(edition(at(JUNE)), content="2")

    before = staff.get(f"/import/{run.pk}/changes.docx")
    staff.post(f"/import/{run.pk}/apply/")
    after = staff.get(f"/import/{run.pk}/changes.docx")

    expected = [
        ["№ п/п", "Позиция плана", "Было", "Стало"],
        ["1.", "Форум\n(I. Форумы)", "Срок: май", "Срок: июнь"],
    ]
    assert [rows_of(before.content), rows_of(after.content)] == [expected, expected]


def test_a_first_document_has_no_list_of_changes(staff: Client) -> None:
    run = accepted(edition(), "1")

    assert staff.get(f"/import/{run.pk}/changes.docx").status_code == 404


def test_accepting_is_taken_back(staff: Client) -> None:
    accepted(edition(), "1")
    run = accepted(edition(at(JUNE)), "2")

    answer = staff.post(f"/import/{run.pk}/undo/", follow=True)

    run.refresh_from_db()
    assert (run.state, Event.objects.get(title="Форум").timing_text) == (RunState.READY, "май")
    assert "Принятие отменено. Документ снова ждёт решения." in words(answer)


def test_taking_back_after_later_changes_says_why_not(staff: Client) -> None:
    run = accepted(edition(), "1")
    edit_row(item=PlanItem.objects.get(event__title="Форум"), row=at(JUNE), now=LATER)

    answer = staff.post(f"/import/{run.pk}/undo/", follow=True)

    assert Plan.objects.count() == 1
    assert "план уже меняли" in words(answer)
