"""Reports with the facts that people have found in them by hand: `corpus/gold/report_facts.csv`."""

from functools import cache
from itertools import groupby

from tests.factories.gold import CORPUS, rows
from tests.factories.plans import NOW

from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import keep_read_events
from mezhgorod.reporting.models import AnnualReport
from planbook.facts import Fact, FactSource, FactType, ReportEvent, ReportRole
from planbook.places import mentions
from planbook.plans.event_title import read_event_title

_EXCHANGES, _SUPPORTED = range(49, 54), range(55, 76)
_FUTURE = {"planned-host", "planned-date", "withdrawn-host"}
_MODES = {"online": "remote", "hybrid": "mixed"}

YOUTH = "Заседание секции «Молодежная политика» по теме «Территория молодежи»"
NUMBERS = [
    (20, "delegations", "="),
    (40, "municipalities", "="),
    (75, "people", "="),
    (100, "people", ">"),
    (300, "people", ">"),
    (400, "athletes", "~"),
]
GAMES = "III Зимняя Спартакиада Союза"


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs with text of the report for 2024."""
    text = (CORPUS / "sgcszr-report-2024" / "source.txt").read_text(encoding="utf-8")
    return tuple(words for line in text.splitlines() if (words := line.strip()))


@cache
def gold_events() -> tuple[ReportEvent, ...]:
    """The 44 events of the report for 2024 with their 103 facts."""
    found = sorted(rows("report_facts.csv", "S001"), key=_first_rows())
    return tuple(
        _event(title, list(facts)) for title, facts in groupby(found, key=lambda row: row["event"])
    )


def read_report(report: AnnualReport) -> AnnualReport:
    """Keep the facts of the gold table as read in a report."""
    keep_read_events(report=report, events=gold_events(), now=NOW, actor=SYSTEM)
    return report


def _first_rows():  # type: ignore[no-untyped-def]
    order: dict[str, int] = {}
    for row in rows("report_facts.csv", "S001"):
        order.setdefault(row["event"], len(order))
    return lambda row: order[row["event"]]


def _event(title: str, facts: list[dict[str, str]]) -> ReportEvent:
    parts = read_event_title(title)
    paragraph = int(facts[0]["paragraph"])
    if paragraph in _EXCHANGES:
        role = ReportRole.EXCHANGE
    elif paragraph in _SUPPORTED:
        role = ReportRole.SUPPORTED
    else:
        is_future = any(one["fact_type"] in _FUTURE for one in facts)
        role = ReportRole.FUTURE if is_future else ReportRole.HELD
    return ReportEvent(title, parts.kind or "", parts.edition, role, tuple(map(_fact, facts)))


def _fact(row: dict[str, str]) -> Fact:
    value = _MODES.get(row["value"], row["value"])
    number = int(row["number"]) if row["number"] else None
    paragraph = int(row["paragraph"])
    text = paragraphs()[paragraph - 1]
    values = tuple(value.split(";")) if value else ()
    return Fact(
        type=FactType(row["fact_type"]),
        value=value,
        values=values,
        number=number,
        hedge=row["number_qualifier"],
        text=text,
        source=FactSource(paragraph, _start(text, values), len(text)),
        is_open="и другие" in text and row["fact_type"].startswith("participants"),
    )


def _start(text: str, values: tuple[str, ...]) -> int:
    """Where a list of cities begins: at its first name that all others follow."""
    found = [(one.nominative, one.start) for one in mentions(text) if one.nominative in values]
    starts = [
        start
        for name, start in found
        if name == values[0] and {one for one, at in found if at >= start} == {n for n, _ in found}
    ]
    return max(starts, default=0)
