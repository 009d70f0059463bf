"""Kinds of who and where, and who may keep the registry. Plain values only."""

from __future__ import annotations

from django.db import models


class OrganizationKind(models.TextChoices):
    UNION = "union", "союз или ассоциация"
    MUNICIPALITY = "municipality", "муниципалитет"
    EXECUTIVE = "executive", "орган исполнительной власти"
    INSTITUTION = "institution", "учреждение"
    OTHER = "other", "другая организация"


class MunicipalityKind(models.TextChoices):
    SETTLEMENT = "settlement", "населённый пункт"
    DISTRICT = "district", "район или округ"


def may_import(*, is_active: bool, is_staff: bool) -> bool:
    """Return whether a person may load documents and apply them: signed-in staff only."""
    return is_active and is_staff
