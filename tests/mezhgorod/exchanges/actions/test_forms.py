from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.exchange_keeping import (
    BOTH,
    DRAIN,
    FORM,
    LATER,
    NOW,
    WATER,
    drafted,
    in_use,
    kept_exchange,
)
from tests.factories.people import actor_with, make_body, make_owner

from mezhgorod.exchanges.actions.forms import (
    begin_form,
    copy_form,
    create_from_starter,
    discard_form_draft,
    put_form_in_use,
    save_form_draft,
)
from mezhgorod.exchanges.actions.indicators import save_indicator
from mezhgorod.exchanges.models import FormVersion, IndicatorVersion
from mezhgorod.exchanges.queries.forms import form_in_use, form_of, indicator_ids
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation
from planbook.indicators import FormLine, Indicator, IndicatorForm, Unit, UnitKind
from planbook.indicators.starters import starter_exchanges

pytestmark = pytest.mark.django_db


def with_indicator(form: IndicatorForm, indicator: Indicator, formula: str = "") -> IndicatorForm:
    """The form with one of its indicators as given."""
    section = form.sections[0]
    lines = tuple(
        replace(one, indicator=indicator, formula=formula or one.formula)
        if one.indicator.code == indicator.code
        else one
        for one in section.lines
    )
    return replace(form, sections=(replace(section, lines=lines),))


def versions() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in IndicatorVersion.objects.order_by("code", "number"):
        found.setdefault(row.code, []).append(row.number)
    return found


def test_a_draft_is_saved_by_whoever_has_seen_the_last_one() -> None:
    version = drafted()
    shorter = replace(FORM, questions=())

    saved = save_form_draft(version=version, form=shorter, seen=0, actor=SYSTEM, now=NOW)

    assert (saved.revision, form_of(saved)) == (1, shorter)
    with pytest.raises(RuleViolation, match="её сохранил другой сотрудник"):
        save_form_draft(version=version, form=FORM, seen=0, actor=SYSTEM, now=NOW)
    assert form_of(FormVersion.objects.get(pk=version.pk)) == shorter


def test_a_form_in_use_is_frozen_and_its_indicators_have_rows() -> None:
    version = in_use()

    assert version.state == "in_use"
    assert versions() == {"both": [1], "drain": [1], "water": [1]}
    with pytest.raises(RuleViolation, match="уже в работе и не меняется"):
        save_form_draft(version=version, form=FORM, seen=1, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="уже в работе и не меняется"):
        discard_form_draft(version=version, actor=SYSTEM, now=NOW)


def test_ids_of_indicators_cost_one_query_and_belong_to_the_versions_of_the_form(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    exchange = kept_exchange()
    first = in_use(exchange)
    changed = replace(WATER, definition="Тариф для юридических лиц.")
    second = in_use(exchange, with_indicator(FORM, changed), LATER)

    loaded = FormVersion.objects.select_related("exchange").get(pk=second.pk)
    with django_assert_num_queries(1):
        ids = indicator_ids(loaded)
        assert indicator_ids(loaded) == ids

    numbers = {code: IndicatorVersion.objects.get(pk=pk).number for code, pk in ids.items()}
    assert numbers == {"water": 2, "drain": 1, "both": 1}
    assert {
        code: IndicatorVersion.objects.get(pk=pk).number
        for code, pk in indicator_ids(first).items()
    } == {"water": 1, "drain": 1, "both": 1}


@pytest.mark.parametrize(
    "changed",
    [
        replace(WATER, definition="Тариф для юридических лиц."),
        replace(WATER, unit=Unit(UnitKind.MONEY, "руб./тыс. куб. м")),
        replace(WATER, unit=Unit(UnitKind.INDEX, "руб./куб. м")),
    ],
)
def test_another_meaning_begins_another_series(changed: Indicator) -> None:
    exchange = kept_exchange()
    in_use(exchange)

    version = in_use(exchange, with_indicator(FORM, changed), LATER)

    assert versions() == {"both": [1], "drain": [1], "water": [1, 2]}
    line = form_of(version).line("water")
    assert line
    assert line.indicator == replace(changed, version=2)
    before, after = IndicatorVersion.objects.filter(code="water").order_by("number")
    assert (before.until_on, after.since_on) == (date(2026, 7, 1), date(2026, 7, 2))


@pytest.mark.parametrize(
    "changed",
    [
        replace(WATER, name="Питьевая вода"),
        replace(WATER, example="42,15"),
        replace(WATER, contact="Водоканал"),
        replace(WATER, definition="тариф для населения с НДС"),
    ],
)
def test_another_wording_keeps_the_series(changed: Indicator) -> None:
    exchange = kept_exchange()
    first = in_use(exchange)

    version = in_use(exchange, with_indicator(FORM, changed), LATER)

    assert versions() == {"both": [1], "drain": [1], "water": [1]}
    assert IndicatorVersion.objects.get(code="water").name == changed.name
    # The form that is in use already is never touched.
    assert form_of(FormVersion.objects.get(pk=first.pk)).line("water") == FormLine(WATER)
    assert form_of(version).line("water") == FormLine(changed)


def test_a_row_computed_in_another_way_begins_another_series() -> None:
    exchange = kept_exchange()
    in_use(exchange)

    in_use(exchange, with_indicator(FORM, BOTH, "water + drain + 0"), LATER)

    assert versions() == {"both": [1, 2], "drain": [1], "water": [1]}


def test_two_exchanges_share_an_indicator_and_do_not_wear_out_each_others_versions() -> None:
    other = replace(WATER, definition="Тариф для юридических лиц.")
    first, second = kept_exchange(), kept_exchange("Тарифы для организаций")
    in_use(first)
    in_use(second, with_indicator(FORM, other))

    again = in_use(first, FORM, LATER)

    assert versions() == {"both": [1], "drain": [1], "water": [1, 2]}
    line = form_of(again).line("water")
    assert line
    assert line.indicator.version == 1


def test_associations_have_indicators_of_their_own() -> None:
    in_use()
    in_use(kept_exchange(owner=make_owner("Другой союз")))

    assert IndicatorVersion.objects.filter(code="water", number=1).count() == 2


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (IndicatorForm("Пусто", ()), "нет ни одного показателя"),
        (replace(FORM, sections=(replace(FORM.sections[0], lines=()),)), "Раздел «Вода» пуст"),
        (with_indicator(FORM, BOTH, "water + нечто"), "не понято, начиная с «нечто»"),
        (with_indicator(FORM, BOTH, "water + gas"), "а такой строки в форме нет"),
        (with_indicator(FORM, BOTH, "both + 1"), "вычисляется из самой себя"),
    ],
)
def test_a_form_that_cannot_be_answered_is_not_put_in_use(
    form: IndicatorForm, message: str
) -> None:
    version = drafted(form=form)

    with pytest.raises(RuleViolation, match=message):
        put_form_in_use(version=version, seen=0, actor=SYSTEM, now=NOW)

    assert FormVersion.objects.get(pk=version.pk).state == "draft"
    assert not IndicatorVersion.objects.exists()


