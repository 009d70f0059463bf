"""Every date and place of the four plans, row by row, against the tables made by hand."""

import csv
from functools import cache
from pathlib import Path

import pytest

from planbook.cli.reading import read
from planbook.plans import EventDraft

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SLUGS = {
    "S000": "sgcszr-plan-2023",
    "S002": "mag-plan-2023",
    "S003": "smolensk-plan-2023-h2",
    "S004": "smolensk-plan-2022-h2",
}
MODES = {"in-person": "in_person", "remote": "online", "mixed": "hybrid", "unknown": "unknown"}

pytestmark = pytest.mark.slow


def gold(name: str) -> list[dict[str, str]]:
    with (CORPUS / "gold" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def label(row: dict[str, str]) -> str:
    return f"{row['doc']}-{row['item']}-{row.get('role', 'date')}"


@cache
def events(doc: str) -> list[EventDraft]:
    return list(read(CORPUS / SLUGS[doc] / "source.txt").items())


def event(row: dict[str, str]) -> EventDraft:
    return events(row["doc"])[int(row["item"]) - 1]


@pytest.mark.parametrize("row", gold("dates.csv"), ids=label)
def test_date_of_a_row(row: dict[str, str]) -> None:
    timing = event(row).timing

    assert timing.edtf in {row["edtf"], *row["edtf_alt"].split(";")}
    assert timing.kind.value == row["kind"].replace("season/approx", "season").replace("-", "_")
    assert str(timing.earliest or "") == row["start"]
    assert str(timing.latest or "") == row["end"]
    assert timing.rrule == row["rrule"]
    assert timing.status.value == row["status"]
    assert timing.is_approximate == (row["approx"] == "1")
    assert (timing.extent.value if timing.extent else "") == row["extent"]


@pytest.mark.parametrize(
    "row", [row for row in gold("places.csv") if row["role"] != "partner-region"], ids=label
)
def test_place_of_a_row(row: dict[str, str]) -> None:
    item = event(row)

    modes = {MODES[mode] for mode in (row["mode"], *row["mode_alt"].split(";")) if mode}
    assert [p.locality for p in item.places if p.locality] == _listed(row["settlements"])
    assert item.attendance_mode.value in modes


@pytest.mark.parametrize(
    "row", [row for row in gold("places.csv") if row["role"] == "partner-region"], ids=label
)
def test_partners_of_a_row(row: dict[str, str]) -> None:
    names = [place.locality or place.region for place in event(row).partners]

    if row["raw"]:
        assert sorted(names) == sorted(_listed(row["settlements"]) + _listed(row["regions"]))
    else:
        # A cell merged with the one above: the table lists what is printed, the plan inherits.
        assert names == ["Москва"]


def _listed(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]
