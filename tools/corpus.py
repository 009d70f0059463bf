"""The corpus: expected values compared with what is read now, and every variant of every plan.

`python3 run.py corpus` shows what would change and how well each format is read; `--accept` writes
the expected values anew, and the difference is then reviewed like code. `--build` makes the
variants anew, which needs LibreOffice.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from planbook import plan_to_json, read
from planbook.errors import UnreadableDocument
from planbook.plans import PlanDraft
from tools import fact_scores
from tools.variants.building import build
from tools.variants.office import OfficeMissingError
from tools.variants.scoring import FORCED, Forced, Score, score, variant_files

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
EXPECTED = "expected.json"
_MAX_SHOWN_LINES = 200


def main(argv: Sequence[str]) -> int:
    """Compare every document with its expected values; with `--accept` write them anew."""
    options = build_parser().parse_args(argv)
    if options.build and not _build(is_forced=options.force):
        return 1
    changed = 0
    for source in sources():
        target = source.with_name(EXPECTED)
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        after = expected_text(source)
        if before == after:
            continue
        changed += 1
        print(f"{source.parent.name}: значения изменились")
        for line in _difference(before, after):
            print(line)
        if options.accept:
            target.write_text(after, encoding="utf-8")
    for line in score_lines(CORPUS, is_wordy=options.wordy):
        print(line, flush=True)
    for line in fact_lines(is_wordy=options.wordy) if (CORPUS / "gold").is_dir() else ():
        print(line, flush=True)
    return _finish(changed, is_accepted=options.accept)


def build_parser() -> argparse.ArgumentParser:
    """Return the command line of the tool."""
    parser = argparse.ArgumentParser(prog="run.py corpus", description=__doc__)
    parser.add_argument(
        "--accept", action="store_true", help="записать прочитанное как ожидаемые значения"
    )
    parser.add_argument(
        "--build", action="store_true", help="построить варианты планов заново (нужен LibreOffice)"
    )
    parser.add_argument(
        "--force", action="store_true", help="с --build: и те, чьи исходные слова не изменились"
    )
    parser.add_argument(
        "--wordy", action="store_true", help="показать, чем варианты отличаются от планов"
    )
    return parser


def _build(*, is_forced: bool) -> bool:
    """Make the variants; tell whether they could be made."""
    try:
        for name in build(is_forced=is_forced, corpus=CORPUS):
            print(f"построен {name}", flush=True)
    except OfficeMissingError as err:
        print(err)
        return False
    return True


def score_lines(folder: Path, *, is_wordy: bool = False) -> Iterator[str]:
    """Yield the table of scores: how many rows, cells and timings of each file are read equal."""
    plans: dict[Path, PlanDraft] = {}
    for path in variant_files(folder):
        if not plans:
            yield f"{'Вариант':45}{'строк':>9}{'ячеек':>11}{'сроков':>9}"
        source = path.parents[1] / "source.txt"
        if source not in plans:
            plans[source] = read(source)
        name = f"{source.parent.name}/{path.name}"
        try:
            found = score(plans[source], read(path), FORCED.get(path.name, Forced()))
        except UnreadableDocument as err:
            yield f"{name:45}не прочитан: {err}"
            continue
        yield _score_line(name, found)
        if is_wordy:
            yield from (f"    {difference}" for difference in found.differences)


def fact_lines(*, is_wordy: bool = False) -> Iterator[str]:
    """Yield how well facts of narrative reports are read: the report here, then those of others."""
    yield "Факты докладов"
    yield from fact_scores.score_lines("gold", fact_scores.score_gold(), is_wordy=True)
    for split in fact_scores.SPLITS:
        is_shown = is_wordy and split != "blind"
        yield from fact_scores.score_lines(split, fact_scores.score_split(split), is_wordy=is_shown)


def _score_line(name: str, found: Score) -> str:
    rows = f"{found.rows_found}/{found.rows}"
    cells = f"{found.cells_equal}/{found.cells}"
    timings = f"{found.timings_equal}/{found.rows}"
    verdict = "" if found.is_full else f"  отличий: {len(found.differences)}"
    return f"{name:45}{rows:>9}{cells:>11}{timings:>9}{verdict}"


def sources() -> Iterator[Path]:
    """Yield the documents of the corpus, one per folder."""
    yield from sorted(CORPUS.glob("*/source.*"))


def expected_text(source: Path) -> str:
    """Return what is read from a document now, in the form in which it is kept."""
    return json.dumps(plan_to_json(read(source)), ensure_ascii=False, indent=1) + "\n"


def _difference(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "ожидалось", "прочитано", lineterm="", n=2
    )
    for count, line in enumerate(lines):
        if count == _MAX_SHOWN_LINES:
            print("… дальше не показано")
            return
        yield line


def _finish(changed: int, *, is_accepted: bool) -> int:
    if not changed:
        print("Ожидаемые значения корпуса совпадают с прочитанными.")
        return 0
    if is_accepted:
        print(f"Переписано документов: {changed}. Просмотрите разницу перед сохранением.")
        return 0
    print("Чтобы принять новые значения: python3 run.py corpus --accept")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
