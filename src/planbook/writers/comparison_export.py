"""What the writers of a comparison table are given."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.indicators import ComparisonTable


@dataclass(frozen=True, slots=True)
class ComparisonExport:
    """A comparison table with what it is compared to and how it is shown.

    Attributes:
        previous: the table of the last round; changes are told only where it is given.
        own_key: key of the column that is highlighted, empty for none.
        is_turned: rows are cities and columns are indicators.
        is_preliminary: the table is no version yet: its files say so and tell no number.
        source_url: where the table is published, printed in the reference line.
    """

    table: ComparisonTable
    previous: ComparisonTable | None = None
    own_key: str = ""
    is_turned: bool = False
    is_preliminary: bool = False
    source_url: str = ""
