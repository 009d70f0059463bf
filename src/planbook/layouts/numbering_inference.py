"""How a document numbers its rows: the rule that gives its printed numbers back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planbook.layouts.layout import Layout, LayoutColumn, Numbering, NumberingStyle
from planbook.layouts.numbering import RowCounter
from planbook.plans import EventDraft, Grouping, PlanDraft, SectionDraft
from planbook.plans.content import has_bullet

_CANDIDATES = (NumberingStyle.CONTINUOUS, NumberingStyle.RESTART, NumberingStyle.HIERARCHICAL)
# Below that share the numbers follow no rule of ours and are printed as they stand.
_ENOUGH = 0.8
_BULLET = re.compile(r"\s*(\S)")


def infer_numbering(draft: PlanDraft) -> Numbering:
    """Return the numbering of a document.

    Lists, which often count anew, have a style of their own; without lists it is that of the rows.
    """
    items = list(draft.items())
    numbering = Numbering(format=_format(items), bullet=_bullet(items))
    lists = [section for section in draft.sections if section.grouping is Grouping.LIST]
    others = [section for section in draft.sections if section.grouping is not Grouping.LIST]
    style = _style(others or lists, numbering)
    list_style = _style(lists, numbering) if lists else NumberingStyle.RESTART
    return replace(numbering, style=style, list_style=list_style)


def _style(sections: Sequence[SectionDraft], numbering: Numbering) -> NumberingStyle:
    items = [item for section in sections for item in section.items]
    numbered = sum(item.number is not None for item in items)
    if numbered * 2 < len(items) or not items:
        titles = [cell.text for item in items if (cell := item.cell("title")) is not None]
        bullets = sum(has_bullet(title) for title in titles)
        is_bulleted = bool(titles) and bullets * 2 >= len(titles)
        return NumberingStyle.BULLET if is_bulleted else NumberingStyle.NONE
    hits = {style: _hits(sections, numbering, style) for style in _CANDIDATES}
    best = max(hits, key=lambda style: hits[style])
    return best if hits[best] >= len(items) * _ENOUGH else NumberingStyle.AS_PRINTED


def _hits(sections: Iterable[SectionDraft], numbering: Numbering, style: NumberingStyle) -> int:
    """Return how many printed numbers a style gives back."""
    trial = replace(numbering, style=style, list_style=style, format="{n}")
    counter = RowCounter(Layout("trial", "", (LayoutColumn(("",)),), numbering=trial))
    hits = 0
    for section in sections:
        is_arabic = section.numeral is not None and section.numeral[:1].isdigit()
        counter.begin_section(section.grouping, section.numeral if is_arabic else None)
        hits += sum(counter.mark(item) == item.number for item in section.items)
    return hits


def _format(items: Iterable[EventDraft]) -> str:
    """Return how numbers are printed: «{n}.», «{n})», «{n}»."""
    forms: Counter[str] = Counter()
    for item in items:
        cell = item.cell("number") or item.cell("title")
        if item.number is None or cell is None:
            continue
        found = re.match(rf"\s*(№\s*)?{re.escape(item.number)}([.)]?)", cell.text)
        if found is not None:
            sign = "№ " if found[1] else ""
            forms[f"{sign}{{n}}{found[2]}"] += 1
    return forms.most_common(1)[0][0] if forms else Numbering().format


def _bullet(items: Iterable[EventDraft]) -> str:
    signs: Counter[str] = Counter()
    for item in items:
        cell = item.cell("title")
        if cell is not None and has_bullet(cell.text):
            found = _BULLET.match(cell.text)
            signs[found[1] if found else ""] += 1
    return signs.most_common(1)[0][0] if signs else Numbering().bullet
