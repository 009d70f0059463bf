"""Writing plans of 1,000 rows of seven columns, beside python-docx and WeasyPrint.

The rows are those of a real plan, repeated. Memory is the peak above the document itself.
"""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import docx

from planbook.documents.flat import FlatTable
from planbook.documents.printed import PrintedDocument, PrintedRow, PrintedTable, RowRole
from planbook.layouts import arrange, flatten, layout_named
from planbook.plans import extract_plan
from planbook.readers import read_document
from planbook.writers import WRITERS

ROWS = 1000
# Several times as many rows must not need several times as much memory beyond the file itself.
MORE = 4
# WeasyPrint needs a minute for 1,000 rows; the ratio is taken on a part of them.
SLOW_PEER_ROWS = 100
SOURCE = Path(__file__).parents[1] / "tests" / "corpus" / "smolensk-plan-2023-h2" / "source.txt"
BUDGETS = {"docx": 1.0, "pdf": 2.0, "xlsx": 0.5}


def run() -> list[Sequence[object]]:
    """Return a row for every format: seconds, the budget, megabytes, and the peers beside them."""
    printed, flat = plan_of(ROWS)
    larger_printed, larger_flat = plan_of(ROWS * MORE)
    rows: list[Sequence[object]] = [
        (f"{ROWS} строк", "с", "предел, с", "МБ", f"МБ при {ROWS * MORE}", "файл, КБ", "× наше")
    ]
    seconds: dict[str, float] = {}
    for name in ("docx", "pdf", "html", "xlsx", "csv"):
        small, large = (printed, larger_printed) if name in _PRINTED else (flat, larger_flat)
        write = WRITERS[name].write
        seconds[name] = _seconds(partial(write, small))
        told = ["", ""]  # what typst needs, Python does not see
        if name != "pdf":
            told = [f"{_megabytes(partial(write, one)):.1f}" for one in (small, large)]
        size = len(write(small)) // 1024
        row = (f"planbook.writers, {name}", f"{seconds[name]:.2f}", BUDGETS.get(name, ""))
        rows.append((*row, *told, size, ""))
    spent = _seconds(lambda: _write_with_python_docx(printed), repeats=1)
    rows.append(_peer("python-docx, текст ячеек", spent, seconds["docx"]))
    return [*rows, *_weasyprint()]


_PRINTED = frozenset({"docx", "pdf", "html"})


def plan_of(count: int) -> tuple[PrintedDocument, FlatTable]:
    """Return a real plan with its rows repeated up to a number of items, printed and flat."""
    draft = extract_plan(read_document(SOURCE))
    layout = layout_named("smolensk-plan")
    printed = arrange(draft, layout)
    table = next(printed.tables())
    header = table.rows[: table.header_count]
    rows: list[PrintedRow] = []
    items = 0
    for row in cycle(table.rows[table.header_count :]):
        rows.append(row)
        items += row.role is RowRole.ITEM
        if items == count:
            break
    whole = replace(table, rows=(*header, *rows))
    blocks = tuple(whole if isinstance(one, PrintedTable) else one for one in printed.blocks)
    flat = flatten(draft, layout)
    repeated = tuple(islice(cycle(flat.rows), count))
    return replace(printed, blocks=blocks), replace(flat, rows=repeated)


def _peer(name: str, spent: float, ours: float) -> Sequence[object]:
    return (name, f"{spent:.2f}", "", "", "", "", f"{spent / ours:.1f}")


def _weasyprint() -> list[Sequence[object]]:
    """Compare on the same page, tagged as ours is, where the libraries of the system are there."""
    try:
        import weasyprint  # noqa: PLC0415 -- a peer that needs Pango, which is not everywhere
    except (ImportError, OSError):
        return [("WeasyPrint: в системе нет Pango", "", "", "", "", "", "")]
    printed, _ = plan_of(SLOW_PEER_ROWS)
    page = weasyprint.HTML(string=WRITERS["html"].write(printed).decode())
    ours = _seconds(lambda: WRITERS["pdf"].write(printed))
    spent = _seconds(lambda: page.write_pdf(pdf_variant="pdf/ua-1"), repeats=1)
    return [_peer(f"WeasyPrint, PDF/UA-1, {SLOW_PEER_ROWS} строк", spent, ours)]


def _write_with_python_docx(printed: PrintedDocument) -> bytes:
    document = docx.Document()
    for table in printed.tables():
        made = document.add_table(len(table.rows), len(table.widths))
        for row, line in zip(table.rows, made.rows, strict=True):
            # The cells of a row once: asked for one by one they take many times longer.
            for cell, place in zip(row.cells, line.cells, strict=False):
                place.text = cell.text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _seconds(write: Callable[[], object], *, repeats: int = 3) -> float:
    """Return the best of several runs in seconds of processor time."""
    best = float("inf")
    for _ in range(repeats):
        began = time.process_time()
        write()
        best = min(best, time.process_time() - began)
    return best


def _megabytes(write: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        write()
        return tracemalloc.get_traced_memory()[1] / 1024**2
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
