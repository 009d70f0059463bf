"""Paragraphs that belong to no row: nothing of them is dropped without a word."""

import pytest
from tests.planbook.plans.trees import document, table

from planbook.plans import extract_plan

pytestmark = pytest.mark.core


def test_words_outside_the_tables_stand_in_findings() -> None:
    plan = extract_plan(
        document(
            "УТВЕРЖДАЮ",
            "Глава города А. А. Петров, «12» января 2022 г.",
            "План мероприятий на 2023 год",
            table(["№", "Мероприятие", "Срок", "Отв."], ["1.", "Форум", "май", "Отдел"], columns=4),
            "Юбилеи городов",
            table(["Город", "Возраст"], ["Тверь", "много лет"], columns=2, number=2),
        )
    )

    said = {finding.code: finding.evidence for finding in plan.findings}
    assert plan.period == "2023"
    assert plan.approval == ("УТВЕРЖДАЮ", "Глава города А. А. Петров, «12» января 2022 г.")
    assert said["table.not_plan"] == "Юбилеи городов\nГород\tВозраст\nТверь\tмного лет"
    assert [role for role, _ in plan.columns] == ["number", "title", "timing", "responsible"]
