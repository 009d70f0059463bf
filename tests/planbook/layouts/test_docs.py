"""The pages about layouts name every field and every choice, and their example is true."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from tests.planbook.layouts.drafts import column, headings, item, plan, section

from planbook.documents.printed import PrintedParagraph
from planbook.layouts import LAYOUT_NAMES, Layout, arrange, layout_from_dict
from planbook.layouts.fields import ITEM_FIELDS, PLAN_FIELDS

pytestmark = pytest.mark.core

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "layouts.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "write-a-layout.md").read_text(encoding="utf-8")


def names_of(part: type) -> set[str]:
    """Every field and every choice of a part of a layout and of the parts inside it."""
    names: set[str] = set()
    for name, kind in get_type_hints(part).items():
        names.add(name)
        for inner in (kind, *get_args(kind)):
            if isinstance(inner, type) and dataclasses.is_dataclass(inner):
                names |= names_of(inner)
            elif isinstance(inner, type) and issubclass(inner, StrEnum):
                names |= {member.value for member in inner}
    return names


@pytest.mark.parametrize(
    "names",
    [names_of(Layout), set(ITEM_FIELDS), set(PLAN_FIELDS), set(LAYOUT_NAMES)],
    ids=["layout", "item", "plan", "shipped"],
)
def test_reference_names_everything(names: set[str]) -> None:
    told = set(re.findall(r"[\w-]+", REFERENCE))

    assert sorted(names - told) == []


def test_example_of_the_how_to_prints_what_it_says() -> None:
    source = re.search(r"```toml\n(.+?)```", HOW_TO, re.DOTALL)
    layout = layout_from_dict(tomllib.loads(source[1] if source else ""))

    printed = arrange(
        plan(section("Форумы", item("Форум", "3 мая", "г. Вологда"), item("Слёт"))), layout
    )

    texts = [block.text for block in printed.blocks if isinstance(block, PrintedParagraph)]
    assert texts[-2:] == ["Союз городов", "План мероприятий на 2023 год"]
    assert (headings(printed), column(printed, 0), column(printed, 3)) == (
        ["I. Форумы"],
        ["1.1.", "1.2."],
        ["3 мая", ""],
    )
