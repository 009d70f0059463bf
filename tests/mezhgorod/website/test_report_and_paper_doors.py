"""Every address of written and read reports and of papers against who has no business there.

The addresses are read from the routes, so that a new one is attacked on the day it is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from tests.factories.outcomes import NOW, Stage, make_stage, put
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.reports import make_report
from tests.factories.written_reports import draft, part_of, text_part

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.actions import PapersWanted, ensure_shipped, make_papers
from mezhgorod.papers.models import Paper, PaperBatch, PaperTemplate
from mezhgorod.papers.queries.occasions import occasion_of_held
from mezhgorod.papers.rules import Addressee
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import AuditEntry, User
from mezhgorod.registry.rules import SYSTEM, Role
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact, Report
from mezhgorod.website.routes import papers, report_reading, written_reports

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
# Stands in everything that is not for everybody, and nowhere else.
MARK = "Тайнозвон"
ROUTES = [
    (module.__name__.rpartition(".")[2], one)
    for module in (papers, written_reports, report_reading)
    for one in module.urlpatterns
    if isinstance(one, URLPattern) and "token" not in one.pattern.converters
]
# Words of every form at once: whoever may not do a thing may send anything.
SENT = {"do": "save", "template": "Взлом", "kind": "text", "text": "Взлом", "reason": "Взлом"}


@dataclass(frozen=True)
class Doors:
    """An event with papers, a draft about it and a read report, all of one union."""

    stage: Stage
    own: dict[str, dict[str, object]]

    def urls(self) -> Iterator[str]:
        for module, route in ROUTES:
            name = str(route.name)
            own = self.own[module] | self.own.get(name, {})
            yield reverse(name, kwargs={key: own[key] for key in route.pattern.converters})


@pytest.fixture
def doors() -> Doors:
    stage = make_stage(title=MARK)
    put(stage.held, MARK)
    plan = make_plan(owner=stage.owner)
    event = make_item(make_section(plan), MARK).event
    Plan.objects.update(state=PlanState.DRAFT)
    HeldEvent.objects.filter(pk=stage.held.pk).update(event=event)
    held = HeldEvent.objects.get(pk=stage.held.pk)
    ensure_shipped(owner=stage.owner, now=NOW)
    template = PaperTemplate.objects.filter(owner=stage.owner)[0]
    wanted = PapersWanted(template.versions.get(), (Addressee(name=MARK),), date(2024, 5, 1))
    batch = make_papers(
        occasion=occasion_of_held(held), wanted=wanted, actor=SYSTEM, now=NOW, start=print
    )
    report = draft(text_part(f"{MARK} {{участники}}", held), owner=stage.owner)
    Report.objects.update(title=MARK)
    read = make_report(MARK)
    AnnualReport.objects.update(owner=stage.owner)
    told = ReadEvent.objects.create(report=read, position=1, title=MARK, paragraph=1, role="held")
    fact = ReadFact.objects.create(
        read_event=told, position=1, type="host", value=MARK, text=MARK, paragraph=1
    )
    of_template, of_batch = {"pk": template.pk}, {"pk": batch.pk, "extension": "zip"}
    own: dict[str, dict[str, object]] = {
        "papers": {
            "pk": Paper.objects.get().pk, "uid": event.uid, "slug": stage.owner.slug,
            "key": "invitation",
        },
        "written_reports": {
            "slug": report.slug, "pk": part_of(report).pk, "number": 1, "extension": "docx",
            "held": held.pk, "key": "section",
        },
        "report_reading": {"slug": read.slug, "pk": fact.pk},
        "report_reading_event": {"pk": told.pk},
        "held_papers": {"pk": held.pk},
        "report_phrases": {"slug": stage.owner.slug},
        "report_phrase": {"slug": stage.owner.slug},
        **{str(one.name): dict(of_template) for _, one in ROUTES if "template" in str(one.name)},
        **{str(one.name): dict(of_batch) for _, one in ROUTES if "batch" in str(one.name)},
    }  # fmt: skip
    return Doors(stage, own)


def _nobody(_: Stage) -> None:
    return None


def _of_others(_: Stage) -> User:
    return make_user("others", Role.DIRECTORATE, owner=make_owner("Ассоциация городов Поволжья"))


def _of_another_city(stage: Stage) -> User:
    return make_user("city", Role.CITY_CONTACT, owner=stage.owner, party=stage.tver)


def _of_another_section(stage: Stage) -> User:
    other = stage.owner.bodies.exclude(pk=stage.body.pk).get()
    return make_user("section", Role.BODY_COORDINATOR, owner=stage.owner, body=other)


def _kept(stage: Stage) -> tuple[int, int, int]:
    """How much there is of the union: others may get ready templates of their own."""
    entries = AuditEntry.objects.filter(owner=stage.owner).count()
    return entries, PaperBatch.objects.count(), Report.objects.count()


@pytest.mark.parametrize("who", [_nobody, _of_others, _of_another_city, _of_another_section])
def test_strangers_read_and_change_nothing(
    client: Client, doors: Doors, who: Callable[[Stage], User | None]
) -> None:
    user = who(doors.stage)
    if user is not None:
        client.force_login(user)
    before = _kept(doors.stage)
    told = []

    for url in doors.urls():
        for page in (client.get(url), client.post(url, SENT)):
            if page.status_code >= 500 or MARK in page.content.decode(errors="replace"):
                told.append((url, page.status_code))

    assert told == []
    assert before == _kept(doors.stage)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER])
def test_who_only_reads_writes_nothing_but_remarks(
    client: Client, doors: Doors, role: Role
) -> None:
    client.force_login(make_user("reader", role, owner=doors.stage.owner))
    before = AuditEntry.objects.exclude(action="report.remark").count()

    answers = {client.post(url, SENT).status_code for url in doors.urls()}

    assert answers <= {302, 403, 404, 405, 422}
    assert AuditEntry.objects.exclude(action="report.remark").count() == before
