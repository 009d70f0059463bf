"""Two run a round, or one runs it while a city types: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction
from tests.factories.rounds import (
    LATER,
    NOW,
    address,
    closed,
    filled,
    opened,
    planned,
    response_of,
    runner,
    speaker,
    states,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import CellBatch
from mezhgorod.exchanges.models import ComparisonVersion, Response, ResponseStep
from mezhgorod.notices.actions.exchange_letters import write_to_cities
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import AuditEntry, PersonalLink
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Cell, CellValue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 3


def at_once(*doings: Callable[[], object]) -> int:
    """Run all at the same moment; return how many were refused. Any other fault is raised."""
    start = Barrier(len(doings))

    def run(doing: Callable[[], object]) -> bool:
        try:
            start.wait()
            doing()
        except RuleViolation:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(len(doings)) as pool:
        return sum(pool.map(run, doings))


def test_a_double_press_opens_consolidates_and_publishes_once() -> None:
    found = planned()
    at_once(*[lambda: actions.open_round(found=found, actor=runner(), now=NOW)] * 2)
    assert len(states(found)) == 3
    done = closed()

    by = {"actor": runner(), "now": LATER}
    refused = at_once(*[lambda: actions.consolidate_round(found=done, **by)] * 2)
    refused += at_once(*[lambda: actions.publish_round(found=done, **by)] * 2)

    assert (refused, ComparisonVersion.objects.count()) == (0, 1)
    for action in ("round.open", "round.consolidate", "round.publish"):
        assert AuditEntry.objects.filter(action=action).count() == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_two_who_decide_differently_leave_one_decision(time: int) -> None:
    found = opened()
    (answer,) = filled(found, ["Псков"])
    by = {"actor": runner(), "now": NOW}
    seen = answer.revision

    refused = at_once(
        lambda: actions.accept_responses(
            found=found, response_ids=[answer.pk], seen={answer.pk: seen}, **by
        ),
        lambda: actions.refuse_response(response=answer, ground="other_unit", seen=seen, **by),
    )

    assert refused == 1
    assert ResponseStep.objects.filter(response=answer).count() == 1
    assert states(found)["Псков"] in {"accepted", "refused"}


@pytest.mark.parametrize("time", range(TIMES))
def test_what_is_typed_while_the_round_closes_is_stored_before_it_or_refused(time: int) -> None:
    found = opened("Псков")
    answer = response_of(found, "Псков")
    batch = CellBatch({Cell("tariff.cold"): CellValue(number=Decimal("32.15"))})

    refused = at_once(
        lambda: actions.close_round(found=found, actor=runner(), now=NOW),
        lambda: actions.save_cells(response=answer, batch=batch, actor=speaker(answer), now=NOW),
    )

    kinds = list(answer.steps.order_by("pk").values_list("kind", flat=True))
    assert states(found) == {"Псков": "silent"}
    assert kinds == (["state"] if refused else ["typed", "state"])
    assert answer.observations.count() == 1 - refused


@pytest.mark.parametrize("time", range(TIMES))
def test_taking_back_while_it_is_accepted_leaves_one_of_both(time: int) -> None:
    found = opened("Псков")
    (answer,) = filled(found, ["Псков"])

    refused = at_once(
        lambda: actions.accept_responses(
            found=found, response_ids=[answer.pk], actor=runner(), now=NOW
        ),
        lambda: actions.withdraw_response(response=answer, actor=speaker(answer), now=NOW),
    )

    assert refused == 1
    assert states(found)["Псков"] in {"accepted", "draft"}


def test_an_answer_is_not_taken_back_while_the_round_closes_before_it() -> None:
    found = opened("Псков")
    (answer,) = filled(found, ["Псков"])
    city = speaker(answer)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            actions.close_round(found=found, actor=runner(), now=NOW)
            # It waits for the answer that closing holds.
            taken = pool.submit(_taken_back, answer, city)
            sleep(0.5)
        refused = taken.result()

    assert (refused, states(found)) == ("exchange.closed", {"Псков": "submitted"})


def _taken_back(answer: Response, city: Actor) -> str:
    try:
        actions.withdraw_response(response=answer, actor=city, now=NOW)
    except RuleViolation as refusal:
        return refusal.code
    finally:
        connection.close()
    return "taken back"


def test_writing_twice_at_once_writes_one_letter_with_one_link() -> None:
    found = opened("Псков")
    address(found, "Псков")
    ids = list(Response.objects.values_list("pk", flat=True))

    at_once(
        *[
            lambda: write_to_cities(
                found=found,
                response_ids=ids,
                address_of=lambda token: f"https://plan.example.org/answer/{token}/",
                actor=runner(),
                now=NOW,
            )
        ]
        * 2
    )

    assert (Letter.objects.count(), PersonalLink.objects.count()) == (1, 1)
