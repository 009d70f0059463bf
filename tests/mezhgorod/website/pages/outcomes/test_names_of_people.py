"""A person typed as a team, the holder of a cup, an executor, the elected: not for everybody."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client
from tests.factories.outcomes import NOW, Stage, make_stage
from tests.factories.people import make_user
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.outcomes.actions import (
    ensure_trophy,
    hand_trophy,
    set_agenda,
    set_standings,
    set_tasks,
)
from mezhgorod.outcomes.models import AgreedTask, HeldEvent, Standing, TrophyHolding
from mezhgorod.outcomes.rules import (
    AgendaDraft,
    AgendaKind,
    StandingDraft,
    StandingTableDraft,
    TaskDraft,
    TrophyDraft,
)
from mezhgorod.planning.models import EventSeries, PlanItem
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import SYSTEM, Role
from mezhgorod.reporting.queries.private_names import private_names

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
# Stands in every free word that may be a person, and nowhere else.
MARK = "Тайнозвон"
NAME = f"Иван {MARK}ов"


@pytest.fixture
def stage() -> Stage:
    stage = make_stage()
    plan = make_plan(owner=stage.owner.name)
    item = make_item(make_section(plan), "Заседание секции «Туризм»")
    series = EventSeries.objects.create(owner=stage.owner, name="Игры", slug="games", key="games")
    HeldEvent.objects.filter(pk=stage.held.pk).update(
        event=item.event, series=series, edition=3, published_at=NOW, outcome="held"
    )
    held = HeldEvent.objects.get()
    who = {"held": held, "actor": SYSTEM, "now": NOW}
    vologda = Municipality.objects.get(name="Вологда")
    lines = (
        StandingDraft(NAME, 1, municipality_id=vologda.pk),
        StandingDraft(f"команда {MARK}ова", 2),
        StandingDraft(f"{MARK}ов И. И.", 3),
    )
    set_standings(table=StandingTableDraft(lines), **who)  # type: ignore[arg-type]
    cup = ensure_trophy(series=series, name="Кубок", actor=SYSTEM, now=NOW)
    hand_trophy(trophy=cup, draft=TrophyDraft(NAME, vologda.pk), **who)  # type: ignore[arg-type]
    task = TaskDraft("Подготовить сборник", executor_text=f"председатель секции {MARK}ов")
    set_tasks(tasks=[task], **who)  # type: ignore[arg-type]
    elected = AgendaDraft(
        f"Об избрании {NAME}а",
        decision_text=f"Избрать {NAME}а",
        elected=NAME,
        kind=AgendaKind.ELECTION,
        office="Президент",
    )
    set_agenda(agenda=[elected], **who)  # type: ignore[arg-type]
    return stage


def text_of(client: Client, url: str) -> str:
    """Everything a visitor gets under an address, unpacked where it is a file of Office."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return " ".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())


def public_urls(client: Client, held: HeldEvent) -> list[str]:
    """Pages about the event, and every file and feed they link to."""
    assert held.event is not None
    plan = PlanItem.objects.get(event=held.event).section.plan
    pages = [
        f"/held/{held.pk}/", "/held/?year=all", "/series/games/", "/cities/vologda/",
        f"/events/{held.event.uid}/", f"/plans/{plan.slug}/", "/statistics/?year=2024", "/",
    ]  # fmt: skip
    files = re.compile(r'href="(/[^"#]*(?:\.csv|\.xlsx|\.docx|\.ics|\.json|\.atom)[^"#]*)"')
    linked = {one for page in pages for one in files.findall(text_of(client, page))}
    found = [one.replace("&amp;", "&") for one in sorted(linked)]
    assert {one.partition("?")[0].rpartition(".")[2] for one in found} >= {"csv", "xlsx", "atom"}
    feeds = [
        f"/plans/{plan.slug}/calendar.ics", "/cities/vologda/calendar.ics",
        f"/api/v1/plans/{plan.slug}/", f"/api/v1/events/{held.event.uid}/",
    ]  # fmt: skip
    return [*pages, *found, *feeds]


def test_no_page_no_file_and_no_feed_tells_the_name(stage: Stage, client: Client) -> None:
    held = HeldEvent.objects.get()
    for url in public_urls(client, held):
        assert MARK not in text_of(client, url), url
    shown = text_of(client, f"/held/{held.pk}/")
    assert "председатель секции" in shown
    assert "Избрание: Президент" in shown
    assert re.search(r'<td>1</td><th scope="row">Вологда</th>', shown)
    assert re.search(r'<td>2</td><th scope="row">команда</th>', shown)
    assert re.search(r'<td>3</td><th scope="row">—</th>', shown)

    client.force_login(make_user("own", Role.DIRECTORATE, owner=stage.owner))
    assert text_of(client, f"/held/{held.pk}/").count(MARK) >= 6


def test_a_name_whose_owner_agreed_is_shown(stage: Stage, client: Client) -> None:
    held = HeldEvent.objects.get()
    for model in (AgreedTask, Standing, TrophyHolding):
        model._default_manager.update(is_name_public=True)
    shown = text_of(client, f"/held/{held.pk}/")
    assert shown.count(MARK) == 5
    assert MARK in text_of(client, "/series/games/")


def test_a_written_report_knows_the_names(stage: Stage) -> None:
    held = HeldEvent.objects.get()
    found = {(*one.fields, one.name) for one in private_names([held.pk])[held.pk]}
    assert found == {
        ("standings", f"{MARK}ова"),
        ("standings", f"{MARK}ов И. И."),
        ("decisions", f"{MARK}ов"),
    }
