"""Place cells of plans that the grammar was not written from; see the dates of the same kind."""

import csv
import re
from pathlib import Path

import pytest

from planbook.places import PlacesResult, parse_places

pytestmark = pytest.mark.core

Row = dict[str, str]
Names = frozenset[str]
LEAST_EXACT, LEAST_PRECISION = 0.85, 0.95


def rows_of(split: str) -> list[Row]:
    path = Path(__file__).parent / "heldout_cells.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def named(name: str) -> str:
    return re.sub(r"\s+", " ", name.lower().replace("ё", "е")).strip(" .,;")


def choices(main: str, others: str) -> list[Names]:
    """Equally right sets of names: «,» between them, «+» inside one, «-» is the empty set."""
    found = [frozenset(named(name) for name in main.split(";") if name.strip())]
    for other in filter(None, others.split(",")):
        names = () if other.strip() == "-" else other.split("+")
        found.append(frozenset(named(name) for name in names))
    return found


def towns_of(result: PlacesResult) -> Names:
    return frozenset(named(place.locality) for place in result.places if place.locality)


def are_regions_right(row: Row, result: PlacesResult) -> bool:
    """A region that the gazetteer adds to a town is neither asked for nor counted against it."""
    alone = {named(one.region) for one in result.places if one.region and not one.locality}
    added = {named(one.region) for one in result.places if one.region and one.locality}
    wanted = choices(row["regions"], row["alt_regions"])
    return any(alone <= regions <= alone | added for regions in wanted)


@pytest.mark.parametrize(("split", "count"), [("dev", 192), ("blind", 128)])
def test_cells_of_other_plans_give_their_towns_and_hardly_ever_others(
    split: str, count: int
) -> None:
    rows = rows_of(split)
    exact = right = given = 0

    for row in rows:
        result = parse_places(row["text"])
        towns = towns_of(result)
        wanted = choices(row["settlements"], row["alt_settlements"])
        exact += towns in wanted and are_regions_right(row, result)
        right += max(len(towns & names) for names in wanted)
        given += len(towns)

    assert len(rows) == count
    assert exact / count >= LEAST_EXACT
    assert right / given >= LEAST_PRECISION
