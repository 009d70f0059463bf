"""The grammar on cells of plans that it was not written from.

`heldout_cells.csv` was collected from published plans and annotated by hand before anything read
it. Its `dev` rows may be looked at when a whole class of wordings is missing; its `blind` rows are
for counting only. A false interval is worse than none, so wrong readings have a limit of their own.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from planbook.dates import Period, Timing, parse_timing

pytestmark = pytest.mark.core

Row = dict[str, str]
LEAST_RIGHT, MOST_WRONG = 0.95, 0.02


def rows_of(split: str) -> list[Row]:
    path = Path(__file__).parent / "heldout_cells.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def verdict(row: Row, timing: Timing) -> str:
    """Say «right», «missed» (no interval, or another kind) or «wrong» (a false interval)."""
    earliest, latest = timing.earliest, timing.latest
    got = (earliest.isoformat() if earliest else "", latest.isoformat() if latest else "")
    if not any(_accepts(*pair, got) for pair in _intervals(row)):
        return "wrong" if any(got) else "missed"
    kinds = {row["kind"], *row["acceptable_kinds"].split(";")}
    if got == ("", "") and "none" in row["alt_latest"]:
        kinds |= {"unparsed", "unscheduled"}
    return "right" if timing.kind in kinds else "missed"


def _intervals(row: Row) -> list[tuple[str, str]]:
    others = zip(row["alt_earliest"].split(";"), row["alt_latest"].split(";"), strict=True)
    return [(row["earliest"], row["latest"]), *(others if row["alt_latest"] else ())]


def _accepts(first: str, last: str, got: tuple[str, str]) -> bool:
    """«none» accepts no interval, «inside:A» any interval from A to the end."""
    if first == "none":
        return got == ("", "")
    if first.startswith("inside:"):
        return all(got) and first.removeprefix("inside:") <= got[0] <= got[1] <= last
    return got == (first, last)


@pytest.mark.parametrize(("split", "count"), [("dev", 236), ("blind", 158)])
def test_cells_of_other_plans_are_read_right_and_hardly_ever_wrong(split: str, count: int) -> None:
    rows = rows_of(split)

    verdicts = Counter(
        verdict(row, parse_timing(row["text"], period=_period(row["period"]))) for row in rows
    )

    assert verdicts.total() == count
    assert verdicts["right"] / count >= LEAST_RIGHT, verdicts
    assert verdicts["wrong"] / count <= MOST_WRONG, verdicts


def _period(edtf: str) -> Period | None:
    return Period.from_edtf(edtf) if edtf else None
