"""Written reports: one over few facts, and one modelled on the report for 2024."""

from typing import Any

from tests.factories.outcomes import make_held, put
from tests.factories.people import actor_with, make_owner
from tests.factories.plans import NOW
from tests.factories.read_reports import paragraphs
from tests.factories.reports import make_report

from mezhgorod.exchanges.models import Exchange, ExchangeRound, FormVersion, Response
from mezhgorod.exchanges.rules import ResponseState, RoundState
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import SYSTEM, Actor, OrganizationKind, Role
from mezhgorod.reporting.actions.reading import confirm_all_sure, keep_read_events
from mezhgorod.reporting.actions.writing import (
    BlockWords,
    NewReport,
    add_block,
    begin_draft,
    start_report,
)
from mezhgorod.reporting.models import AnnualReport, Report, ReportBlock
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules import BlockKind
from planbook.facts import read_events

CULTURE = (
    "Великий Устюг, Владимир, Калининград, Коряжма, Кострома, Петрозаводск, Псков, Рыбинск, "
    "Северодвинск, Смоленск, Тихвин, Череповец, Шуя, Ярославль"
)
TARIFFS = "Ставки и тарифы на жилищно-коммунальные услуги населению"


def directorate_of(owner: Organization) -> Actor:
    return actor_with(Role.DIRECTORATE, owner)


def held_with(owner: Organization, participants: str = CULTURE, **values: Any) -> HeldEvent:
    """A meeting of «Культура» held from afar, its participants known to the registry."""
    whole: dict[str, Any] = {
        "title": "Заседание секции «Культура»",
        "kind": "заседание секции",
        "timing_text": "12 апреля 2024",
        **values,
    }
    held = make_held(owner, **whole)
    for name in (one for one in participants.split(", ") if one):
        Municipality.objects.get_or_create(name=name, defaults={"slug": f"city-{len(name)}-{name}"})
    put(held, participants)
    put(held, "Тихвин", role=PartyRole.HOST)
    return HeldEvent.objects.get(pk=held.pk)


def draft(*words: BlockWords, period: str = "2024", owner: Organization | None = None) -> Report:
    """A draft of these parts and nothing else."""
    owner = owner or make_owner()
    actor = directorate_of(owner)
    new = NewReport(owner=owner, title="Отчётный доклад", period=period)
    report = start_report(new=new, actor=actor, now=NOW)
    report.blocks.all().delete()
    for one in words:
        add_block(report=report, words=one, position=None, actor=actor, now=NOW)
    return begin_draft(report=report, actor=actor, now=NOW)


def text_part(template: str, held: HeldEvent | None = None) -> BlockWords:
    """A part with words of a person, about an event where one is given."""
    kind = BlockKind.EVENT if held else BlockKind.TEXT
    return BlockWords(kind, template=template, held_event=held)


def printed(report: Report) -> list[str]:
    """The lines of the report as they print now."""
    fresh = Report.objects.select_related("owner").get(pk=report.pk)
    return [line.text for line in written_report(report=fresh).text.lines]


def part_of(report: Report, position: int = 1) -> ReportBlock:
    return report.blocks.select_related("report").get(position=position)


def exchange_with(owner: Organization, count: int, title: str = TARIFFS) -> Exchange:
    """An exchange of one round of 2024 whose answers were all accepted."""
    exchange = Exchange.objects.create(owner=owner, title=title, created_at=NOW)
    form = FormVersion.objects.create(exchange=exchange, number=1, created_at=NOW)
    first = ExchangeRound.objects.create(
        exchange=exchange,
        form=form,
        period_edtf="2024-33",
        period_start="2024-01-01",
        period_end="2024-03-31",
        state=RoundState.CLOSED,
        opens_on="2024-04-01",
        due_on="2024-04-20",
        created_at=NOW,
        updated_at=NOW,
    )
    for number in range(count):
        name = f"Город № {number + 1}"
        party, _ = Organization.objects.get_or_create(
            name=name, defaults={"slug": f"town-{number}", "kind": OrganizationKind.MUNICIPALITY}
        )
        Response.objects.create(round=first, party=party, state=ResponseState.ACCEPTED)
    return exchange


def confirmed_report() -> AnnualReport:
    """The report for 2024, read and confirmed as a person would do it."""
    report = make_report(*paragraphs())
    events = read_events(paragraphs(), year=2024)
    keep_read_events(report=report, events=events, now=NOW, actor=SYSTEM)
    confirm_all_sure(report=report, actor=SYSTEM, now=NOW)
    return report


def modelled(read: AnnualReport) -> Report:
    """A report for 2024 modelled on the one that was read."""
    new = NewReport(
        owner=read.owner,
        title="Отчётный доклад о работе Союза в 2024 году",
        period="2024",
        modelled_on=read,
    )
    return start_report(new=new, actor=directorate_of(read.owner), now=NOW)
