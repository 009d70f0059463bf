"""The report for 2024 written anew from its own confirmed facts, paragraph by paragraph.

With `MEZHGOROD_PROOF=<file>` the table of what comes from facts is written there.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.factories.plans import OWNER
from tests.factories.read_reports import paragraphs
from tests.factories.written_reports import confirmed_report, exchange_with, modelled, printed

from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.registry.models import Organization
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.writing import WrittenBlock, written_report
from planbook.places import mentions

pytestmark = [pytest.mark.django_db, pytest.mark.once]
_NUMBER = re.compile(r"\d+")
_HEAD = 4


@dataclass(frozen=True)
class Told:
    """A paragraph: as it was, as it prints, words of facts, cities and numbers by their source."""

    original: str
    printed: str
    facts: tuple[str, ...]
    bound: tuple[str, ...]
    by_hand: tuple[str, ...]


def told(original: str, block: WrittenBlock) -> Told:
    # A dash of a list is printed by the look of the page.
    text = "\n".join(line.text for line in block.lines)
    spans, place = [], 0
    for line in block.lines:
        for span in line.spans:
            if span.fact is not None:
                spans.append((place, place + len(span.text)))
            place += len(span.text)
        place += 1
    named = [(one.start, one.end) for one in mentions(text)]
    named += [found.span() for found in _NUMBER.finditer(text)]
    bound, by_hand = [], []
    for start, end in sorted(named):
        inside = any(start < last and first < end for first, last in spans)
        (bound if inside else by_hand).append(text[start:end])
    words = tuple(span.text for line in block.lines for span in line.spans if span.fact is not None)
    return Told(original.strip(), text.strip(), words, tuple(bound), tuple(by_hand))


def all_told(report: Report) -> Iterator[Told]:
    written = written_report(report=report)
    rest = paragraphs()[_HEAD:]
    assert len(written.blocks) == len(rest)
    for original, block in zip(rest, written.blocks, strict=True):
        assert block.fault == ""
        assert block.missing == ()
        yield told(original, block)


def test_the_report_of_2024_prints_word_for_word_from_its_facts() -> None:
    report = modelled(confirmed_report())

    lines = list(all_told(report))

    write_table(lines)
    assert report.head.splitlines() == [one.strip() for one in paragraphs()[: _HEAD - 1]]
    assert report.salutation == paragraphs()[_HEAD - 1]
    wrong = [one for one in lines if one.printed != one.original.removeprefix("- ")]
    assert wrong == []
    bound = sum(len(one.bound) for one in lines)
    by_hand = [word for one in lines for word in one.by_hand]
    # What stays hand text are cities and numbers that the report names in passing: no facts.
    assert bound >= 190
    assert len(by_hand) <= 40


def write_table(lines: list[Told]) -> None:
    target = os.environ.get("MEZHGOROD_PROOF")
    if not target:
        return
    rows = [
        "| № | Из сведений | Города и числа своими словами | Слово в слово |",
        "| --- | --- | --- | --- |",
    ]
    for number, one in enumerate(lines, start=_HEAD + 1):
        facts = "; ".join(one.facts) or "—"
        same = "да" if one.printed == one.original.removeprefix("- ") else "НЕТ"
        rows.append(f"| {number} | {facts} | {', '.join(one.by_hand) or '—'} | {same} |")
    bound = sum(len(one.bound) for one in lines)
    by_hand = sum(len(one.by_hand) for one in lines)
    same = sum(one.printed == one.original.removeprefix("- ") for one in lines)
    total = [
        f"Абзацев {len(lines)}, слово в слово {same}. "
        f"Городов и чисел из сведений {bound}, своими словами {by_hand}.",
        "",
    ]
    Path(target).write_text("\n".join([*total, *rows]) + "\n", encoding="utf-8")


def test_the_exchange_of_tariffs_is_counted_anew_in_the_draft_of_the_modelled_report() -> None:
    owner, _ = Organization.objects.get_or_create(name=OWNER, defaults={"slug": "owner"})
    exchange = exchange_with(
        owner, 25, title="О ставках и тарифах на жилищно-коммунальные услуги населению"
    )
    report = modelled(confirmed_report())
    line = "О ставках и тарифах на жилищно-коммунальные услуги населению -"
    assert f"{line}25" in printed(report)

    refused = Response.objects.filter(round__exchange=exchange).first()
    assert refused is not None
    refused.state = ResponseState.REFUSED
    refused.save(update_fields=["state"])

    assert f"{line}24" in printed(report)
