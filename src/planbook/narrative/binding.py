"""A paragraph that was read becomes a phrase that prints the same words from facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planbook.narrative.bound_facts import BoundFact, Slot, is_any_of, merged, slots_of, title_slots
from planbook.narrative.candidates import option_texts, preposition_before, text_with
from planbook.narrative.errors import PhraseError
from planbook.narrative.phrase_syntax import escape_text
from planbook.narrative.rendering import render
from planbook.narrative.sheets import Sheet
from planbook.narrative.values import Item

_MARGIN = 80
_PREPOSITION_WINDOW = 12
MAX_TEXT = 20_000
# No sentence of a report lists more; longer lists are bound in pieces.
MAX_RUN = 150
_MISSES = 3


@dataclass(frozen=True, slots=True)
class Binding:
    """A bound paragraph.

    Attributes:
        template: prints exactly the paragraph from the sheet it was bound to.
        bound: indices of facts whose words are all fields now.
        covered: indices of facts whose words stand inside the field of another fact.
        left: indices of facts with words that stayed as hand text, wholly or in part.
    """

    template: str
    bound: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placement:
    """Words from `start` to `end` that a field prints."""

    start: int
    end: int
    template: str
    name: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class _Page:
    """A paragraph with the words already taken."""

    text: str
    sheet: Sheet
    placements: list[_Placement] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no field takes any of these words yet."""
        return all(one.end <= start or end <= one.start for one in self.placements)

    def find(self, words: str, low: int, high: int) -> int:
        """Return where free whole words stand between two places, −1 for nowhere."""
        start = self.text.find(words, low, high)
        while start >= 0:
            end = start + len(words)
            if _is_whole(self.text, start, end) and self.is_free(start, end):
                return start
            start = self.text.find(words, start + 1, high)
        return -1


def bind(text: str, facts: Sequence[BoundFact], sheet: Sheet) -> Binding:
    """Replace words of facts by fields that print exactly the same words from `sheet`.

    Words that no field prints stay as they are; `render(binding.template, sheet).text == text`.

    >>> from planbook.narrative.sheets import EventSheet, Name
    >>> event = EventSheet("1", "Семинар", hosts=(Name("Владимир"),))
    >>> bind("Встреча прошла во Владимире.", [BoundFact("host", ("Владимир",))], event).template
    'Встреча прошла {город:в}.'
    """
    if len(text) > MAX_TEXT:
        return Binding(escape_text(text[:MAX_TEXT]), (), (), tuple(range(len(facts))))
    page = _Page(text, sheet)
    slots = merged(
        slot for index, fact in enumerate(facts) for slot in slots_of(index, fact, sheet)
    )
    # Long lists take their words before a single name may.
    for slot in sorted(slots, key=lambda one: (not one.is_main, -len(one.items))):
        _place(page, slot, _window(slot, facts, text))
    for slot in title_slots(sheet):
        _place(page, slot, (0, len(text)))
    placements = _proven(page)
    bound, covered = _outcome(page, slots, placements)
    return Binding(
        _template(text, placements),
        tuple(n for n in range(len(facts)) if n in bound),
        tuple(n for n in range(len(facts)) if n in covered),
        tuple(n for n in range(len(facts)) if n not in bound | covered),
    )


def _window(slot: Slot, facts: Sequence[BoundFact], text: str) -> tuple[int, int]:
    """Return where words of a slot may stand: around the places of its facts."""
    owners = [facts[owner] for owner in slot.owners]
    if any(one.end <= one.start for one in owners):
        return 0, len(text)
    low = min(one.start for one in owners) - _MARGIN
    return max(0, low), min(len(text), max(one.end for one in owners) + _MARGIN)


def _outcome(
    page: _Page, slots: Sequence[Slot], placements: Sequence[_Placement]
) -> tuple[set[int], set[int]]:
    """Return facts all of whose words are fields, and facts inside the fields of others."""
    placed = {(one.name, number) for one in placements for number in one.numbers}
    told: dict[int, list[bool]] = {}
    missed: dict[int, list[bool]] = {}
    for slot in slots:
        for owner, item in zip(slot.owners, slot.items, strict=True):
            if not slot.is_main:
                continue
            is_placed = (slot.name, item.number) in placed
            told.setdefault(owner, []).append(is_placed)
            missed.setdefault(owner, []).append(is_placed or _is_inside(page, placements, item))
    # Of a date any wording is enough, of a list every name is needed.
    loose = {owner for slot in slots for owner in slot.owners if is_any_of(slot.name)}
    bound = {n for n, flags in told.items() if (any(flags) if n in loose else all(flags))}
    return bound, {n for n, flags in missed.items() if n not in bound and all(flags)}


def _is_inside(page: _Page, placements: Sequence[_Placement], item: Item) -> bool:
    """Tell whether the words of a value stand inside a field of another fact."""
    for options in option_texts(item):
        words = text_with((item,), options, is_open=False)
        if words and any(words in page.text[one.start : one.end] for one in placements):
            return True
    return False


def _place(page: _Page, slot: Slot, window: tuple[int, int]) -> None:
    """Find words for the values of a slot, longest runs first."""
    first = 0
    text = page.text[window[0] : window[1]]
    told = [_is_told(item, text) for item in slot.items]
    while first < len(slot.items):
        found = _longest(page, slot, first, window) if told[first] else None
        if found is None:
            first += 1
            continue
        placement, first = found
        page.placements.append(placement)
        if is_any_of(slot.name):
            return


