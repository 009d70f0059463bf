"""Text whose cells are parted by a separator: .csv in the dialects that offices write."""

from planbook.readers.separated.reader import read_csv

__all__ = ["read_csv"]
