"""The expected values of the corpus: compared with what is read now, rewritten on request only.

`python3 run.py corpus` shows what would change; `python3 run.py corpus --accept` writes it. The
difference is then reviewed like code.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from planbook import plan_to_json, read

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
EXPECTED = "expected.json"
_MAX_SHOWN_LINES = 200


def main(argv: Sequence[str]) -> int:
    """Compare every document with its expected values; with `--accept` write them anew."""
    options = build_parser().parse_args(argv)
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
    return _finish(changed, is_accepted=options.accept)


def build_parser() -> argparse.ArgumentParser:
    """Return the command line of the tool."""
    parser = argparse.ArgumentParser(prog="run.py corpus", description=__doc__)
    parser.add_argument(
        "--accept", action="store_true", help="записать прочитанное как ожидаемые значения"
    )
    return parser


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
