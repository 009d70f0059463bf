"""Kinds of who and where, names as keys and addresses, refusals. Plain values only, no queries."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.db import models

from planbook.anniversaries import Basis, Certainty, Era
from planbook.places import Place
from planbook.places.other_names import present_name


class OrganizationKind(models.TextChoices):
    UNION = "union", "союз или ассоциация"
    MUNICIPALITY = "municipality", "муниципалитет"
    EXECUTIVE = "executive", "орган исполнительной власти"
    INSTITUTION = "institution", "учреждение"
    OTHER = "other", "другая организация"


class MunicipalityKind(models.TextChoices):
    SETTLEMENT = "settlement", "населённый пункт"
    DISTRICT = "district", "район или округ"


# Words for what the core library says about the founding of a city.
_FOUNDING = {
    Era.AD: "нашей эры",
    Era.BC: "до нашей эры",
    Basis.FOUNDED: "основание",
    Basis.FIRST_MENTION: "первое упоминание",
    Basis.CITY_STATUS: "статус города",
    Basis.CAPITAL_STATUS: "статус столицы",
    Basis.UNKNOWN: "неизвестно",
    Certainty.CERTAIN: "общепринято",
    Certainty.DISPUTED: "спорно",
    Certainty.UNKNOWN: "известен только напечатанный возраст",
}


def founding_choices(values: type[Era | Basis | Certainty]) -> list[tuple[str, str]]:
    """Return the values of an enumeration of foundings with their Russian words.

    >>> founding_choices(Era)
    [('ad', 'нашей эры'), ('bc', 'до нашей эры')]
    """
    return [(value.value, _FOUNDING[value]) for value in values]


class RuleViolation(Exception):
    """An action refused by a rule: nothing was written.

    Attributes:
        code: stable ASCII code, for example ``run.mass_removal``.
        message: Russian sentence that says what to do.
        field: name of the form field it belongs to, empty for the whole action.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        self.code = code
        self.message = message
        self.field = field
        super().__init__(message)


def may_import(*, is_active: bool, is_staff: bool) -> bool:
    """Return whether a person may load documents and apply them: signed-in staff only."""
    return is_active and is_staff


def may_change_plans(*, is_active: bool, is_staff: bool) -> bool:
    """Return whether a person may change plans, findings and layouts: signed-in staff only."""
    return is_active and is_staff


@dataclass(frozen=True, slots=True)
class MunicipalityIdentity:
    """What tells one city from another: name, kind, federal subject, country, all as words."""

    name: str
    kind: MunicipalityKind
    region: str = ""
    country: str = ""


def municipality_identity(place: Place) -> MunicipalityIdentity | None:
    """Return which municipality a place names, None when it names a region or a venue only.

    A city is known by its present name, whatever it was called when the document was written.
    """
    if place.locality:
        kind, name = MunicipalityKind.SETTLEMENT, present_name(place.locality)
    elif place.district:
        kind, name = MunicipalityKind.DISTRICT, place.district
    else:
        return None
    return MunicipalityIdentity(name, kind, place.region, place.country)


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


_KIND_WORDS = (
    (OrganizationKind.UNION, ("союз", "ассоциац", "ассамбле", "совет муниципальн", "конгресс")),
    (OrganizationKind.MUNICIPALITY, ("город", "муниципальн", "городской округ", "район")),
    (
        OrganizationKind.EXECUTIVE,
        (
            "министерств",
            "департамент",
            "комитет",
            "правительств",
            "управлени",
            "област",
            r"кра[йяею]\b",
        ),
    ),
    (
        OrganizationKind.INSTITUTION,
        ("учреждени", "университет", "институт", "школ", "библиотек", "музе", "центр", "театр"),
    ),
)


def organization_kind(name: str) -> OrganizationKind:
    """Return the kind an organization says in its own name.

    >>> organization_kind("Союз городов Центра и Северо-Запада России").label
    'союз или ассоциация'
    """
    words = name.casefold()
    for kind, stems in _KIND_WORDS:
        if any(re.search(rf"\b{stem}", words) for stem in stems):
            return kind
    return OrganizationKind.OTHER


_SHORT_NAME = re.compile(r"\s*\(([А-ЯЁA-Z][А-ЯЁа-яёA-Z]{1,14})\)$")


def split_short_name(name: str) -> tuple[str, str]:
    """Return a name and the abbreviation printed after it in brackets, empty when there is none.

    >>> split_short_name("Международная Ассамблея столиц (МАГ)")
    ('Международная Ассамблея столиц', 'МАГ')
    """
    found = _SHORT_NAME.search(name)
    is_short = found is not None and sum(map(str.isupper, found[1])) >= 2
    return (name[: found.start()], found[1]) if found and is_short else (name, "")
