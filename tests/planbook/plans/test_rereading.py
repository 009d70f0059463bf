"""A row read again from its own cells is the same row; with other words it says what they say."""

from dataclasses import replace
from pathlib import Path

import pytest

from planbook.cli.reading import read
from planbook.plans import EventDraft, PlanDraft, SectionDraft
from planbook.plans.rereading import reread_row

pytestmark = [pytest.mark.core, pytest.mark.slow]
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PLANS = ["mag-plan-2023", "sgcszr-plan-2023", "smolensk-plan-2022-h2", "smolensk-plan-2023-h2"]


def find(plan: PlanDraft, words: str) -> tuple[SectionDraft, EventDraft]:
    return next(
        (section, row) for section in plan.sections for row in section.items if words in row.title
    )


@pytest.mark.parametrize("name", PLANS)
def test_every_row_of_a_real_plan_is_read_again_as_it_was(name: str) -> None:
    plan = read(CORPUS / name / "source.txt")

    different = [
        row.title
        for section in plan.sections
        for row in section.items
        if replace(reread_row(plan, section, row, row.cells), findings=())
        != replace(row, findings=())
    ]

    assert different == []


def test_other_words_are_understood() -> None:
    plan = read(CORPUS / "sgcszr-plan-2023" / "source.txt")
    section, row = find(plan, "летняя Спартакиада")
    words = {"place": "Череповец", "timing": "1-3 сентября", "title": "· XX летняя Спартакиада"}
    cells = [replace(cell, text=words[cell.role]) for cell in row.cells]

    read_again = reread_row(plan, section, row, cells)

    assert (
        read_again.title,
        read_again.edition,
        read_again.timing.edtf,
        [place.locality for place in read_again.places],
        read_again.source,
    ) == ("XX летняя Спартакиада", 20, "2023-09-01/2023-09-03", ["Череповец"], row.source)
