"""Kinds of organizations and municipalities, and which one a name tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models

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
