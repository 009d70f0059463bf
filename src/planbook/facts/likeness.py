"""How much speaks for an event and a row being one series: points that a person can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from planbook.facts.identity import Known, TitleSigns, same_family
from planbook.text.roman import format_roman

# Points for what both sides say; the title decides, circumstances support it.
_TITLE, _KIND, _EDITION, _HOST, _MONTH = 60, 8, 14, 10, 6
# Titles less alike than this (0-1) say nothing for a pair.
_UNLIKE = 0.45
# How alike own names must be (0-100), and from where on they are other names.
_SAME_NAME, _OTHER_NAME = 92, 80
# So many telling words make a title that stands inside a longer one the same.
_FEW_WORDS = 2
_INSIDE, _NAMED, _HINTED = 0.9, 0.97, 0.75
_LARGEST_NUMERAL = 3999
_KIN = 0.75


@dataclass(frozen=True, slots=True)
class Pair:
    """`points` from 0 to 100 of what could be compared.

    `has_circumstances` tells that place or month agree.
    """

    points: int
    reasons: tuple[str, ...] = ()
    has_circumstances: bool = False

    def at_most(self, points: int, reason: str) -> Pair:
        """Return the pair with fewer points and the reason for it."""
        return replace(self, points=min(self.points, points), reasons=(*self.reasons, reason))


@dataclass(frozen=True, slots=True)
class _Part:
    """What one sign gives: `share` of `weight`, and how a person reads it.

    A hint is worth something only if place or month agree.
    """

    weight: int
    share: float
    reason: str
    is_hint: bool = False


_NOTHING = Pair(0)


def compare(event: Known, row: Known) -> Pair:
    """Score an event and a row; what one side leaves out counts neither for nor against."""
    title = _title(event, row)
    if title is None or _excludes(event, row):
        return _NOTHING
    circumstances = [*_host(event, row), *_month(event, row)]
    parts = [title, *_kind(event, row), *_edition(event, row), *circumstances]
    possible = sum(part.weight for part in parts)
    points = round(100 * sum(part.weight * part.share for part in parts) / possible)
    has_circumstances = any(part.share == 1 for part in circumstances)
    if title.is_hint and not has_circumstances:
        return _NOTHING
    return Pair(points, tuple(part.reason for part in parts if part.reason), has_circumstances)


def _excludes(event: Known, row: Known) -> bool:
    """Whether the two cannot be one series: another body, season, or an exchange against none."""
    one, other = event.title, row.title
    if event.is_exchange != row.is_exchange:
        return True
    if one.body != other.body:
        return True
    return bool(one.season or other.season) and one.season != other.season


def _title(event: Known, row: Known) -> _Part | None:
    one, other = event.title, row.title
    if one.body and one.body == other.body:
        return _Part(_TITLE, 1.0, "заседание того же органа")
    if one.name and other.name:
        likeness = _same_name(one, other)
        reason = "собственное имя то же" if likeness >= _INSIDE else _alike("имя", likeness)
    else:
        likeness = max(
            _shared(one.lemmas, other.lemmas),
            _shared(one.lemmas, row.series) if row.series else 0.0,
        )
        if one.is_bare or other.is_bare:
            likeness = min(likeness, _HINTED)
        reason = "название то же" if likeness == 1 else _alike("название", likeness)
    if likeness <= _UNLIKE:
        return None
    is_hint = likeness == _HINTED and len(one.lemmas & other.lemmas) == 1 and not one.is_bare
    return _Part(_TITLE, (likeness - _UNLIKE) / (1 - _UNLIKE), reason, is_hint)


def _same_name(one: TitleSigns, other: TitleSigns) -> float:
    """Own names: the same, one inside the other, or nearly so; other names are other events."""
    if one.name == other.name:
        return 1.0
    spelt = fuzz.ratio(one.name, other.name)
    if spelt >= _SAME_NAME:
        return _NAMED
    shared = _shared(one.name_lemmas, other.name_lemmas)
    if shared >= _INSIDE:
        return shared
    return max(spelt / 100, shared) if spelt >= _OTHER_NAME else shared * _INSIDE


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of telling words that both have; a short title may stand whole inside a long one."""
    common = len(one & other)
    if not common:
        return 0.0
    if one == other:
        return 1.0
    dice = 2 * common / (len(one) + len(other))
    if common < min(len(one), len(other)):
        return dice
    # One word proves little: then place or month must help.
    return max(dice, _INSIDE if common >= _FEW_WORDS else _HINTED)


def _kind(event: Known, row: Known) -> Iterator[_Part]:
    one, other = event.kind, row.kind
    if event.title.body or not one or not other:
        return
    if one == other:
        yield _Part(_KIND, 1.0, "вид тот же")
    elif same_family(one, other):
        yield _Part(_KIND, _KIN, f"вид близкий: {other} → {one}")
    else:
        yield _Part(_KIND, 0.0, f"вид другой: {other} → {one}")


def _edition(event: Known, row: Known) -> Iterator[_Part]:
    """Editions go on with the years: at most one a year, the same one in the same year."""
    if event.title.body or event.edition is None or row.edition is None:
        return
    said = f"{_numbered(row.edition, row.year)} → {_numbered(event.edition, event.year)}"
    step = event.edition - row.edition
    years = None if event.year is None or row.year is None else event.year - row.year
    if step == 0 and years in {0, None}:
        yield _Part(_EDITION, 1.0, f"номер тот же: {_numbered(event.edition, event.year)}")
    elif step > 0 and (years is None or step <= years):
        yield _Part(_EDITION, 1.0, f"издания идут подряд: {said}")
    else:
        yield _Part(_EDITION * 2, 0.0, f"номера не продолжают друг друга: {said}")


def _host(event: Known, row: Known) -> Iterator[_Part]:
    if not event.hosts or not row.hosts:
        return
    is_same = bool(event.hosts & row.hosts)
    # A series wanders from city to city: another host in another year says little.
    weight = _HOST if is_same or event.year == row.year else _HOST // 3
    yield _Part(weight, float(is_same), "город тот же" if is_same else "город другой")


def _month(event: Known, row: Known) -> Iterator[_Part]:
    if not event.months or not row.months:
        return
    is_same = bool(event.months & row.months)
    weight = _MONTH if is_same or event.year == row.year else _MONTH // 2
    yield _Part(weight, float(is_same), "месяц тот же" if is_same else "месяц другой")


def _alike(what: str, likeness: float) -> str:
    return f"{what} похоже на {round(likeness * 100)} %"


def _numbered(edition: int, year: int | None) -> str:
    is_roman = 0 < edition <= _LARGEST_NUMERAL
    number = format_roman(edition) if is_roman else str(edition)
    return f"{number} ({year})" if year else number
