"""Words divided at the end of a line: whether the hyphen belongs to the word is asked of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbook.language.morphology import is_known_word

SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "\u2010", "\u2011")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u2011]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class WordJoiner:
    """Joins the two halves of a word; knows the words of the document and of the dictionary."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self.joined: list[str] = []
        self.guessed: list[str] = []

    def learn(self, texts: Iterable[str]) -> None:
        """Take note of the words that stand whole inside the lines of a document."""
        for text in texts:
            self._words.update(word.lower() for word in _WORD.findall(text)[1:-1])

    def after_hyphen(self, left: str, right: str) -> str | None:
        """Return two wrapped lines as one where the first ends in a hyphen, else None.

        >>> joiner = WordJoiner()
        >>> joiner.after_hyphen("обесп-", "ечение мер"), joiner.after_hyphen("Санкт-", "Петербург")
        ('обеспечение мер', 'Санкт-Петербург')
        """
        if left.endswith(SOFT_HYPHEN):
            return left[:-1] + right
        if not left.endswith(_HYPHENS) or not right[:1].isalnum():
            return None
        first, second = _LAST_WORD.search(left), _FIRST_WORD.match(right)
        if first is None or second is None:
            # «2023-⏎2024» is one word, «30 марта-⏎1 апреля» is not.
            return left + right if left[-2:-1].isdigit() else None
        if self._keeps_hyphen(first[1], second[0]):
            return left + right
        return left[:-1] + right

    def without_hyphen(self, left: str, right: str) -> str | None:
        """Return a word cut by a column that is too narrow for it, None where both are words."""
        first, second = _WORD.findall(left), _FIRST_WORD.match(right)
        if not first or second is None or not left.endswith(first[-1]) or right[:1].isupper():
            return None
        whole = first[-1] + second[0]
        if whole.lower() not in self._words and not is_known_word(whole):
            return None
        if is_known_word(first[-1]) and is_known_word(second[0]) and len(second[0]) > 2:
            return None
        self.joined.append(whole)
        return left + right

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        whole, hyphened = first + second, f"{first}-{second}"
        if hyphened.lower() in self._words:
            return True
        if whole.lower() in self._words:
            self.joined.append(whole)
            return False
        if second[:1].isupper() or first.isupper():
            return True
        if is_known_word(whole) and not is_known_word(hyphened):
            self.joined.append(whole)
            return False
        parts = (first.rsplit("-", 1)[-1], second.split("-", 1)[0])
        if any(is_known_word(part) for part in parts):
            return True
        self.guessed.append(whole)
        return False
