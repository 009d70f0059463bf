"""A report that was read becomes the parts of a new one: hand text with fields of its facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Prefetch

from mezhgorod.planning.models import SeriesEdition
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact, Report, ReportBlock
from mezhgorod.reporting.queries.report_facts import ReportFacts, report_facts
from mezhgorod.reporting.rules import BlockKind, ReadingState
from planbook.facts import ReportRole
from planbook.narrative import BoundFact, EventSheet, Sheet, bind

_SALUTATION = re.compile(r"(уважаем|дорог)\w+\b.*[!.]\Z", re.IGNORECASE)
# The head of a report is at most so many short lines.
_HEAD_LINES, _HEAD_LENGTH = 6, 200
_MOST_SALUTATION = 300
_EditionKey = tuple[int | None, int | None]


def modelled_salutation(read: AnnualReport) -> tuple[str, str]:
    """Return the lines above the text of a read report, and its salutation."""
    first = list(
        read.paragraphs.order_by("position").values_list("text", flat=True)[: _HEAD_LINES + 1]
    )
    count = _head_count(first)
    if not count:
        return "", ""
    head = "\n".join(text.strip() for text in first[: count - 1])
    return head, first[count - 1].strip()


def modelled_parts(read: AnnualReport, report: Report) -> Iterator[ReportBlock]:
    """Yield the parts of a report over the paragraphs of a read one, not stored.

    Every paragraph becomes a part; words of its confirmed facts become fields that print the same
    words, the rest is hand text.
    """
    paragraphs = list(read.paragraphs.order_by("position"))
    facts_of = _facts_by_paragraph(read)
    named = frozenset(
        fact.read_event.held_event_id
        for found in facts_of.values()
        for fact in found
        if fact.read_event.held_event_id
    )
    editions = _editions_of(facts_of)
    facts = report_facts(report, also=named, editions=frozenset(editions.values()))
    skipped = _head_count([one.text for one in paragraphs[: _HEAD_LINES + 1]])
    for paragraph in paragraphs[skipped:]:
        found = facts_of.get(paragraph.position, [])
        wanted = [editions.get(_edition_key(fact.read_event)) for fact in found]
        numbers = list(dict.fromkeys(one for one in wanted if one is not None))
        yield _part(paragraph.text, found, facts, numbers)


def _head_count(texts: Sequence[str]) -> int:
    """Return how many paragraphs stand above the text with the salutation, 0 without one."""
    for count, text in enumerate(texts, start=1):
        words = text.strip()
        if _SALUTATION.match(words) and len(words) <= _MOST_SALUTATION:
            return count
        if len(words) > _HEAD_LENGTH:
            break
    return 0


def _facts_by_paragraph(read: AnnualReport) -> dict[int, list[ReadFact]]:
    events = ReadEvent.objects.filter(report=read).exclude(state=ReadingState.REFUSED)
    rows = (
        ReadFact.objects.filter(read_event__in=events, state=ReadingState.CONFIRMED, is_gone=False)
        .prefetch_related(Prefetch("read_event", queryset=events))
        .order_by("paragraph", "start", "position")
    )
    found: dict[int, list[ReadFact]] = {}
    for fact in rows:
        found.setdefault(fact.paragraph, []).append(fact)
    return found


def _editions_of(facts_of: Mapping[int, Sequence[ReadFact]]) -> dict[_EditionKey, int]:
    """Return the editions to come that read events speak of."""
    keys = {_edition_key(fact.read_event) for found in facts_of.values() for fact in found}
    series = {key[0] for key in keys if key[0] is not None}
    rows = SeriesEdition.objects.filter(series__in=series).values_list("series", "number", "pk")
    return {(one, number): pk for one, number, pk in rows if (one, number) in keys}


def _edition_key(event: ReadEvent) -> _EditionKey:
    is_future = event.role == ReportRole.FUTURE
    return (event.series_id, event.edition) if is_future else (None, None)


def _part(
    text: str, found: Sequence[ReadFact], facts: ReportFacts, editions: list[int]
) -> ReportBlock:
    main = _main_event(found)
    block = ReportBlock(kind=BlockKind.TEXT)
    sheet: Sheet = facts.sheet
    if main is not None and main.exchange_id:
        block.kind, block.exchange_id = BlockKind.EVENT, main.exchange_id
        sheet = facts.exchange_as_event(main.exchange_id)
    elif main is not None or editions:
        number = main.held_event_id if main else None
        block.kind = BlockKind.EVENT if number else BlockKind.PLANS
        block.held_event_id = number
        known = facts.events.get(number or 0) or EventSheet(key="", title="")
        sheet = facts.with_editions(known, editions)
        block.options = {"editions": editions} if editions else {}
    block.template = bind(text, [_bound(one, main) for one in found], sheet).template
    return block


def _main_event(found: Sequence[ReadFact]) -> ReadEvent | None:
    """Return the event most facts of a paragraph are about, of those that have become one."""
    counts = Counter(
        fact.read_event_id
        for fact in found
        if fact.read_event.held_event_id or fact.read_event.exchange_id
    )
    if not counts:
        return None
    number, _ = counts.most_common(1)[0]
    return next(fact.read_event for fact in found if fact.read_event_id == number)


def _bound(fact: ReadFact, main: ReadEvent | None) -> BoundFact:
    is_other = main is not None and fact.read_event_id != main.pk
    values = tuple(fact.values) or ((fact.value,) if fact.value else ())
    return BoundFact(
        field=fact.type,
        values=values,
        number=fact.number,
        start=fact.start,
        end=fact.end,
        event=fact.read_event.title if is_other else "",
    )
