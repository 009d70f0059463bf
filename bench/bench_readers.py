"""Reading a .docx plan of about 15 pages beside its bare parse and three peers; memory; formats."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import docx
import mammoth
from docx2python import docx2python
from lxml import etree

from bench.word_markup import docx_of, markup_of
from planbook.documents import Table
from planbook.plans import extract_plan
from planbook.readers import read_document

FOLDER = Path(__file__).parents[1] / "tests" / "corpus" / "smolensk-plan-2023-h2"
SOURCE = FOLDER / "source.txt"
REPEATS = 20
SLOW_REPEATS = 3
PAGES = 15
# How many times the rows of the plan stand in longer documents.
LONGER = (1, 10, 20)
LIGHTER = ("saved.docx", "rich.docx")
OTHER_FORMATS = (
    "rich.docx", "plain.odt", "plain.doc", "print.pdf", "print.html", "sheet.xlsx", "sheet.xls",
    "sheet.ods", "sheet.csv",
)  # fmt: skip

# What a process of its own does, so that its memory is told apart from ours.
_MEMORY_PROGRAM = """
import sys
from pathlib import Path
from planbook.readers import read_document

path = Path(sys.argv[1])
document = read_document(path) if path.suffix == ".docx" else None
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def run() -> list[Sequence[object]]:
    """Return the measurements as rows of three columns."""
    table = next(read_document(SOURCE).tables())
    return [*_speed(docx_of(table)), *_memory(table), *_formats()]


def _speed(data: bytes) -> Iterator[Sequence[object]]:
    """Yield a row for every reader of the same bytes: milliseconds and how many bare parses."""
    markup = markup_of(data)
    document = read_document(data, file_name="план.docx")
    readers: list[tuple[str, Callable[[], object], int]] = [
        ("lxml, разбор разметки", lambda: etree.fromstring(markup), REPEATS),
        ("planbook.readers", lambda: read_document(data, file_name="план.docx"), REPEATS),
        ("python-docx", lambda: _read_with_python_docx(data), SLOW_REPEATS),
        ("docx2python", lambda: _read_with_docx2python(data), SLOW_REPEATS),
        ("mammoth", lambda: mammoth.convert_to_html(io.BytesIO(data)), SLOW_REPEATS),
        ("planbook.plans (узнавание, отдельно)", lambda: extract_plan(document), SLOW_REPEATS),
    ]
    times = [(name, _milliseconds(read, repeats)) for name, read, repeats in readers]
    bare = times[0][1]
    yield f".docx, {PAGES} страниц, {len(markup) // 1024} КБ разметки", "мс", "× разбор"
    for name, spent in times:
        yield name, f"{spent:.1f}", f"{spent / bare:.1f}"
    for name in LIGHTER:
        yield _ratio(name)


def _ratio(name: str) -> Sequence[object]:
    """Return how a file with little markup for its words is read: there the parse is no measure."""
    data = (FOLDER / "variants" / name).read_bytes()
    markup = markup_of(data)
    bare = _milliseconds(lambda: etree.fromstring(markup), REPEATS)
    spent = _milliseconds(lambda: read_document(data, file_name=name), REPEATS)
    return f"{name}, {len(markup) // 1024} КБ разметки", f"{spent:.1f}", f"{spent / bare:.1f}"


def _memory(table: Table) -> Iterator[Sequence[object]]:
    """Yield the memory a process needs beyond its own start to read longer and longer plans."""
    if not Path("/proc/self/status").exists():
        return
    yield ".docx, память", "МБ", "МБ разметки"
    with tempfile.TemporaryDirectory(prefix="bench-readers-") as folder:
        nothing = _peak(Path(folder))
        for times in LONGER:
            data = docx_of(table, times)
            path = Path(folder) / f"{times}.docx"
            path.write_bytes(data)
            size = len(markup_of(data)) / 1024**2
            yield f"{PAGES * times} страниц", f"{_peak(path) - nothing:.1f}", f"{size:.1f}"


def _peak(path: Path) -> float:
    """Return the most memory the process of one reading held, in megabytes."""
    command = [sys.executable, "-c", _MEMORY_PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout) / 1024


def _formats() -> Iterator[Sequence[object]]:
    """Yield how fast the same plan is read from other formats, file to document tree."""
    yield "тот же план, файл → дерево", "мс", "строк/с"
    for name in OTHER_FORMATS:
        read = partial(read_document, FOLDER / "variants" / name)
        rows = sum(len(table.rows) for table in read().tables())
        spent = _milliseconds(read, SLOW_REPEATS, clock=time.perf_counter)
        yield name, f"{spent:.1f}", f"{rows / spent * 1000:.0f}"


def _read_with_python_docx(data: bytes) -> list[list[str]]:
    document = docx.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def _read_with_docx2python(data: bytes) -> object:
    with docx2python(io.BytesIO(data)) as content:
        return content.body


def _milliseconds(
    read: Callable[[], object], repeats: int, clock: Callable[[], float] = time.process_time
) -> float:
    """Return the best of several runs in milliseconds of processor time.

    What runs in a process of its own needs the time on the wall for its `clock`.
    """
    best = float("inf")
    for _ in range(repeats):
        began = clock()
        read()
        best = min(best, clock() - began)
    return best * 1000


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
