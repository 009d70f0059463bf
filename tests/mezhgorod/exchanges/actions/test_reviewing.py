"""Answers looked through: accepted, asked about, refused, decisions taken back, corrections."""

from decimal import Decimal

import pytest
from tests.factories.people import actor_with, make_body, make_owner
from tests.factories.rounds import (
    LATER,
    NOW,
    city,
    closed,
    committee,
    filled,
    opened,
    response_of,
    runner,
    speaker,
    states,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Exchange, Response, ResponseStep
from mezhgorod.exchanges.queries import answer_of, response_subject
from mezhgorod.exchanges.queries.wall import waiting_requests
from mezhgorod.exchanges.rules import FILL_RESPONSE, ResponseState
from mezhgorod.registry.rules import Role, RuleViolation, may
from planbook.indicators import Cell, CellValue

pytestmark = pytest.mark.django_db


def refusal_of(**given: object) -> str:
    with pytest.raises(RuleViolation) as refused:
        given.pop("act")(**given)  # type: ignore[operator]
    return refused.value.code


def test_answers_are_accepted_together_and_once() -> None:
    found = opened()
    ids = [one.pk for one in filled(found)]
    given = {"found": found, "response_ids": ids, "actor": runner(), "now": NOW}

    first = actions.accept_responses(**given)
    again = actions.accept_responses(**given)

    assert ([one.pk for one in first], again) == (sorted(ids), [])
    assert set(states(found).values()) == {"accepted"}
    assert ResponseStep.objects.filter(state_after="accepted").count() == 3


def test_what_has_not_come_is_not_accepted_and_nothing_of_the_others_is() -> None:
    found = opened()
    ids = [one.pk for one in filled(found, ["Псков"])]
    ids.append(response_of(found, "Тверь").pk)

    code = refusal_of(
        act=actions.accept_responses, found=found, response_ids=ids, actor=runner(), now=NOW
    )

    assert code == "response.state"
    assert states(found)["Псков"] == "submitted"


def test_an_answer_that_changed_since_it_was_looked_at_is_not_accepted() -> None:
    found = opened()
    (answer,) = filled(found, ["Псков"])
    seen = {answer.pk: answer.revision}
    Response.objects.filter(pk=answer.pk).update(revision=answer.revision + 1)

    code = refusal_of(
        act=actions.accept_responses,
        found=found,
        response_ids=[answer.pk],
        seen=seen,
        actor=runner(),
        now=NOW,
    )

    assert (code, states(found)["Псков"]) == ("response.changed", "submitted")


def test_a_question_goes_to_the_city_with_its_words_also_after_closing() -> None:
    found = closed()
    answer = response_of(found, "Псков")

    asked = actions.question_response(
        response=answer, remark=" Проверьте единицу. ", actor=runner(), now=LATER
    )
    again = actions.question_response(
        response=answer, remark="Проверьте единицу.", actor=runner(), now=LATER
    )

    kept = response_of(found, "Псков")
    assert (kept.state, kept.remark) == (ResponseState.IN_QUESTION, "Проверьте единицу.")
    assert asked.revision == again.revision == kept.revision
    assert may(speaker(kept), FILL_RESPONSE, response_subject(kept))


@pytest.mark.parametrize("remark", ["", "  ", "а" * 2001, "а\0б"])
def test_a_question_has_words_that_fit(remark: str) -> None:
    found = opened()
    (answer,) = filled(found, ["Псков"])

    code = refusal_of(
        act=actions.question_response, response=answer, remark=remark, actor=runner(), now=NOW
    )

    assert code in {"round.no_remark", "round.too_long", "round.bad_character"}
    assert states(found)["Псков"] == "submitted"


def test_a_refusal_has_a_ground_and_other_wants_words() -> None:
    found = opened()
    (answer,) = filled(found, ["Псков"])
    given = {"act": actions.refuse_response, "response": answer, "actor": runner(), "now": NOW}

    codes = [refusal_of(ground="", **given), refusal_of(ground="other", **given)]
    given.pop("act")
    actions.refuse_response(ground="other_period", remark="Прислан 2025 год", **given)

    kept = response_of(found, "Псков")
    assert codes == ["round.no_ground", "round.no_remark"]
    assert (kept.state, kept.reason) == ("refused", "ответ за другой период. Прислан 2025 год")


@pytest.mark.parametrize("state", ["accepted", "refused", "in_question"])
def test_a_decision_is_taken_back(state: str) -> None:
    found = opened()
    filled(found, ["Псков"], state=ResponseState(state))
    Response.objects.update(remark="Что это?", reason="другое")

    actions.take_decision_back(response=response_of(found, "Псков"), actor=runner(), now=NOW)

    kept = response_of(found, "Псков")
    assert (kept.state, kept.remark, kept.reason) == ("submitted", "", "")
    code = refusal_of(act=actions.take_decision_back, response=kept, actor=runner(), now=NOW)
    assert code == "response.not_decided"


def test_nobody_else_decides_about_answers() -> None:
    found = opened()
    (answer,) = filled(found, ["Псков"])
    Exchange.objects.update(body=make_body(found.exchange.owner, "Секция «Туризм»"))
    answer = response_of(found, "Псков")
    strangers = [
        actor_with(Role.DIRECTORATE, make_owner("Союз городов Сибири")),
        committee(found.exchange),
        speaker(answer),
        actor_with(Role.AUDITOR, found.exchange.owner),
    ]

    codes = set()
    for stranger in strangers:
        by = {"actor": stranger, "now": NOW}
        codes |= {
            refusal_of(
                act=actions.accept_responses, found=answer.round, response_ids=[answer.pk], **by
            ),
            refusal_of(act=actions.question_response, response=answer, remark="Что?", **by),
            refusal_of(act=actions.refuse_response, response=answer, ground="other_unit", **by),
            refusal_of(act=actions.take_decision_back, response=answer, **by),
            refusal_of(act=actions.grant_correction, response=answer, request_id=1, **by),
        }

    assert codes == {"exchange.run.forbidden"}
    assert states(found)["Псков"] == "submitted"


def asked_for_correction() -> Response:
    found = closed("Псков", "Тверь", "Вологда")
    answer = response_of(found, "Псков")
    actions.request_correction(
        response=answer,
        cells={Cell("tariff.cold"): CellValue(number=Decimal("33.00"))},
        reason="Опечатка",
        actor=speaker(answer),
        now=LATER,
    )
    return response_of(found, "Псков")


def test_a_granted_correction_changes_the_cells_and_tells_of_it() -> None:
    answer = asked_for_correction()
    request = waiting_requests([answer.round_id])[answer.pk]

    actions.grant_correction(response=answer, request_id=request.pk, actor=runner(), now=LATER)

    kept = answer_of(response_of(answer.round, "Псков"))
    step = ResponseStep.objects.get(kind="correction")
    assert kept.values[Cell("tariff.cold")].number == Decimal("33.00")
    assert (step.reason, step.changes) == (
        "Опечатка",
        [{"code": "tariff.cold", "copy": 0, "before": "32.15", "after": "33.00"}],
    )
    assert waiting_requests([answer.round_id]) == {}
    again = refusal_of(
        act=actions.grant_correction,
        response=answer,
        request_id=request.pk,
        actor=runner(),
        now=LATER,
    )
    assert again == "response.no_request"


def test_a_declined_correction_leaves_the_cells_and_says_why() -> None:
    answer = asked_for_correction()
    request = waiting_requests([answer.round_id])[answer.pk]
    given = {"response": answer, "request_id": request.pk, "actor": runner(), "now": LATER}

    silent = refusal_of(act=actions.decline_correction, remark="", **given)
    actions.decline_correction(remark="Значение верно", **given)

    kept = answer_of(response_of(answer.round, "Псков"))
    assert silent == "round.no_remark"
    assert kept.values[Cell("tariff.cold")].number == Decimal("32.15")
    assert waiting_requests([answer.round_id]) == {}


def test_a_cell_that_changed_meanwhile_is_not_overwritten() -> None:
    answer = asked_for_correction()
    answer.observations.filter(indicator__code="tariff.cold").update(mantissa=3100)
    request = waiting_requests([answer.round_id])[answer.pk]

    code = refusal_of(
        act=actions.grant_correction,
        response=answer,
        request_id=request.pk,
        actor=runner(),
        now=LATER,
    )

    assert code == "response.correction_stale"
    assert answer.observations.get(indicator__code="tariff.cold").mantissa == 3100
    assert city("Псков") == answer.party
