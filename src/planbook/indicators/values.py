"""What stands in one cell of a filled form: a number, words, or why there is neither."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class MissingReason(StrEnum):
    """Why a cell has no value; zero is a value (after the observation status code list of SDMX)."""

    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    NOT_OUR_POWER = "not_our_power"
    BEING_CLARIFIED = "being_clarified"
    NOT_PROVIDED = "not_provided"


REASON_WORDS: dict[MissingReason, str] = {
    MissingReason.NO_DATA: "нет данных",
    MissingReason.NOT_APPLICABLE: "не применимо",
    MissingReason.NOT_OUR_POWER: "не в нашем ведении",
    MissingReason.BEING_CLARIFIED: "уточняется",
    MissingReason.NOT_PROVIDED: "не предоставлено",
}


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell of an answer: exactly one of a number, words, or a reason of absence.

    Attributes:
        number: exact, with as many decimals as were typed («12,50» stays 12.50).
        text: words of a text cell; the wording of a tariff made of parts, `parts` are its numbers.
        missing: why there is no value.
        comment: what the author says about the value, for example about a doubt.

    >>> CellValue(number=Decimal("0")).is_value, CellValue(missing=MissingReason.NO_DATA).told
    (True, 'нет данных')
    """

    number: Decimal | None = None
    text: str = ""
    parts: tuple[Decimal, ...] = ()
    missing: MissingReason | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        told = (self.number is not None) + bool(self.text) + (self.missing is not None)
        if told != 1:
            raise ValueError("a cell is a number, a text or a reason, exactly one of them")

    @property
    def is_value(self) -> bool:
        """Whether something is told and not only why it is absent."""
        return self.missing is None

    @property
    def told(self) -> str:
        """The words of a text or of a reason; a number is worded by `wording`, with its unit."""
        return self.text if self.missing is None else REASON_WORDS[self.missing]
