"""Expected values of the corpus, made by hand: see tests/corpus/gold."""

import csv
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
# Codes of the documents in the tables, and the folders they stand in.
SLUGS = {
    "S000": "sgcszr-plan-2023",
    "S001": "sgcszr-report-2024",
    "S002": "mag-plan-2023",
    "S003": "smolensk-plan-2023-h2",
    "S004": "smolensk-plan-2022-h2",
}
PLANS = ("S000", "S002", "S003", "S004")
_KINDS = {"season/approx": "season"}


@cache
def rows(table: str, doc: str) -> tuple[dict[str, str], ...]:
    """The rows of one table that speak of one document."""
    with (CORPUS / "gold" / table).open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if row["doc"] == doc)


def kind(row: dict[str, str]) -> str:
    """The kind of timing under the name the program uses."""
    return _KINDS.get(row["kind"], row["kind"].replace("-", "_"))
