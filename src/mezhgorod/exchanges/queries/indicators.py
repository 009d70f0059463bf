"""The directory of indicators: found by words, each with its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mezhgorod.exchanges.models import Exchange, FormVersion, IndicatorVersion
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import FormState
from mezhgorod.registry.rules import Actor
from planbook.indicators import FormError, Indicator, indicator_from_dict
from planbook.text import fold_yo

MAX_FOUND = 500


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """An indicator in the directory: its latest version and how many there are."""

    version: IndicatorVersion
    indicator: Indicator
    version_count: int


def indicators_visible_to(*, actor: Actor) -> QuerySet[IndicatorVersion]:
    """Return the indicators somebody may read: of associations where they have a role."""
    if actor.is_administrator:
        return IndicatorVersion.objects.all()
    owners = {grant.owner_id for grant in actor.grants}
    return IndicatorVersion.objects.filter(owner__in=owners)


def listed_indicators(
    *, versions: QuerySet[IndicatorVersion], text: str = ""
) -> list[ListedIndicator]:
    """Return indicators by name, the latest version of each; `text` are words to look for.

    Words are looked for in the name, code and definition, without regard to case and «ё».
    """
    words = fold_yo(text.casefold()).split()[:10]
    found: dict[tuple[int, str], list[IndicatorVersion]] = {}
    for row in versions.select_related("owner__territory").order_by("code", "-number"):
        found.setdefault((row.owner_id, row.code), []).append(row)
    listed = [
        ListedIndicator(rows[0], indicator, len(rows))
        for rows in found.values()
        if (indicator := read_indicator(rows[0])) is not None and _says(indicator, words)
    ]
    return sorted(listed, key=lambda one: (one.version.owner.name, one.indicator.name))[:MAX_FOUND]


def versions_of(*, version: IndicatorVersion) -> list[tuple[IndicatorVersion, Indicator]]:
    """Return all versions of an indicator, the latest first."""
    rows = IndicatorVersion.objects.filter(owner=version.owner_id, code=version.code)
    read = ((row, read_indicator(row)) for row in rows.order_by("-number"))
    return [(row, indicator) for row, indicator in read if indicator is not None]


def exchanges_asking(*, version: IndicatorVersion, exchanges: QuerySet[Exchange]) -> list[Exchange]:
    """Return which of some exchanges ask an indicator in their form in use."""
    forms = FormVersion.objects.filter(
        exchange__in=exchanges.filter(owner=version.owner_id), state=FormState.IN_USE
    ).select_related("exchange")
    latest: dict[int, FormVersion] = {}
    for form in forms.order_by("number"):
        latest[form.exchange_id] = form
    return [one.exchange for one in latest.values() if _asks(one, version.code)]


def read_indicator(version: IndicatorVersion) -> Indicator | None:
    """Return an indicator as `planbook.indicators` knows it, None for damaged content."""
    try:
        return indicator_from_dict(version.content)
    except FormError:
        return None


def _asks(form: FormVersion, code: str) -> bool:
    try:
        return form_of(form).line(code) is not None
    except FormError:
        return False


def _says(indicator: Indicator, words: Iterable[str]) -> bool:
    said = f"{indicator.name} {indicator.code} {indicator.definition} {indicator.unit.name}"
    plain = fold_yo(said.casefold())
    return all(word in plain for word in words)
