"""Misspelt long words of the vocabulary: one wrong letter is mended when only one word fits."""

from __future__ import annotations

from planbook.dates.vocabulary import CLASSES, VOCABULARY, Entry

# Short words are one letter from other words («марта» from «карта», «июня» from «июля»).
MIN_LENGTH = 6
MAX_LENGTH = 16
_REPAIRABLE = frozenset(
    CLASSES[name] for name in ("month", "quarter", "half", "freq", "constant", "course")
)


def _shortened(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def _index() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word, (letter, _) in VOCABULARY.items():
        if letter in _REPAIRABLE and len(word) >= MIN_LENGTH:
            for key in {word, *_shortened(word)}:
                found.setdefault(key, set()).add(word)
    return found


_INDEX = _index()
# One edit leaves the first or the last three letters of a long word as they were.
_EDGE = 3
_EDGES = frozenset(
    edge for word in _INDEX if word in VOCABULARY for edge in ("^" + word[:_EDGE], word[-_EDGE:])
)


def repaired(word: str) -> Entry | None:
    """Return the entry of the only word within one edit of `word`, None when none or several fit.

    One edit is a letter lost, added, changed, or two neighbours swapped. Forms of the same month
    are one meaning, so «сентяюрь» is September whichever case was meant.

    >>> repaired("сентяюрь")
    ('M', 9)
    """
    if not MIN_LENGTH - 1 <= len(word) <= MAX_LENGTH or not word.isalpha():
        return None
    if "^" + word[:_EDGE] not in _EDGES and word[-_EDGE:] not in _EDGES:
        return None
    near = set().union(*(_INDEX.get(key, ()) for key in {word, *_shortened(word)}))
    meanings = {VOCABULARY[known] for known in near if _is_one_edit(word, known)}
    return meanings.pop() if len(meanings) == 1 else None


def _is_one_edit(word: str, known: str) -> bool:
    if len(word) != len(known):
        longer, shorter = sorted((word, known), key=len, reverse=True)
        return shorter in _shortened(longer)
    different = [index for index, letter in enumerate(word) if letter != known[index]]
    if len(different) == 1:
        return different[0] > 0  # a changed first letter is too often another word
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    left, right = different
    return word[left] == known[right] and word[right] == known[left]
