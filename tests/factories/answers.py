"""A round of an exchange with a form of housing tariffs, and answers of cities in it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.factories.people import make_owner, make_party

from mezhgorod.exchanges.models import (
    Exchange,
    ExchangeRound,
    FormVersion,
    IndicatorVersion,
    Response,
)
from mezhgorod.exchanges.rules import FormState, ResponseState, RoundState
from mezhgorod.registry.actions.links import issue_link, link_token
from mezhgorod.registry.rules import SYSTEM, Right
from planbook.findings import Severity
from planbook.indicators import (
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    LineCheck,
    Question,
    Unit,
    UnitKind,
    form_to_dict,
    indicator_to_dict,
)

NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
ROUBLES = Unit(UnitKind.MONEY, "руб./куб. м")

COLD = Indicator(
    "tariff.cold", "Холодная вода", ROUBLES, definition="Для населения, с НДС.",
    example="32,15", contact="Водоканал города", minimum=Decimal(1), maximum=Decimal(500),
)  # fmt: skip
HOT = Indicator("tariff.hot", "Горячая вода", Unit(UnitKind.FORMULA, "руб."))
TOTAL = Indicator("tariff.total", "Вода и отведение", ROUBLES)
SEWAGE = Indicator("tariff.sewage", "Водоотведение", ROUBLES)
LOSS = Indicator("share.loss", "Потери воды", Unit(UnitKind.SHARE, "%"), decimals=1)
HEAT = Indicator("heat.price", "Тепло", Unit(UnitKind.MONEY, "руб./Гкал"))
HEATED = Indicator("heat.area", "Отапливаемая площадь", Unit(UnitKind.QUANTITY, "тыс. кв. м"))

FORM = IndicatorForm(
    "Тарифы ЖКХ",
    (
        FormSection(
            "water",
            "Вода",
            (
                FormLine(COLD),
                FormLine(SEWAGE),
                FormLine(TOTAL, formula="tariff.cold + tariff.sewage"),
                FormLine(HOT, is_required=False),
                FormLine(LOSS),
            ),
        ),
        FormSection(
            "heat",
            "Теплоснабжение",
            (FormLine(HEAT), FormLine(HEATED, is_required=False)),
            repeated_for="поставщик",
            max_copies=5,
        ),
    ),
    instructions="Тарифы на первое число квартала.",
    checks=(LineCheck("share.loss <= 100", "Потери не бывают больше 100 %", Severity.ERROR),),
    questions=(Question("plans", "Что намечено на следующий год?", hint="Коротко"),),
)


def wide_form(count: int, *, max_copies: int = 1) -> IndicatorForm:
    """A form of many simple rows, to be measured with."""
    lines = tuple(
        FormLine(Indicator(f"row.n{number}", f"Показатель {number}", ROUBLES))
        for number in range(count)
    )
    repeated = "поставщик" if max_copies > 1 else ""
    return IndicatorForm("Широкая", (FormSection("all", "Все", lines, repeated, max_copies),))


def make_exchange(form: IndicatorForm = FORM, *, title: str = "Тарифы ЖКХ") -> FormVersion:
    """An exchange with its form in use and its indicators in the register."""
    owner = make_owner()
    exchange, _ = Exchange.objects.get_or_create(
        owner=owner, title=title, defaults={"created_at": NOW}
    )
    for line in form.lines:
        IndicatorVersion.objects.get_or_create(
            owner=owner,
            code=line.indicator.code,
            number=line.indicator.version,
            defaults={
                "name": line.indicator.name,
                "content": indicator_to_dict(line.indicator),
                "created_at": NOW,
            },
        )
    version, _ = FormVersion.objects.get_or_create(
        exchange=exchange,
        number=form.version,
        defaults={"state": FormState.IN_USE, "content": form_to_dict(form), "created_at": NOW},
    )
    return version


def make_round(
    form: IndicatorForm = FORM,
    *,
    quarter: int = 1,
    state: RoundState = RoundState.OPEN,
    title: str = "Тарифы ЖКХ",
) -> ExchangeRound:
    """The round of a quarter of 2026, open until the twentieth of the month after it."""
    version = make_exchange(form, title=title)
    start = date(2026, 3 * quarter - 2, 1)
    found, _ = ExchangeRound.objects.get_or_create(
        exchange=version.exchange,
        period_edtf=f"2026-3{quarter + 2}",
        defaults={
            "form": version, "period_start": start, "period_end": start + timedelta(days=89),
            "state": state, "opens_on": start, "due_on": start + timedelta(days=109),
            "created_at": NOW, "updated_at": NOW,
        },
    )  # fmt: skip
    return found


def make_response(
    city: str = "Вологда",
    *,
    within: ExchangeRound | None = None,
    state: ResponseState = ResponseState.NOT_STARTED,
    copies: Mapping[str, list[str]] | None = None,
) -> Response:
    """The answer of a city in a round."""
    party = make_party(f"Администрация города {city}", city=city)
    return Response.objects.create(
        round=within or make_round(), party=party, state=state, copies=dict(copies or {})
    )


def token_for(response: Response, right: Right) -> str:
    """A personal link to an answer that is valid today."""
    link = issue_link(
        actor=SYSTEM, now=datetime.now(UTC), right=right, object_id=response.pk,
        owner=response.round.exchange.owner, party=response.party, label="Ответ",
        expires_at=datetime.now(UTC) + timedelta(days=30),
    )  # fmt: skip
    return link_token(link)