def _is_told(item: Item, text: str) -> bool:
    """Tell whether the first word of a value stands in a text in any of its forms."""
    lowered = text.lower()
    for options in option_texts(item):
        words = text_with((item,), options, is_open=False).lower()
        if words and words.split(" ")[0] in lowered:
            return True
    return False


def _longest(
    page: _Page, slot: Slot, first: int, window: tuple[int, int]
) -> tuple[_Placement, int] | None:
    """Return the longest run of values from `first` on that some options print, and its end."""
    limit = _limit(slot, first)
    best: tuple[int, bool, str, int, int] | None = None
    for base in option_texts(slot.items[first]):
        reach = _reach(page, slot, (first, limit), base, window)
        for last in range(max(reach, first + 1), min(reach + _MISSES, limit) + 1):
            run, is_end = slot.items[first:last], last == len(slot.items)
            for options, words in _printings(run, slot, base, is_end=is_end):
                start = page.find(words, *window)
                if start < 0:
                    continue
                before = page.text[max(0, start - _PREPOSITION_WINDOW) : start]
                rank = (len(words), bool(preposition_before(before, options)))
                if best is None or rank > best[:2]:
                    best = (*rank, options, start, last)
    if best is None:
        return None
    length, _, options, start, last = best
    run = slot.items[first:last]
    return _placement(page, slot, run, options, (start, start + length)), last


def _limit(slot: Slot, first: int) -> int:
    """Return where values stop following each other in the sheet."""
    last = first + 1
    while last < min(len(slot.items), first + MAX_RUN):
        if slot.items[last].number != slot.items[last - 1].number + 1:
            break
        last += 1
    return last


def _reach(
    page: _Page, slot: Slot, span: tuple[int, int], base: str, window: tuple[int, int]
) -> int:
    """Return how far a plain list of values goes on in the text, its first place where nowhere.

    A few values may be missed on the way: districts change their noun when another joins them.
    """
    first, limit = span
    reach = first
    for last in range(first + 1, limit + 1):
        if last - max(reach, first) > _MISSES:
            break
        run = slot.items[first:last]
        plain = f"{base} без-и" if len(run) > 1 else base
        if any(page.find(words, *window) >= 0 for _, words in _cased(run, plain, is_open=False)):
            reach = last
    return reach


def _printings(
    run: tuple[Item, ...], slot: Slot, base: str, *, is_end: bool
) -> Iterator[tuple[str, str]]:
    """Yield options with the words they print, and the same with another first letter."""
    is_open = slot.is_open and is_end
    for join in ("", "без-и") if len(run) > 1 else ("",):
        for end in ("", "закрыто") if is_open else ("",):
            options = " ".join(part for part in (base, join, end) if part)
            yield from _cased(run, options, is_open=is_open)


def _cased(run: tuple[Item, ...], options: str, *, is_open: bool) -> Iterator[tuple[str, str]]:
    words = text_with(run, options, is_open=is_open)
    if not words:
        return
    yield options, words
    if words[0].islower():
        yield f"{options} прописная".strip(), words[0].upper() + words[1:]
    elif words[0].isupper() and not words[:2].isupper():
        yield f"{options} строчная".strip(), words[0].lower() + words[1:]


def _placement(
    page: _Page, slot: Slot, run: tuple[Item, ...], options: str, place: tuple[int, int]
) -> _Placement:
    start, end = place
    selection = _selection(slot, run)
    low = max(0, start - _PREPOSITION_WINDOW)
    with_preposition = preposition_before(page.text[low:start], options)
    if with_preposition:
        is_open = slot.is_open and run[-1] == slot.items[-1]
        for more in (with_preposition, f"{with_preposition} прописная"):
            words = text_with(run, more, is_open=is_open)
            begin = end - len(words)
            if begin >= 0 and page.text[begin:end] == words and page.is_free(begin, end):
                start, options = begin, more
                break
    parts = [part for part in (selection, *options.split(" ")) if part and part != "им"]
    told = f":{' '.join(parts)}" if parts else ""
    numbers = tuple(item.number for item in run)
    return _Placement(start, end, f"{{{slot.name}{told}}}", slot.name, numbers)


def _selection(slot: Slot, run: tuple[Item, ...]) -> str:
    if slot.is_whole and len(run) == len(slot.items):
        return ""
    first, last = run[0].number, run[-1].number
    return f"№{first}" if first == last else f"№{first}-{last}"


def _proven(page: _Page) -> list[_Placement]:
    """Return the placements that together print the text; a wrong one is left out."""
    placements = sorted(page.placements, key=lambda one: one.start)
    if _prints(page, placements):
        return placements
    kept: list[_Placement] = []
    for one in placements:
        if _prints(page, [*kept, one]):
            kept.append(one)
    return kept


def _prints(page: _Page, placements: Sequence[_Placement]) -> bool:
    try:
        return render(_template(page.text, placements), page.sheet).text == page.text
    except PhraseError:
        return False


def _template(text: str, placements: Sequence[_Placement]) -> str:
    parts: list[str] = []
    position = 0
    for one in placements:
        parts += [escape_text(text[position : one.start]), one.template]
        position = one.end
    return "".join([*parts, escape_text(text[position:])])


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() or after.isalnum():
        return False
    if before == "-" and text[max(0, start - 2) : start - 1].isalnum():
        return False
    return not (after == "-" and text[end + 1 : end + 2].isalnum())
