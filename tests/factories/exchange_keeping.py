"""Exchanges as they are kept: begun by the association, with a short form of water tariffs."""

from datetime import UTC, datetime

from tests.factories.people import make_owner

from mezhgorod.exchanges.actions.forms import begin_form, put_form_in_use
from mezhgorod.exchanges.actions.keeping import ExchangeDraft, create_exchange
from mezhgorod.exchanges.models import Exchange, FormVersion
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators import (
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    LineCheck,
    Question,
    Unit,
    UnitKind,
)

NOW = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
ROUBLES = Unit(UnitKind.MONEY, "руб./куб. м")
WATER = Indicator("water", "Холодная вода", ROUBLES, definition="Тариф для населения, с НДС.")
DRAIN = Indicator("drain", "Водоотведение", ROUBLES, definition="Тариф для населения, с НДС.")
BOTH = Indicator("both", "Вместе", ROUBLES, definition="Сумма двух тарифов.")
FORM = IndicatorForm(
    "Тарифы на воду",
    (
        FormSection(
            "water_section",
            "Вода",
            (FormLine(WATER), FormLine(DRAIN), FormLine(BOTH, formula="water + drain")),
        ),
    ),
    checks=(LineCheck("drain <= water", "Водоотведение не дороже воды"),),
    questions=(Question("why", "Что изменилось?"),),
)


def kept_exchange(
    title: str = "Тарифы на воду", *, owner: Organization | None = None, **fields: object
) -> Exchange:
    """An exchange of the association."""
    body = fields.pop("body", None)
    assert body is None or isinstance(body, Body)
    draft = ExchangeDraft(title, body=body, **fields)  # type: ignore[arg-type]
    return create_exchange(owner=owner or make_owner(), draft=draft, actor=SYSTEM, now=NOW)


def drafted(exchange: Exchange | None = None, form: IndicatorForm = FORM) -> FormVersion:
    """The draft of a form."""
    return begin_form(exchange=exchange or kept_exchange(), form=form, actor=SYSTEM, now=NOW)


def in_use(
    exchange: Exchange | None = None, form: IndicatorForm = FORM, now: datetime = NOW
) -> FormVersion:
    """A form in use."""
    version = begin_form(exchange=exchange or kept_exchange(), form=form, actor=SYSTEM, now=now)
    return put_form_in_use(version=version, seen=version.revision, actor=SYSTEM, now=now)