def test_content_that_is_no_form_is_refused_before_it_is_written() -> None:
    with pytest.raises(RuleViolation, match="Сократите") as refusal:
        drafted(form=replace(FORM, title="я" * 100_000))

    assert refusal.value.field == "title"
    assert not FormVersion.objects.exists()


def test_a_new_version_is_a_copy_of_the_last_one_and_there_is_one_draft() -> None:
    exchange = kept_exchange()
    first = in_use(exchange)

    draft = begin_form(exchange=exchange, actor=SYSTEM, now=LATER)

    assert (draft.number, draft.state) == (2, "draft")
    assert form_of(draft) == replace(form_of(first), version=2)
    assert begin_form(exchange=exchange, actor=SYSTEM, now=LATER) == draft
    assert form_in_use(exchange) == first


def test_a_form_is_copied_only_by_who_keeps_both_exchanges() -> None:
    owner = make_owner()
    tourism = make_body(owner)
    source = in_use(kept_exchange("Чужие показатели", body=make_body(owner, "Секция «Спорт»")))
    own = kept_exchange("Свой обмен", body=tourism)
    actor = actor_with(Role.BODY_COORDINATOR, owner, body=tourism)

    with pytest.raises(RuleViolation, match="обмен ведёт другая секция"):
        copy_form(source=source, exchange=own, actor=actor, now=NOW)
    assert not own.forms.exists()

    copied = copy_form(source=source, exchange=own, actor=SYSTEM, now=NOW)
    assert form_of(copied) == replace(form_of(source), title="Свой обмен")


def test_a_draft_thrown_away_leaves_what_was_in_use() -> None:
    exchange = kept_exchange()
    first = in_use(exchange)
    draft = begin_form(exchange=exchange, actor=SYSTEM, now=LATER)

    discard_form_draft(version=draft, actor=SYSTEM, now=LATER)

    assert list(exchange.forms.all()) == [first]


def test_strangers_touch_no_form() -> None:
    version = drafted()
    for actor in (NOBODY, actor_with(Role.AUDITOR, version.exchange.owner)):
        with pytest.raises(RuleViolation, match="У вас нет права"):
            save_form_draft(version=version, form=FORM, seen=0, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            put_form_in_use(version=version, seen=0, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            discard_form_draft(version=version, actor=actor, now=NOW)
        with pytest.raises(RuleViolation, match="У вас нет права"):
            begin_form(exchange=version.exchange, actor=actor, now=NOW)


@pytest.mark.parametrize("starter", starter_exchanges(), ids=lambda one: one.code)
def test_every_ready_exchange_may_be_put_in_use_at_once(starter) -> None:  # type: ignore[no-untyped-def]
    exchange = create_from_starter(owner=make_owner(), starter=starter, actor=SYSTEM, now=NOW)
    draft = exchange.forms.get()

    put_form_in_use(version=draft, seen=0, actor=SYSTEM, now=NOW)

    assert (exchange.title, exchange.starter_code) == (starter.title, starter.code)
    assert IndicatorVersion.objects.count() == len(starter.form.lines)


def test_the_wording_of_an_indicator_is_corrected_and_its_meaning_is_not() -> None:
    in_use()
    row = IndicatorVersion.objects.get(code="drain")

    kept = save_indicator(
        version=row, indicator=replace(DRAIN, name="Стоки"), actor=SYSTEM, now=LATER
    )

    assert (kept.name, kept.number) == ("Стоки", 1)
    with pytest.raises(RuleViolation, match="начнётся новый ряд"):
        save_indicator(
            version=row, indicator=replace(DRAIN, definition="Иное"), actor=SYSTEM, now=LATER
        )
    coordinator = actor_with(Role.BODY_COORDINATOR, row.owner, body=make_body(row.owner))
    with pytest.raises(RuleViolation, match="У вас нет права"):
        save_indicator(version=row, indicator=DRAIN, actor=coordinator, now=LATER)
