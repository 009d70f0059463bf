"""Our documents: links lead somewhere, decisions have four parts, nothing foreign is named."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from tools.check_links import dead_links, documents

from planbook.dates import remarks

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
HEADINGS = ["Status", "Context", "Decision", "Consequences"]
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:work|root|home)/\w",  # a path of somebody's machine
            r"\b(?:pypi|pythonhosted|npmjs|unpkg|jsdelivr|cdnjs)\.\w+",  # a registry or a CDN
            r"\bissue\s+#?\d",  # the text must be understood without a tracker
        ]
    ),
    re.IGNORECASE,
)
LOADS = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//"""
    r"""|<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""",
    re.IGNORECASE,
)
CODE = re.compile(
    r'"((?:archive|document|docx|file|mention|place|plan|row|table|text|timing|title)\.[a-z_]+)"'
)
THIS_FILE = Path(__file__)
FOLDERS = ("src", "tests", "tools", "bench", "docs")
WRITTEN_BY_US = {".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".csv"}


def our_texts() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in WRITTEN_BY_US and path.is_file() and path != THIS_FILE:
                yield path
    yield from (path for path in sorted(ROOT.glob("*")) if path.suffix in WRITTEN_BY_US)
    yield ROOT / "NOTICE"
    yield ROOT / ".ci" / "run"


@pytest.mark.parametrize("path", list(documents()), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_document_lead_somewhere(path: Path) -> None:
    assert dead_links(path) == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_four_parts(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == HEADINGS


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/tutorials/read-a-plan-in-python.md",
        "docs/how-to/add-a-phrase-or-field.md",
        "docs/how-to/add-a-rule.md",
        "docs/how-to/teach-a-fact-of-reports.md",
    ],
)
def test_examples_of_document_are_true(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    results = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")

    assert results.attempted > 0
    assert results.failed == 0


def test_every_code_of_the_core_is_documented() -> None:
    documents = (ROOT / "docs" / "reference").glob("*.md")
    described = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    sources = (ROOT / "src" / "planbook").rglob("*.py")
    codes = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    codes |= {f"timing.{code}" for code in remarks._REMARKS}

    assert {code for code in codes if f"`{code}`" not in described} == set()


def test_every_model_is_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    names = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("mezhgorod.")
    }

    assert {name for name in names if f"`{name}`" not in glossary} == set()


def test_texts_speak_of_the_project_only() -> None:
    foreign = {
        (path.relative_to(ROOT).as_posix(), match[0])
        for path in our_texts()
        for match in FOREIGN.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }

    assert foreign == set()


def test_pages_load_nothing_from_elsewhere() -> None:
    folders = (ROOT / "src" / "mezhgorod").glob("*/*")
    paths = [
        path
        for folder in folders
        if folder.name in {"templates", "static"}
        for path in folder.rglob("*")
        if path.suffix in {".html", ".css", ".txt", ".svg"}
    ]

    loading = {
        (path.relative_to(ROOT).as_posix(), match[0])
        for path in paths
        for match in LOADS.finditer(path.read_text(encoding="utf-8"))
    }

    assert loading == set()
