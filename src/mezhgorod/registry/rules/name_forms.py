"""A name as Russian texts print it: in all cases, in full and with initials."""

from __future__ import annotations

from collections.abc import Collection

from planbook.language import Case, person_name_form, short_person_name


def name_forms(words: Collection[str]) -> tuple[str, ...]:
    """Return names in all cases and with initials; addresses and single words as they are.

    >>> name_forms(["Белова Анна", "a@example.org"])[:3]
    ('Белова Анна', 'Беловой Анны', 'Беловой Анне')
    """
    found: dict[str, None] = {}
    for word in words:
        found[word] = None
        if "@" in word or " " not in word.strip():
            continue
        for name in (word, short_person_name(word)):
            found.update(dict.fromkeys(person_name_form(name, case) for case in Case))
    return tuple(one for one in found if one.strip())
