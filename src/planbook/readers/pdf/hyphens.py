"""Words divided at the end of a line: whether the hyphen belongs to the word is asked of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbook.language.morphology import is_known_word

SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "\u2010", "\u2011")
_DASHES = ("\u2013", "\u2014")
_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORD = re.compile(_LETTERS)
_LAST_WORD = re.compile(rf"({_LETTERS})[-\u2010\u2011]$")
_HALF_BEFORE = re.compile(rf"{_LETTERS}$")
_SHORT_REST = 2
_NEVER_FIRST = frozenset(".,;:!?)»/%")


class WordJoiner:
    """Joins the two halves of a word; knows the words of the document and of the dictionary."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self.joined: list[str] = []
        self.guessed: list[str] = []
        self._has_true_soft = True

    def learn(self, texts: Iterable[str]) -> None:
        """Take note of the words that stand whole inside the lines of a document.

        A soft hyphen is drawn at the end of a line only. One drawn elsewhere shows that the file
        calls every hyphen a soft one.
        """
        for text in texts:
            if SOFT_HYPHEN in text[:-1]:
                self._has_true_soft = False
            self._words.update(word.lower() for word in _WORD.findall(text)[1:-1])

    def plain(self, text: str) -> str:
        """Return a text without soft hyphens, or with the hyphens they stand for."""
        return text.replace(SOFT_HYPHEN, "" if self._has_true_soft else "-")

    def after_hyphen(self, left: str, right: str) -> str | None:
        """Return two wrapped lines as one where the first ends in a hyphen, else None.

        >>> joiner = WordJoiner()
        >>> joiner.after_hyphen("обесп-", "ечение мер"), joiner.after_hyphen("Санкт-", "Петербург")
        ('обеспечение мер', 'Санкт-Петербург')
        >>> joiner.after_hyphen("2021–", "2030 годы")
        '2021–2030 годы'
        """
        if left.endswith(SOFT_HYPHEN):
            if self._has_true_soft:
                return left[:-1] + right
            left = f"{left[:-1]}-"
        if left.endswith(_DASHES) and left[-2:-1].isdigit() and right[:1].isdigit():
            return left + right
        if not left.endswith(_HYPHENS) or not right[:1].isalnum():
            return None
        first, second = _LAST_WORD.search(left), _WORD.match(right)
        if first is None or second is None:
            # «2023-⏎2024» is one word, «30 марта-⏎1 апреля» is not.
            return left + right if left[-2:-1].isdigit() else None
        if self._keeps_hyphen(first[1], second[0]):
            return left + right
        return left[:-1] + right

    def without_hyphen(self, left: str, right: str, *, is_full: bool) -> str | None:
        """Return a word cut without a hyphen as one, None where both lines hold whole words.

        A column narrower than a word cuts it where the line is full (`is_full`); elsewhere only
        halves that make a word, and are not both words themselves, are taken for a cut.

        >>> joiner = WordJoiner()
        >>> joiner.without_hyphen("Наименовани", "е", is_full=True)
        'Наименование'
        >>> joiner.without_hyphen("См", "оленской", is_full=False)
        'Смоленской'
        >>> joiner.without_hyphen("Дата", "проведения", is_full=True) is None
        True
        """
        if is_full and (right[:1] in _NEVER_FIRST or left[-1:] == "/"):
            return left + right
        if is_full and left[-1:].isdigit() and right[:1].isdigit():
            return left + right
        first, second = _HALF_BEFORE.search(left), _WORD.match(right)
        if first is None or second is None or right[:1].isupper():
            return None
        half, rest = first[0], second[0]
        whole = half + rest
        is_half, is_rest = self.is_whole(half.rsplit("-", 1)[-1]), self.is_whole(rest)
        if self.is_whole(whole) and (is_full or not (is_half and is_rest)):
            self.joined.append(whole)
        elif is_full and not is_half and (not is_rest or len(rest) <= _SHORT_REST):
            self.guessed.append(whole)
        else:
            return None
        return left + right

    def is_whole(self, text: str) -> bool:
        """Tell whether a text is one word of the document or of the dictionary."""
        return text.lower() in self._words or is_known_word(text)

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        whole, hyphened = first + second, f"{first}-{second}"
        if hyphened.lower() in self._words:
            return True
        if whole.lower() in self._words:
            self.joined.append(whole)
            return False
        if second[:1].isupper() or first.isupper():
            return True
        parts = (first.rsplit("-", 1)[-1], second.split("-", 1)[0])
        if is_known_word("".join(parts)) and not is_known_word(hyphened):
            self.joined.append(whole)
            return False
        # The second half of a compound is a word of its own; a rest cut by syllables is none.
        # «психолого-⏎медико-социальной»: inside a compound a part ends in «о».
        is_inner_part = "-" in second and parts[1].endswith("о")
        if is_inner_part or self.is_whole(parts[1]):
            return True
        self.guessed.append(whole)
        return False
