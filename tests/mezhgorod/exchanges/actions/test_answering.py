"""Cells of an answer are saved: what is written, refused, and what somebody else has changed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import NOW, make_response, make_round, wide_form
from tests.factories.people import actor_with, make_owner, make_party, make_user

from mezhgorod.exchanges.actions import (
    CellBatch,
    SavedCells,
    carry_last,
    confirm_carried,
    remove_copy,
    save_cells,
    save_copies,
    save_texts,
)
from mezhgorod.exchanges.models import Observation, Response, ResponseStep
from mezhgorod.exchanges.queries import answer_of, answers_of, last_answer
from mezhgorod.exchanges.rules import ResponseState, RoundState, StepKind
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role, RuleViolation
from planbook.indicators import Cell, CellValue, MissingReason

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


@pytest.fixture
def response() -> Response:
    return make_response()


def number(text: str, comment: str = "") -> CellValue:
    return CellValue(number=Decimal(text), comment=comment)


def speaker(response: Response) -> Actor:
    owner = response.round.exchange.owner
    user = make_user("contact")
    return actor_with(Role.CITY_CONTACT, owner, party=response.party, user=user)


def save(response: Response, cells: dict[Cell, CellValue | None], **more: object) -> SavedCells:
    batch = CellBatch(cells, **more)  # type: ignore[arg-type]
    return save_cells(response=response, batch=batch, actor=speaker(response), now=NOW)


def test_cells_are_stored_with_their_decimals_reasons_and_comments(response: Response) -> None:
    cells = {
        Cell("tariff.cold"): number("32.150", "с июля"),
        Cell("tariff.sewage"): number("0"),
        Cell("tariff.hot"): CellValue(
            text="12,50 руб./куб. м + 1 820,30 руб./Гкал",
            parts=(Decimal("12.50"), Decimal("1820.30")),
        ),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA, comment="нет счётчиков"),
    }
    saved = save(response, dict(cells))
    response.refresh_from_db()

    assert answer_of(response).values == cells
    assert str(answer_of(response).values[Cell("tariff.cold")].number) == "32.150"
    assert (saved.revision, saved.filled_count, response.filled_count) == (1, 4, 4)
    assert response.state == ResponseState.DRAFT
    step = ResponseStep.objects.get()
    assert (step.by.username, step.kind, step.state_before, step.state_after) == (
        "contact", StepKind.TYPED, ResponseState.NOT_STARTED, ResponseState.DRAFT,
    )  # fmt: skip
    assert step.changes[1] == {"code": "tariff.sewage", "copy": 0, "before": None, "after": "0"}


def test_a_cell_is_changed_and_emptied_and_the_history_tells_both(response: Response) -> None:
    cold, sewage = Cell("tariff.cold"), Cell("tariff.sewage")
    save(response, {cold: number("32.15"), sewage: number("20")})
    saved = save(response, {cold: number("33"), sewage: None})

    assert saved.values == {cold: number("33")}
    assert Observation.objects.count() == 1
    assert [
        (one["before"], one["after"]) for one in ResponseStep.objects.order_by("id").last().changes
    ] == [
        ("32.15", "33"),
        ("20", None),
    ]


def test_what_is_stored_already_is_not_written_again(response: Response) -> None:
    save(response, {Cell("tariff.cold"): number("32.15")})
    again = save(response, {Cell("tariff.cold"): number("32.15"), Cell("tariff.sewage"): None})

    assert (again.written, again.revision) == ((), 1)
    assert ResponseStep.objects.count() == 1


def test_a_value_of_somebody_else_is_told_and_not_overwritten(response: Response) -> None:
    cold, loss = Cell("tariff.cold"), Cell("share.loss")
    save(response, {cold: number("32.15")})
    seen = {cold: cell_mark(None), loss: cell_mark(None)}
    saved = save(response, {cold: number("99"), loss: number("5")}, seen=seen)

    conflict = saved.conflicts[0]
    assert len(saved.conflicts) == 1
    assert (conflict.mine, conflict.theirs) == (number("99"), number("32.15"))
    assert (conflict.by, conflict.at) == ("contact", NOW)
    assert saved.values == {cold: number("32.15"), loss: number("5")}


def test_the_same_value_typed_by_two_is_no_conflict(response: Response) -> None:
    cold = Cell("tariff.cold")
    save(response, {cold: number("32.15")})
    saved = save(response, {cold: number("32.15")}, seen={cold: cell_mark(None)})

    assert saved.conflicts == ()


def test_a_person_may_choose_their_own_value_after_a_conflict(response: Response) -> None:
    cold = Cell("tariff.cold")
    save(response, {cold: number("32.15")})
    saved = save(response, {cold: number("99")}, seen={cold: cell_mark(number("32.15"))})

    assert saved.values == {cold: number("99")}


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (Cell("tariff.gas"), number("1"), "exchange.unknown_cell"),
        (Cell("tariff.cold", 1), number("1"), "exchange.unknown_cell"),
        (Cell("heat.price", 3), number("1"), "exchange.unknown_cell"),
        (Cell("heat.price", -1), number("1"), "exchange.unknown_cell"),
        (Cell("tariff.total"), number("1"), "exchange.computed_cell"),
        (Cell("tariff.cold"), CellValue(number=Decimal("NaN")), "exchange.not_a_number"),
        (Cell("tariff.cold"), CellValue(number=Decimal("1E+99")), "exchange.too_many_digits"),
        (Cell("tariff.hot"), CellValue(text="т" * 100_000), "exchange.too_long"),
        (Cell("tariff.cold"), number("1", "a\0b"), "exchange.bad_character"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    response: Response, cell: Cell, value: CellValue, code: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        save(response, {Cell("tariff.sewage"): number("20"), cell: value})

    assert refusal.value.code == code
    assert not Observation.objects.exists()
    assert not ResponseStep.objects.exists()


def test_too_many_cells_are_refused(response: Response) -> None:
    with pytest.raises(RuleViolation, match="не больше 10000"):
        save(response, {Cell("tariff.cold", copy): None for copy in range(10_001)})


@pytest.mark.parametrize("state", [RoundState.PREPARING, RoundState.CLOSED, RoundState.PUBLISHED])
def test_a_round_that_is_not_open_takes_nothing(response: Response, state: RoundState) -> None:
    response.round.state = state
    response.round.save()
    response.state = ResponseState.SILENT
    response.save()
    with pytest.raises(RuleViolation) as refusal:
        save(response, {Cell("tariff.cold"): number("1")})

    assert refusal.value.code == "exchange.closed"


@pytest.mark.parametrize(
    "state",
    [
        ResponseState.IN_APPROVAL,
        ResponseState.SUBMITTED,
        ResponseState.ACCEPTED,
        ResponseState.NO_PART,
        ResponseState.REFUSED,
    ],
)
def test_an_answer_on_its_way_takes_nothing(response: Response, state: ResponseState) -> None:
    response.state = state
    response.save()
    with pytest.raises(RuleViolation) as refusal:
        save(response, {Cell("tariff.cold"): number("1")})

    assert refusal.value.code == "exchange.not_editable"


def test_another_city_and_the_public_write_nothing(response: Response) -> None:
    stranger = make_party("Администрация города Тверь", city="Тверь")
    other = actor_with(Role.CITY_CONTACT, make_owner(), party=stranger)
    for actor in (other, NOBODY):
        with pytest.raises(RuleViolation) as refusal:
            save_cells(
                response=response,
                batch=CellBatch({Cell("tariff.cold"): number("1")}),
                actor=actor,
                now=NOW,
            )
        assert refusal.value.code == "exchange.fill.forbidden"
    assert not Observation.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 100])
def test_any_number_of_cells_is_saved_in_the_same_number_of_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    response = make_response(within=make_round(wide_form(100), title="Широкая"))
    cells = {Cell(f"row.n{place}"): number(str(place + 1)) for place in range(count)}
    batch = CellBatch(cells)
    # Locked answer, state of its round, cells, last round, medians, indicators, cells written,
    # answer, step; and the savepoint of the test with its end.
    with django_assert_num_queries(11):
        save_cells(response=response, batch=batch, actor=SYSTEM, now=NOW)


def test_all_answers_of_a_round_are_read_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for city in ("Вологда", "Тверь", "Псков"):
        save(make_response(city), {Cell("tariff.cold"): number("30")})
    found = make_round()
    with django_assert_num_queries(2):
        answers = answers_of(found)

    assert [one.city for one in answers] == ["Вологда", "Псков", "Тверь"]
    assert all(one.values == {Cell("tariff.cold"): number("30")} for one in answers)


def test_copies_are_named_filled_renamed_and_taken_away(response: Response) -> None:
    def name(*names: str) -> None:
        save_copies(response=response, section="heat", names=names, actor=SYSTEM, now=NOW)

    name("Теплосеть", "Котельная № 1", "Котельная № 2")
    save(response, {Cell("heat.price", copy): number(str(1000 + copy)) for copy in range(3)})
    name("Теплосеть", "Котельная завода", "Котельная № 2")
    remove_copy(response=response, section="heat", copy=1, actor=SYSTEM, now=LATER)
    response.refresh_from_db()

    assert response.copies == {"heat": ["Теплосеть", "Котельная № 2"]}
    assert answer_of(response).values == {
        Cell("heat.price", 0): number("1000"),
        Cell("heat.price", 1): number("1002"),
    }
    assert response.filled_count == 2


@pytest.mark.parametrize(
    ("section", "names", "code"),
    [
        ("water", ["Один"], "exchange.unknown_section"),
        ("heat", ["Один", ""], "exchange.copy_unnamed"),
        ("heat", ["Один", "один"], "exchange.copy_twice"),
        ("heat", ["и" * 201], "exchange.copy_name"),
        ("heat", [f"Котельная {place}" for place in range(6)], "exchange.too_many_copies"),
    ],
)
def test_impossible_copies_are_refused(
    response: Response, section: str, names: list[str], code: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        save_copies(response=response, section=section, names=names, actor=SYSTEM, now=NOW)

    assert refusal.value.code == code


def test_fewer_names_lose_no_copy(response: Response) -> None:
    names = ["Теплосеть", "Котельная"]
    save_copies(response=response, section="heat", names=names, actor=SYSTEM, now=NOW)
    with pytest.raises(RuleViolation, match="Имён меньше"):
        save_copies(response=response, section="heat", names=names[:1], actor=SYSTEM, now=NOW)


def test_words_are_kept_and_those_of_somebody_else_are_not_overwritten(response: Response) -> None:
    def write(text: str, seen: str) -> tuple[str, ...]:
        return save_texts(
            response=response, texts={"plans": text}, actor=SYSTEM, now=NOW, seen={"plans": seen}
        )

    assert write("Ремонт сетей", "") == ()
    assert write("Новый водозабор", "") == ("plans",)
    assert answer_of(Response.objects.get()).texts == {"plans": "Ремонт сетей"}
    assert write("Новый водозабор", "Ремонт сетей") == ()


@pytest.mark.parametrize(("code", "text"), [("plans", "т" * 5001), ("gone", "да"), ("plans", "\0")])
def test_impossible_words_are_refused(response: Response, code: str, text: str) -> None:
    with pytest.raises(RuleViolation):
        save_texts(response=response, texts={code: text}, actor=SYSTEM, now=NOW)

    assert not ResponseStep.objects.exists()


def last_round() -> Response:
    before = make_response(within=make_round(quarter=1))
    save_copies(response=before, section="heat", names=["Теплосеть"], actor=SYSTEM, now=NOW)
    save(
        before,
        {
            Cell("tariff.cold"): number("30", "с июля"),
            Cell("tariff.sewage"): number("20"),
            Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
            Cell("heat.price"): number("1900"),
        },
    )
    Response.objects.filter(pk=before.pk).update(state=ResponseState.ACCEPTED)
    return before


def test_values_of_the_last_round_fill_only_empty_cells_until_they_are_confirmed() -> None:
    last_round()
    response = make_response(within=make_round(quarter=2))
    save(response, {Cell("tariff.cold"): number("31")})
    saved = carry_last(response=response, actor=SYSTEM, now=NOW)

    assert saved.values == {
        Cell("tariff.cold"): number("31"),
        Cell("tariff.sewage"): number("20"),
        Cell("heat.price"): number("1900"),
    }
    assert saved.carried == {Cell("tariff.sewage"), Cell("heat.price")}
    assert Response.objects.get(pk=response.pk).copies == {"heat": ["Теплосеть"]}
    assert ResponseStep.objects.order_by("id").last().kind == StepKind.CARRIED
    confirmed = confirm_carried(response=response, actor=SYSTEM, now=LATER)
    assert (confirmed.carried, len(confirmed.written)) == (frozenset(), 2)


def test_a_first_round_has_nothing_to_carry(response: Response) -> None:
    with pytest.raises(RuleViolation, match="Брать нечего"):
        carry_last(response=response, actor=SYSTEM, now=NOW)


def test_what_was_never_submitted_is_no_last_answer() -> None:
    before = last_round()
    response = make_response(within=make_round(quarter=2))
    assert last_answer(response) is not None
    Response.objects.filter(pk=before.pk).update(state=ResponseState.SILENT)
    assert last_answer(response) is None
