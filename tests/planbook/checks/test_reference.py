"""docs/reference/checks.md is the table of the rules, word for word."""

import re
from pathlib import Path

import pytest

from planbook.checks import RULES, Reads, shipped_history
from planbook.findings import Severity

pytestmark = pytest.mark.core

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "checks.md"
SEVERITIES = {
    Severity.ERROR: "ошибка",
    Severity.WARNING: "внимание",
    Severity.INFO: "к сведению",
}
READS = {Reads.PLAN: "план", Reads.REPORT: "доклад", Reads.TEXT: "план и доклад"}


def test_table_equals_the_rules() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.M)

    assert rows == [
        (
            rule.code,
            " | ".join(
                (
                    SEVERITIES[rule.severity],
                    READS[rule.reads],
                    rule.title,
                    rule.explanation,
                    rule.remedy,
                )
            ),
        )
        for rule in RULES
    ]


def test_codes_are_unique_and_short() -> None:
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z_]+\.[a-z_]+", code)] == []


def test_every_rule_says_in_russian_what_and_how() -> None:
    texts = [text for rule in RULES for text in (rule.explanation, rule.remedy)]

    assert [text for text in texts if not re.fullmatch(r"[А-ЯЁ].+\.", text)] == []


def test_every_edition_of_the_history_has_a_source() -> None:
    assert [one for one in shipped_history() if not one.source] == []
    assert [one for one in shipped_history() if one.number < 1 or not one.words] == []
