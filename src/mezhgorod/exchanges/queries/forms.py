"""Forms of exchanges read, and the rows of the indicators that they ask."""

from __future__ import annotations

from collections.abc import Mapping

from mezhgorod.exchanges.models import Exchange, FormVersion, IndicatorVersion
from mezhgorod.exchanges.rules import FormState
from planbook.indicators import IndicatorForm, form_from_dict

_FORM, _IDS = "_read_form", "_read_indicator_ids"


def form_of(version: FormVersion) -> IndicatorForm:
    """Return what a version of a form asks; decoded once per loaded object and revision.

    Raises:
        planbook.indicators.FormError: the stored content is damaged.
    """
    kept: tuple[int, IndicatorForm] | None = version.__dict__.get(_FORM)
    if kept is None or kept[0] != version.revision:
        kept = version.revision, form_from_dict(version.content)
        version.__dict__[_FORM] = kept
    return kept[1]


def indicator_ids(version: FormVersion) -> Mapping[str, int]:
    """Return the rows of `IndicatorVersion` by code, for a form whose exchange is loaded.

    One query per loaded object. A draft has none until it is put in use.
    """
    kept: Mapping[str, int] | None = version.__dict__.get(_IDS)
    if kept is None:
        wanted = {line.indicator.code: line.indicator.version for line in form_of(version).lines}
        rows = IndicatorVersion.objects.filter(
            owner=version.exchange.owner_id, code__in=wanted
        ).values_list("code", "number", "pk")
        kept = {code: pk for code, number, pk in rows if wanted[code] == number}
        if version.state == FormState.IN_USE:
            version.__dict__[_IDS] = kept
    return kept


def form_in_use(exchange: Exchange) -> FormVersion | None:
    """Return the version of a form that the next round is held with, None for none yet."""
    return exchange.forms.filter(state=FormState.IN_USE).order_by("-number").first()


def form_draft(exchange: Exchange) -> FormVersion | None:
    """Return the version of a form that is being composed, None for none."""
    return exchange.forms.filter(state=FormState.DRAFT).order_by("-number").first()
