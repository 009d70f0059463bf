"""The table of limits and refusals in the reference says what the code does."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from planbook.readers.limits import DEFAULT_LIMITS, MEBIBYTE
from planbook.readers.refusals import REFUSALS

pytestmark = pytest.mark.core

SOURCES = Path(__file__).parents[3] / "src" / "planbook" / "readers"
REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "file-limits.md").read_text(
    encoding="utf-8"
)


def test_every_limit_stands_in_the_reference() -> None:
    rows = re.findall(r"^\| .*? \| ([\d ]+)( МБ)? \| `(\w+)` \|$", REFERENCE, re.MULTILINE)

    told = {
        name: int(number.replace(" ", "")) * (MEBIBYTE if unit else 1)
        for number, unit, name in rows
    }
    assert told == asdict(DEFAULT_LIMITS)


def test_every_refusal_stands_in_the_reference() -> None:
    section = REFERENCE.split("## Отказы")[1].split("## ")[0]

    assert set(re.findall(r"^\| `([\w.]+)` \|", section, re.MULTILINE)) == set(REFUSALS)


def test_every_finding_stands_in_the_reference() -> None:
    section = REFERENCE.split("## Что остаётся вне текста")[1]
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    rooms = "(?:docx|doc|odt|html|text|document)"
    used = set(re.findall(rf'"({rooms}\.\w+)"', code)) - set(REFUSALS)
    # Codes put together out of the name of a reader and one of its omissions.
    left_out = ("header", "footer", "covered_text", "placeholder", "hidden_text", "tracked_changes")
    used |= {f"{room}.{part}" for room in ("docx", "odt") for part in left_out}
    used |= {"html.hidden_text", "html.tracked_changes"}

    assert set(re.findall(rf"`({rooms}\.\w+)`", section)) == used
