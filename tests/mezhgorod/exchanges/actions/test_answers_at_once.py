"""Several people and workers at one answer: threads with connections of their own."""

import io
from decimal import Decimal

import pytest
from tests.factories.answers import NOW as EARLY
from tests.factories.people import acting, make_user
from tests.factories.rounds import (
    LATER,
    NOW,
    closed,
    consolidated,
    filled,
    opened,
    response_of,
    runner,
    speaker,
)
from tests.mezhgorod.exchanges.actions.test_rounds_at_once import TIMES, at_once
from tests.mezhgorod.exchanges.actions.test_taking_files import workbook_of

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import CellBatch, SavedCells
from mezhgorod.exchanges.actions.taking_files import SentFile, queue_files, take_waiting
from mezhgorod.exchanges.models import ComparisonVersion, Response, ResponseFile
from mezhgorod.exchanges.queries import answer_of
from mezhgorod.exchanges.queries.comparison import stored_table
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Role
from planbook.indicators import Cell, CellValue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COLD = Cell("tariff.cold")


def number(text: str) -> CellValue:
    return CellValue(number=Decimal(text))


@pytest.mark.parametrize("time", range(TIMES))
def test_of_two_who_type_into_one_cell_one_is_told_of_the_other(time: int) -> None:
    found = opened("Псков")
    answer, saved = response_of(found, "Псков"), list[SavedCells]()

    def typing(text: str) -> None:
        batch = CellBatch({COLD: number(text)}, {COLD: cell_mark(None)})
        by = {"actor": speaker(answer), "now": NOW}
        saved.append(actions.save_cells(response=answer, batch=batch, **by))

    assert at_once(lambda: typing("30"), lambda: typing("40")) == 0

    stored = answer_of(response_of(found, "Псков")).values[COLD]
    assert sorted(len(one.conflicts) for one in saved) == [0, 1]
    assert {one.theirs for told in saved for one in told.conflicts} == {stored}
    assert answer.steps.count() == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_what_is_typed_while_a_colleague_submits_is_in_the_answer_or_refused(time: int) -> None:
    found = opened("Псков")
    answer = response_of(found, "Псков")
    by = {"actor": speaker(answer), "now": NOW}
    filled(found, ["Псков"], state="draft")
    Response.objects.update(copies={"heat": ["Теплосеть"]})

    refused = at_once(
        lambda: actions.submit_response(response=answer, **by),
        lambda: actions.save_cells(response=answer, batch=CellBatch({COLD: number("33.15")}), **by),
    )

    kinds = list(answer.steps.order_by("pk").values_list("kind", flat=True))
    stored = answer_of(response_of(found, "Псков")).values[COLD]
    assert kinds == (["state"] if refused else ["typed", "state"])
    assert stored == number("32.15" if refused else "33.15")
    assert response_of(found, "Псков").state == "submitted"


@pytest.mark.parametrize("time", range(TIMES))
def test_a_request_is_granted_or_declined_once(time: int) -> None:
    answer = response_of(consolidated("Псков"), "Псков")
    by = {"actor": runner(), "now": LATER}
    actions.request_correction(
        response=answer, cells={COLD: number("35")}, reason="Опечатка",
        actor=speaker(answer), now=LATER,
    )  # fmt: skip
    asked = answer.steps.latest("pk").pk

    refused = at_once(
        lambda: actions.grant_correction(response=answer, request_id=asked, **by),
        lambda: actions.decline_correction(
            response=answer, request_id=asked, remark="Не подтверждено", **by
        ),
        lambda: actions.grant_correction(response=answer, request_id=asked, **by),
    )

    assert refused == 2
    assert answer.steps.filter(kind="correction").count() == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_a_decision_taken_back_while_the_table_is_made_comes_before_or_after(
    time: int,
) -> None:
    done = closed("Псков", "Тверь")
    answer = response_of(done, "Псков")
    by = {"actor": runner(), "now": LATER}
    actions.take_decision_back(response=answer, **by)
    actions.accept_responses(found=done, response_ids=[answer.pk], **by)

    refused = at_once(
        lambda: actions.consolidate_round(found=done, **by),
        lambda: actions.take_decision_back(response=answer, **by),
    )

    table = stored_table(ComparisonVersion.objects.get())
    columns = [one.city for one in table.columns]
    order = AuditEntry.objects.filter(action__in=("round.consolidate", "response.take_back"))
    first = list(order.order_by("-pk").values_list("action", flat=True)[:2])[1]
    assert refused == 0
    assert columns == (["Псков", "Тверь"] if first == "round.consolidate" else ["Тверь"])
    assert response_of(done, "Псков").state == "submitted"


@pytest.mark.parametrize("time", range(TIMES))
def test_two_workers_take_every_file_once(time: int) -> None:
    found = opened("Псков", "Тверь")
    answers = [response_of(found, name) for name in ("Псков", "Тверь")]
    files = [
        SentFile(f"{one.pk}.xlsx", io.BytesIO(workbook_of(one, {"tariff.cold": 30 + one.pk})))
        for one in answers
    ]
    by = acting(make_user("directorate", Role.DIRECTORATE, owner=found.exchange.owner))
    queue_files(found=found, files=files, actor=by, now=EARLY, start=lambda _: None)

    at_once(*[lambda: take_waiting(found=found, clock=lambda: NOW)] * 2)

    told = set(ResponseFile.objects.values_list("state", "taken_count"))
    assert told <= {("taken", 1), ("partly", 1)}, told
    assert [one.steps.filter(kind="file").count() for one in answers] == [1, 1]
