"""The way of an answer on the side of its city."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from tests.factories.answers import NOW, make_response
from tests.factories.people import actor_with

from mezhgorod.exchanges.actions import (
    CellBatch,
    NotReady,
    confirm_carried,
    confirm_response,
    decline_confirmation,
    request_confirmation,
    request_correction,
    resume_response,
    save_cells,
    save_copies,
    submit_response,
    take_no_part,
    withdraw_response,
)
from mezhgorod.exchanges.models import Observation, Response, ResponseStep
from mezhgorod.exchanges.queries.steps import open_requests, told_steps
from mezhgorod.exchanges.rules import ResponseState, RoundState, StepKind
from mezhgorod.registry.models import AuditEntry, PersonalLink
from mezhgorod.registry.queries.links import bearer, link_token
from mezhgorod.registry.rules import SYSTEM, Actor, Role, RuleViolation
from planbook.indicators import Cell, CellValue, MissingReason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


@pytest.fixture
def response() -> Response:
    """A draft that can be submitted."""
    made = make_response()
    save_copies(response=made, section="heat", names=["Теплосеть"], actor=SYSTEM, now=NOW)
    fill(made, FULL)
    made.refresh_from_db()
    return made


def number(text: str, comment: str = "") -> CellValue:
    return CellValue(number=Decimal(text), comment=comment)


FULL: dict[Cell, CellValue | None] = {
    Cell("tariff.cold"): number("32.15"),
    Cell("tariff.sewage"): number("20"),
    Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
    Cell("heat.price"): number("1900"),
}


def fill(response: Response, cells: dict[Cell, CellValue | None]) -> None:
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)


def contact(response: Response) -> Actor:
    return actor_with(Role.CITY_CONTACT, response.round.exchange.owner, party=response.party)


def test_a_full_answer_is_submitted_once(response: Response) -> None:
    for _ in range(2):
        submit_response(response=response, actor=contact(response), now=NOW)
    response.refresh_from_db()

    assert (response.state, response.submitted_at) == (ResponseState.SUBMITTED, NOW)
    assert AuditEntry.objects.filter(action="response.submit").count() == 1


def test_everything_in_the_way_is_told_at_once() -> None:
    response = make_response()
    fill(response, {Cell("share.loss"): number("120"), Cell("tariff.cold"): number("900")})
    with pytest.raises(NotReady) as unready:
        submit_response(response=response, actor=SYSTEM, now=NOW)

    told = [(one.cell, one.code) for one in unready.value.doubts]
    assert (Cell("tariff.sewage"), "doubt.required") in told
    assert (Cell("heat.price"), "doubt.required") in told
    assert {cell for cell, code in told if code != "doubt.required"} == {
        Cell("share.loss"),
        Cell("tariff.cold"),
    }


def test_a_warning_with_a_comment_does_not_block_but_an_error_does(response: Response) -> None:
    fill(response, {Cell("tariff.cold"): number("900")})
    with pytest.raises(NotReady):
        submit_response(response=response, actor=SYSTEM, now=NOW)
    fill(response, {Cell("tariff.cold"): number("900", "вода привозная")})
    submit_response(response=response, actor=SYSTEM, now=NOW)
    withdraw_response(response=response, actor=SYSTEM, now=NOW)
    fill(response, {Cell("share.loss"): number("120", "так сказали")})
    with pytest.raises(NotReady):
        submit_response(response=response, actor=SYSTEM, now=NOW)


def test_carried_values_wait_for_a_person(response: Response) -> None:
    Observation.objects.filter(indicator__code="tariff.cold").update(is_carried=True)
    with pytest.raises(NotReady) as unready:
        submit_response(response=response, actor=SYSTEM, now=NOW)

    assert (unready.value.doubts, unready.value.carried) == ((), (Cell("tariff.cold"),))


def test_a_superior_approves_by_a_link_and_that_submits(response: Response) -> None:
    link = request_confirmation(
        response=response, actor=contact(response), now=NOW, label="Заместитель главы"
    )
    response.refresh_from_db()
    assert response.state == ResponseState.IN_APPROVAL
    superior = bearer(token=link_token(link), now=NOW)
    with pytest.raises(RuleViolation):
        submit_response(response=response, actor=superior, now=NOW)
    confirm_response(response=response, actor=superior, now=NOW)
    response.refresh_from_db()

    assert response.state == ResponseState.SUBMITTED
    assert ResponseStep.objects.last().link_id == link.pk


def test_a_superior_sends_back_with_a_remark(response: Response) -> None:
    link = request_confirmation(response=response, actor=contact(response), now=NOW)
    superior = bearer(token=link_token(link), now=NOW)
    with pytest.raises(RuleViolation, match="Напишите, что исправить"):
        decline_confirmation(response=response, remark=" ", actor=superior, now=NOW)
    decline_confirmation(response=response, remark="Проверьте тепло", actor=superior, now=NOW)
    response.refresh_from_db()

    assert (response.state, response.remark) == (ResponseState.DRAFT, "Проверьте тепло")


def test_who_filled_cannot_submit_past_the_superior(response: Response) -> None:
    request_confirmation(response=response, actor=contact(response), now=NOW)
    with pytest.raises(RuleViolation, match="на согласовании"):
        submit_response(response=response, actor=contact(response), now=NOW)
    withdraw_response(response=response, actor=contact(response), now=NOW)
    submit_response(response=response, actor=contact(response), now=NOW)


def test_an_accepted_answer_cannot_be_taken_back(response: Response) -> None:
    Response.objects.update(state=ResponseState.ACCEPTED)
    with pytest.raises(RuleViolation, match="уже рассмотрен"):
        withdraw_response(response=response, actor=SYSTEM, now=NOW)


def test_taking_no_part_needs_a_reason_and_may_be_taken_back(response: Response) -> None:
    with pytest.raises(RuleViolation, match="почему город не участвует"):
        take_no_part(response=response, reason="", actor=SYSTEM, now=NOW)
    take_no_part(response=response, reason="Нет счётчиков", actor=SYSTEM, now=NOW)
    assert Response.objects.get().reason == "Нет счётчиков"
    resume_response(response=response, actor=SYSTEM, now=NOW)

    assert Response.objects.get().state == ResponseState.DRAFT
    assert Observation.objects.count() == len(FULL)


def test_an_answer_in_question_is_corrected_and_submitted_again(response: Response) -> None:
    Response.objects.update(state=ResponseState.IN_QUESTION, remark="Проверьте воду")
    fill(response, {Cell("tariff.cold"): number("33")})
    submit_response(response=response, actor=SYSTEM, now=NOW)

    assert (Response.objects.get().state, Response.objects.get().remark) == ("submitted", "")


def test_a_correction_after_closing_is_a_request_that_changes_nothing(response: Response) -> None:
    Response.objects.update(state=ResponseState.ACCEPTED)
    wanted: dict[Cell, CellValue | None] = {Cell("tariff.cold"): number("33.15")}

    def ask(cells: dict[Cell, CellValue | None], reason: str) -> ResponseStep:
        response.round.refresh_from_db()
        return request_correction(
            response=response, cells=cells, reason=reason, actor=contact(response), now=NOW
        )

    with pytest.raises(RuleViolation):
        ask(wanted, "Описка")
    response.round.state = RoundState.CLOSED
    response.round.save()
    with pytest.raises(RuleViolation, match="без причины"):
        ask(wanted, "")
    with pytest.raises(RuleViolation, match="Исправлять нечего"):
        ask({Cell("tariff.cold"): number("32.15")}, "Описка")
    step = ask(wanted, "Описка")

    assert Observation.objects.get(indicator__code="tariff.cold").number == Decimal("32.15")
    assert open_requests(response) == [step]
    told = told_steps(response, [step])[0]
    assert [(one.what, one.before, one.after) for one in told.changes] == [
        ("Холодная вода", "32,15", "33,15")
    ]
    later = NOW + timedelta(hours=1)
    ResponseStep.objects.create(
        response=response, at=later, kind=StepKind.CORRECTION,
        state_before=ResponseState.ACCEPTED, state_after=ResponseState.ACCEPTED,
    )  # fmt: skip
    assert open_requests(response) == []


def test_a_city_that_has_said_nothing_has_nothing_to_correct(response: Response) -> None:
    response.round.state = RoundState.CLOSED
    response.round.save()
    Response.objects.update(state=ResponseState.SILENT)
    with pytest.raises(RuleViolation, match="а от города его нет"):
        request_correction(
            response=response,
            cells={Cell("tariff.cold"): number("33")},
            reason="Описка",
            actor=contact(response),
            now=NOW,
        )


def test_the_history_tells_links_and_confirmed_values(response: Response) -> None:
    request_confirmation(
        response=response, actor=contact(response), now=NOW, label="Заместитель главы"
    )
    token = link_token(PersonalLink.objects.get())
    confirm_response(response=response, actor=bearer(token=token, now=NOW), now=NOW)
    withdraw_response(response=response, actor=SYSTEM, now=NOW)
    Observation.objects.filter(indicator__code="tariff.cold").update(is_carried=True)
    confirm_carried(response=response, actor=SYSTEM, now=NOW)
    told = told_steps(response, response.steps.select_related("by", "link").order_by("-id"))

    assert [(one.what, one.before, one.after) for one in told[0].changes] == [
        ("Холодная вода", "32,15", "32,15, подтверждено")
    ]
    assert (told[1].by, told[1].state) == ("программа", "черновик")
    assert (told[2].by, told[2].state) == (
        "по личной ссылке «Согласование ответа: Заместитель главы»",
        "представлен",
    )
