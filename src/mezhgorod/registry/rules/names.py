"""Names as keys and addresses; short names printed in brackets."""

from __future__ import annotations

import hashlib
import re

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")


def name_key(name: str) -> str:
    """Return a form in which spellings of one name are equal: case, «ё», dashes and spaces.

    >>> name_key("Нарьян - Мар") == name_key("НАРЬЯН–МАР")
    True
    """
    return _SEPARATORS.sub(" ", name.casefold().replace("ё", "е")).strip(" .,;")


_LATIN = {
    **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": ""},
}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
MAX_SLUG = 80


def slug_text(text: str) -> str:
    """Return a readable Latin address of a Russian name; a name without letters gets a digest.

    >>> slug_text("Великий Новгород")
    'velikiy-novgorod'
    """
    latin = "".join(_LATIN.get(letter, letter) for letter in text.casefold())
    slug = _NOT_SLUG.sub("-", latin).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[:MAX_SLUG].rpartition("-")[0] or slug[:MAX_SLUG]
    return slug or digest(text)


def digest(*parts: str) -> str:
    """Return a short stable tail that keeps addresses of namesakes apart."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def free_slug(candidates: tuple[str, ...], taken: set[str]) -> str:
    """Return the first candidate not taken and take it; the last one gets a digest if need be."""
    for slug in candidates:
        if slug not in taken:
            taken.add(slug)
            return slug
    slug = f"{candidates[-1]}-{digest(*candidates, str(len(taken)))}"
    taken.add(slug)
    return slug


_SHORT_NAME = re.compile(r"\s*\(([А-ЯЁA-Z][А-ЯЁа-яёA-Z]{1,14})\)$")


def split_short_name(name: str) -> tuple[str, str]:
    """Return a name and the abbreviation printed after it in brackets, empty when there is none.

    >>> split_short_name("Международная Ассамблея столиц (МАГ)")
    ('Международная Ассамблея столиц', 'МАГ')
    """
    found = _SHORT_NAME.search(name)
    is_short = found is not None and sum(map(str.isupper, found[1])) >= 2
    return (name[: found.start()], found[1]) if found and is_short else (name, "")
