"""Arranging is quick enough for a page that shows it."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from tests.planbook.layouts.corpus_plans import AUTUMN, plan

from planbook.layouts import Source, arrange, layout_named
from planbook.plans import PlanDraft

pytestmark = [pytest.mark.core, pytest.mark.slow]

ROWS = 1_000
SECONDS = 0.2


def long_plan() -> PlanDraft:
    draft = plan(AUTUMN)
    sections = [replace(part, items=part.items * 36) for part in draft.sections]
    return replace(draft, sections=tuple(sections))


@pytest.mark.parametrize("wording", Source)
def test_a_thousand_rows_of_seven_columns(wording: Source) -> None:
    draft, layout = long_plan(), layout_named("smolensk-plan")

    spent = []
    for _ in range(3):
        start = process_time()
        printed = arrange(draft, layout, wording=wording)
        spent.append(process_time() - start)

    assert sum(1 for table in printed.tables() for _ in table.items()) > ROWS
    assert min(spent) < SECONDS
