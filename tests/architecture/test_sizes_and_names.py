"""Files and functions stay small, and no module is a drawer for odds and ends."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES = 450
FUNCTION_LINES = 60
ALLOWED: frozenset[str] = frozenset()
DRAWERS = {
    "util", "utils", "helper", "helpers", "common", "core", "base", "misc", "service", "services",
    "manager", "managers", "lib", "stuff", "tools_",
}  # fmt: skip


def our_modules() -> Iterator[Path]:
    for folder in ("src", "tools", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    yield ROOT / "run.py"
    yield ROOT / "manage.py"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def long_functions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    )
    return [
        f"{named(path)}:{node.name}"
        for node in found
        if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]


def test_files_are_short() -> None:
    lengths = {named(path): len(path.read_bytes().splitlines()) for path in our_modules()}

    too_long = {name: lines for name, lines in lengths.items() if lines > FILE_LINES}

    assert too_long.keys() - ALLOWED == set()


def test_functions_are_short() -> None:
    too_long = {name for path in our_modules() for name in long_functions(path)}

    assert too_long - ALLOWED == set()


def test_modules_are_named_for_a_topic() -> None:
    drawers = {named(path) for path in our_modules() if path.stem in DRAWERS}
    drawers |= {named(path) for path in our_modules() if path.parent.name in DRAWERS}

    assert drawers == set()


@pytest.mark.parametrize("rule_file", ["rules.py"])
def test_rules_do_not_query(rule_file: str) -> None:
    paths = (ROOT / "src" / "mezhgorod").rglob(rule_file)

    querying = {named(path) for path in paths if ".objects" in path.read_text(encoding="utf-8")}

    assert querying == set()
