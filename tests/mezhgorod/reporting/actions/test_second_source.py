"""Two publications tell other numbers than the report: both are kept, the report counts."""

import pytest
from tests.factories.plans import NOW
from tests.factories.read_reports import paragraphs, read_report
from tests.factories.reports import make_report

from mezhgorod.outcomes.actions import add_source
from mezhgorod.outcomes.models import HeldEvent, StatedCount
from mezhgorod.outcomes.queries import doubts_of
from mezhgorod.outcomes.rules import (
    CountDraft,
    CountUnit,
    PartyDraft,
    PartyList,
    PartyRole,
    SourceDraft,
    SourceFacts,
    SourceKind,
)
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import confirm_all_sure

pytestmark = pytest.mark.django_db

CITIES = (
    "Архангельск", "Великий Новгород", "Вологда", "Иваново", "Петрозаводск", "Сыктывкар",
    "Череповец",
)  # fmt: skip


def publication(address: str) -> SourceDraft:
    return SourceDraft(kind=SourceKind.PUBLICATION, url=f"https://example.org/{address}")


def conflicts(held: HeldEvent) -> list[tuple[int | None, int | None]]:
    return [(one.first, one.second) for one in doubts_of(held) if one.code == "SOURCE-CONFLICT"]


def test_other_numbers_are_doubts_and_the_approved_ones_stay() -> None:
    report = read_report(make_report(*paragraphs()))
    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)
    assembly = HeldEvent.objects.get(title="Собрание Союза")
    games = HeldEvent.objects.get(title="III Зимняя Спартакиада Союза")

    add_source(
        held=assembly,
        source=publication("assembly"),
        facts=SourceFacts(counts=(CountDraft(CountUnit.DELEGATIONS, 19),)),
        actor=SYSTEM,
        now=NOW,
    )
    add_source(
        held=games,
        source=publication("games"),
        facts=SourceFacts(
            parties=(PartyList(PartyRole.PARTICIPANT, tuple(map(PartyDraft, CITIES))),),
            counts=(CountDraft(CountUnit.ATHLETES, 380),),
        ),
        actor=SYSTEM,
        now=NOW,
    )

    assert conflicts(assembly) == [(20, 19)]
    assert conflicts(games) == [(400, 380)]
    counted = StatedCount.objects.filter(is_current=True, held_event__in=[assembly, games])
    assert sorted(counted.values_list("number", flat=True)) == [20, 400]
    assert games.participations.filter(role="participant", is_current=True).count() == 8
