"""Fields of JSON objects, taken one by one, each with its limit; all problems are collected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from planbook.errors import PlanbookError
from planbook.indicators.numerals import MAX_DIGITS
from planbook.language import plural

MAX_CODE_LENGTH = 60
_MAX_PROBLEMS = 50
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its path («sections[0].lines[2].note») and a sentence."""

    path: str
    message: str


class FormError(PlanbookError, ValueError):
    """Stored or sent content is not a form; `path` and `message` are those of the first problem.

    Attributes:
        problems: all that is wrong, field by field, the first fifty.
    """

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        self.problems = problems
        self.path = problems[0].path
        self.message = problems[0].message
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))


class Problems:
    """What was found wrong so far; reading goes on with harmless values."""

    def __init__(self) -> None:
        self.found: list[FieldProblem] = []

    def tell(self, path: str, message: str) -> None:
        """Note one more problem, the first fifty are kept."""
        if len(self.found) < _MAX_PROBLEMS:
            self.found.append(FieldProblem(path, message))

    def ensure_none(self) -> None:
        """Raise all that was found.

        Raises:
            FormError: something was.
        """
        if self.found:
            raise FormError(tuple(self.found))


class Fields:
    """The fields of one object: each is taken once, and what is left at the end is unknown."""

    def __init__(self, data: Any, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.left: dict[Any, Any] = {}
        if isinstance(data, Mapping):
            self.left = dict(data)
        else:
            problems.tell(path or "форма", "Здесь ждут запись с полями.")
            self.problems = Problems()  # what it has not is not told field by field

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def tell(self, name: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.problems.tell(self.at(name), message)

    def text(self, name: str, limit: int, *, is_required: bool = False) -> str:
        """Take words of at most `limit` characters, the empty text for an absent field."""
        value = self.left.pop(name, "")
        if not isinstance(value, str):
            self.tell(name, "Здесь ждут текст.")
            return ""
        if len(value) > limit:
            letters = plural(limit, "знака", "знаков", "знаков")
            self.tell(name, f"Длиннее {limit} {letters}. Сократите.")
            return ""
        if not is_clean(value):
            self.tell(name, "Есть недопустимые знаки. Впишите текст заново.")
            return ""
        if is_required and not value.strip():
            self.tell(name, "Не заполнено.")
        return value

    def code(self, name: str) -> str:
        """Take a code of Latin letters, digits, underscores and dots."""
        value = self.text(name, MAX_CODE_LENGTH)
        if not _CODE.fullmatch(value):
            self.tell(name, "Код пишут латинскими буквами, цифрами, «_» и точками: tariff.water.")
        return value

    def whole(self, name: str, lowest: int, highest: int, *, usual: int) -> int:
        """Take a whole number within bounds."""
        value = self.left.pop(name, usual)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            self.tell(name, f"Здесь ждут целое число от {lowest} до {highest}.")
            return usual
        return value

    def flag(self, name: str, *, usual: bool) -> bool:
        """Take yes or no."""
        value = self.left.pop(name, usual)
        if not isinstance(value, bool):
            self.tell(name, "Здесь ждут «да» или «нет» (true или false).")
            return usual
        return value

    def number(self, name: str) -> Decimal | None:
        """Take an exact number that is written as text, None for an absent field."""
        value = self.left.pop(name, None)
        if value is None:
            return None
        number = number_of(value)
        if number is None:
            self.tell(name, "Здесь ждут число текстом, например «12.50».")
        return number

    def day(self, name: str) -> date | None:
        """Take a day as ISO 8601, None for an absent field."""
        value = self.left.pop(name, None)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.tell(name, "Здесь ждут дату, например «2026-01-15».")
            return None

    def choice(self, name: str, choices: type[_Choice], *, usual: _Choice) -> _Choice:
        """Take one of the words of a list."""
        value = self.left.pop(name, usual.value)
        try:
            return choices(value)
        except ValueError:
            self.tell(name, f"Здесь ждут одно из слов: {', '.join(choices)}.")
            return usual

    def entry(self, name: str) -> Fields:
        """Take an object."""
        return Fields(self.left.pop(name, None), self.at(name), self.problems)

    def entries(self, name: str, limit: int) -> Iterator[tuple[str, Any]]:
        """Take a list of at most `limit` entries: the path and the content of each."""
        value = self.left.pop(name, [])
        if not isinstance(value, list | tuple):
            self.tell(name, "Здесь ждут список.")
            return
        if len(value) > limit:
            self.tell(name, f"Записей {len(value)}, а бывает не больше {limit}.")
            return
        for place, content in enumerate(value):
            yield f"{self.at(name)}[{place}]", content

    def by_code(self, name: str, limit: int) -> Iterator[tuple[str, str, Any]]:
        """Take a mapping of at most `limit` codes: the path, the code and the content of each."""
        value = self.left.pop(name, {})
        if not isinstance(value, Mapping):
            self.tell(name, "Здесь ждут записи по кодам.")
            return
        if len(value) > limit:
            self.tell(name, f"Записей {len(value)}, а бывает не больше {limit}.")
            return
        for code, content in value.items():
            yield f"{self.at(name)}.{str(code)[:MAX_CODE_LENGTH]}", str(code), content

    def end(self) -> None:
        """Tell every field that nobody has taken."""
        for name in self.left:
            self.tell(str(name)[:MAX_CODE_LENGTH], "Неизвестное поле. Уберите его.")


def number_of(value: object) -> Decimal | None:
    """Return the number that storage writes as text, None for anything else.

    >>> number_of("12.50"), number_of("1e5"), number_of(12.5)
    (Decimal('12.50'), None, None)
    """
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return None
    if len(value) > MAX_DIGITS and len(value.lstrip("-0.").replace(".", "")) > MAX_DIGITS:
        return None
    number = Decimal(value)
    return number if number else abs(number)


def is_clean(text: str) -> bool:
    """Return whether a text can be kept: no NUL, no control signs but line breaks and tabs.

    >>> is_clean("первая\\nвторая"), is_clean("a\\x00")
    (True, False)
    """
    if text.isprintable():
        return True
    return not any(
        unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in text
    )
