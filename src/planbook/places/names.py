"""Finding known settlement names at a place in a text, in any case form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planbook.places.gazetteer import (
    Doubt,
    NameForm,
    form_index,
    longest_name,
    name_key,
    population_of,
)

# «Санкт- Петербург» and «Санкт-⏎Петербург» are one word.
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-\s?[А-ЯЁа-яё]+)*")
_PLAIN_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_GAP = re.compile(r"\s{1,3}")
# No known name is longer.
_MAX_NAME = 60
_SPACE_IN_WORD = re.compile(r"(?<=-)\s")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known form in a text: the likeliest reading first."""

    start: int
    end: int
    forms: tuple[NameForm, ...]

    @property
    def name(self) -> str:
        """The settlement in the nominative."""
        return self.forms[0].name

    @property
    def doubt(self) -> Doubt:
        """What else the form may be."""
        return self.forms[0].doubt

    @property
    def population(self) -> int:
        """People of the largest settlement of the name."""
        return population_of(self.name)

    def may_stand_in(self, *cases: int) -> bool:
        """Tell whether one of the readings is in one of the cases (numbers of `Case`)."""
        return any(form.case in cases for form in self.forms)


@cache
def _abbreviated() -> re.Pattern[str]:
    """Return a pattern of names abbreviated with a point or a stroke: «Вел. Новгород»."""
    names = sorted((key for key in form_index() if "." in key or "/" in key), key=len)
    written = (re.escape(name).replace(r"\ ", r"\s?") for name in reversed(names))
    return re.compile(rf"(?:{'|'.join(written)})(?![а-яё])", re.IGNORECASE)


def abbreviated_name_at(text: str, start: int) -> NameMatch | None:
    """Return the abbreviated name that begins at `start`."""
    found = _abbreviated().match(text, start)
    if found is None:
        return None
    index = form_index()
    spaced = re.sub(r"\.\s*(?=\w{3})", ". ", found[0])
    forms = index.get(name_key(found[0])) or index.get(name_key(spaced))
    return NameMatch(start, found.end(), forms) if forms else None


def name_at(text: str, start: int) -> NameMatch | None:
    """Return the longest known name that begins at `start`, which is the start of a word."""
    found = _longest(text, start, _WORD)
    if found is not None:
        return found
    beginning = text[start : start + _MAX_NAME]
    if "-" in beginning:
        found = _longest(text, start, _PLAIN_WORD)
    if found is None and ("." in beginning or "/" in beginning):
        found = abbreviated_name_at(text, start)
    return found


def _longest(text: str, start: int, pattern: re.Pattern[str]) -> NameMatch | None:
    index = form_index()
    best: NameMatch | None = None
    words: list[str] = []
    position = start
    for _ in range(longest_name()):
        word = pattern.match(text, position)
        if word is None:
            break
        words.append(_SPACE_IN_WORD.sub("", word[0]))
        forms = index.get(name_key(" ".join(words)))
        if forms:
            best = NameMatch(start, word.end(), forms)
        gap = _GAP.match(text, word.end())
        if gap is None:
            break
        position = gap.end()
    return best
