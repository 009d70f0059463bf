"""Which heading stands under which: by the kind of their numerals, months, departments, letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbook.plans.draft import Grouping
from planbook.plans.headings import Heading, HeadingRule

_PERIODS = (Grouping.MONTH, Grouping.QUARTER)


@dataclass(frozen=True, slots=True)
class Style:
    """What a heading looks like: headings of one style stand on one level.

    `depth` counts the parts of an Arabic numeral («1.1» has two), it is 0 for all others.
    """

    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading with its level (from 1) and with what the headings over it tell about its rows."""

    heading: Heading
    level: int


def place_headings(headings: Sequence[Heading], has_rows: Sequence[bool]) -> list[PlacedHeading]:
    """Find the level of every heading; `has_rows` tells which have rows of their own.

    A heading of a style met above goes to the level of that style. A new style goes one level down
    under a heading without rows, or where its numeral is a part of the one above; else it begins
    anew.
    """
    placed: list[PlacedHeading] = []
    path: list[tuple[Style, Heading]] = []
    for index, heading in enumerate(headings):
        style = _style(heading)
        if style is None:
            path = []
            placed.append(PlacedHeading(heading, 1))
            continue
        styles = [known for known, _ in path]
        if style in styles:
            path = path[: styles.index(style)]
        elif path and has_rows[index - 1] and not _is_part(style, styles[-1]):
            path = []
        path.append((style, heading))
        above = [known for _, known in path[:-1]]
        placed.append(PlacedHeading(_with_context(heading, above), len(path)))
    return placed


def _style(heading: Heading) -> Style | None:
    if not heading.text and heading.numeral is None:
        return None
    if heading.numeral is not None:
        digits = heading.numeral[0].isdigit()
        return Style("arabic", heading.numeral.count(".") + 1) if digits else Style("roman")
    if heading.grouping in (*_PERIODS, Grouping.DEPARTMENT):
        return Style(heading.grouping.value)
    return Style("capitals" if heading.text.isupper() else "text")


def _is_part(style: Style, above: Style) -> bool:
    """Tell «1.1» under «1», and «1» under «I»."""
    return style.depth > above.depth and above.name in ("roman", "arabic")


def _with_context(heading: Heading, above: Sequence[Heading]) -> Heading:
    """Give a heading the month and the rule of those over it, where it has none of its own."""
    for outer in reversed(above):
        if not heading.calendar and outer.calendar:
            heading = replace(heading, calendar=outer.calendar, period=outer.period)
        heading = replace(heading, rule=_joined_rule(heading.rule, outer.rule))
    return heading


def _joined_rule(own: HeadingRule, outer: HeadingRule) -> HeadingRule:
    return HeadingRule(
        own.event_kind or outer.event_kind,
        own.involvement or outer.involvement,
        own.is_exchange or outer.is_exchange,
    )
