"""«Загрузка» of a large document: decided about on the page, carried out in the background."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.factories.drafts import YAROSLAVL, plan, row, rows_plan, section
from tests.factories.html import texts, words
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run, queueing
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.tasks import decide_run
from mezhgorod.planning.actions import checks
from mezhgorod.planning.models import Plan
from mezhgorod.planning.tasks import check_again
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM
from planbook.plans import PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

SMALL = plan(section("I. Форумы", row("Форум"), row("Стол", places=(YAROSLAVL,), at=2)))


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def page_of(run: ExtractionRun, *rest: str) -> str:
    return "/".join(["/import", str(run.pk), *rest, ""])


def applied(draft: PlanDraft, content: str = "план") -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> ExtractionRun:
    """A document that is large for this test."""
    monkeypatch.setattr(queueing, "MAX_ROWS_AT_ONCE", 1)
    return ready_run(SMALL)


def test_a_large_document_is_applied_in_the_background(staff: Client, large: ExtractionRun) -> None:
    page = staff.post(page_of(large, "apply"), follow=True)

    assert not Plan.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [large.pk]
    assert "Ждёт очереди" in words(page, "//div[@id='progress']")
    decide_run.func(large.pk)
    assert staff.get(page_of(large, "progress"))["HX-Refresh"] == "true"
    assert Plan.objects.get().title in words(staff.get(page_of(large)), "//main")


def test_the_background_tells_how_long_it_takes(staff: Client, large: ExtractionRun) -> None:
    staff.post(page_of(large, "apply"))
    asked_at = timezone.now() - timedelta(seconds=12)
    ExtractionRun.objects.update(asked_at=asked_at, step="Записываем план")

    fragment = words(staff.get(page_of(large, "progress")), "//div[@id='progress']")

    assert "Записываем план" in fragment
    assert "Прошло 12 секунд" in fragment.replace("\xa0", " ")


def test_a_refusal_of_the_background_stands_on_the_page(
    staff: Client, large: ExtractionRun
) -> None:
    applied(rows_plan(10), content="другой")

    staff.post(page_of(large, "apply"), {"confirm_removal": "1"})
    ExtractionRun.objects.filter(pk=large.pk).update(
        decision_data={"by": large.pk + 10**6}, asked_at=None
    )
    decide_run.func(large.pk)

    alerts = texts(staff.get(page_of(large)), "//*[@role='alert']")
    assert any("Учётной записи" in alert for alert in alerts)


def test_a_large_plan_is_taken_back_in_the_background(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = applied(SMALL)
    monkeypatch.setattr(queueing, "MAX_ROWS_AT_ONCE", 1)

    page = staff.post(page_of(run, "undo"), follow=True)

    assert "Принятие отменено" not in words(page, "//body")
    decide_run.func(run.pk)
    assert not Plan.objects.exists()


def test_a_large_plan_is_checked_in_the_background(
    staff: Client, directorate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = applied(plan(section("I. Форумы", row("Форум «Инновации")))).plan
    assert made is not None
    made.document.findings.all().delete()
    monkeypatch.setattr(checks, "MAX_ROWS_AT_ONCE", 0)

    page = staff.post(f"/plans/{made.slug}/findings/check/", follow=True)

    assert "проверяется в фоне" in words(page, "//body")
    assert not made.document.findings.exists()
    check_again.func(made.pk, directorate.pk, "2026-03-02")
    assert made.document.findings.exists()
