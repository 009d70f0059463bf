"""A comparison table as open data: values, their structure, a passport, a data package, one zip."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.indicators import ComparisonTable


@dataclass(frozen=True, slots=True)
class DatasetPassport:
    """What the passport of an open dataset tells beside the table itself.

    Attributes:
        identifier: «taxpayer number-short name», for example ``3500000000-tariffs``.
        description: what the dataset holds.
        responsible, phone, email: whom to ask: an office, not a person.
        address: where the dataset is published, empty if nowhere yet.
        published_on, updated_on, valid_until: ISO days, empty where they are not known; the day of
            the table is taken for the first two.
        last_change: what the last change was.
        keywords: in Russian.
    """

    identifier: str
    description: str = ""
    responsible: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    published_on: str = ""
    updated_on: str = ""
    valid_until: str = ""
    last_change: str = ""
    keywords: tuple[str, ...] = ()


def write_dataset(table: ComparisonTable, passport: DatasetPassport) -> bytes:
    """Write the dataset with its passport as one zip; the same table gives the same bytes."""
    raise NotImplementedError
