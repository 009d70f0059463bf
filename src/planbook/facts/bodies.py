"""How sections are usually called: one name for «Образование» and «Образования»."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from planbook.language import search_text
from planbook.text import comparison_key

_BODY = re.compile(r"[Сс]екци[а-яё]{1,3}(?:\s+[А-ЯЁ]{2,10})?\s+[«\"]([^«»\"]{3,80})[»\"]")


def usual_names(paragraphs: Sequence[str]) -> dict[str, str]:
    """Return the usual name of every section by each name a report gives it.

    >>> usual_names(["Заседание секции «Образования»", "секция «Образование»"])["Образования"]
    'Образование'
    """
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for text in paragraphs:
        for found in _BODY.finditer(text[:60_000]):
            name = " ".join(found[1].split())
            spelled[search_text(name)][name] += 1
    usual: dict[str, str] = {}
    for key, names in spelled.items():
        best = min(names, key=lambda name: (comparison_key(name) != key, -names[name]))
        usual.update(dict.fromkeys(names, best))
    return usual
