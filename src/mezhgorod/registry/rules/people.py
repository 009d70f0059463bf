"""Rules about accounts and personal data: names, purposes, addresses, pasted lists of contacts."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

MAX_CONTACT_LINES = 2_000
MAX_CELL = 300
MAX_LOGIN = 150
# What most people are kept for; another purpose is typed.
USUAL_PURPOSE = "Переписка о планах и мероприятиях и работа на сайте"
USUAL_BASIS = "Согласие, данное при вступлении в переписку (152-ФЗ, статья 6, часть 1, пункт 1)"

_LOGIN = re.compile(r"[\w.@+-]+")
_EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]{2,}")
_HEADER_WORDS = ("почт", "e-mail", "email", "организац", "фио", "фамилия")


def is_login(name: str) -> bool:
    """Tell whether a login name has only letters, digits and «@ . + - _» and is not too long.

    >>> is_login("vologda.contact"), is_login("вологда 1"), is_login("")
    (True, False, False)
    """
    return len(name) <= MAX_LOGIN and _LOGIN.fullmatch(name) is not None


def is_email(text: str) -> bool:
    """Tell whether a text looks like one address of mail.

    >>> is_email("vologda@example.org"), is_email("нет"), is_email("a@example.org, b@example.org")
    (True, False, False)
    """
    return len(text) <= MAX_CELL and _EMAIL.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One line of a pasted list: its number, who, of which organization, the address."""

    number: int
    full_name: str
    organization: str
    email: str


@dataclass(frozen=True, slots=True)
class ContactProblem:
    """Why a line cannot be taken: its number and what to do."""

    number: int
    message: str


def read_contacts(text: str) -> tuple[list[ContactLine], list[ContactProblem]]:
    """Read a pasted table or CSV: name, organization, address of mail; a header is passed over.

    >>> read_contacts("Контактное лицо;Вологда;vologda@example.org")[0][0].organization
    'Вологда'
    """
    lines: list[ContactLine] = []
    problems: list[ContactProblem] = []
    rows = [one for one in enumerate(text.replace("\0", "").splitlines(), 1) if one[1].strip()]
    if len(rows) > MAX_CONTACT_LINES:
        message = f"В списке строк: {len(rows)}. Вставляйте не больше {MAX_CONTACT_LINES} за раз."
        return [], [ContactProblem(rows[-1][0], message)]
    for place, (number, row) in enumerate(rows):
        cells = _cells(row)
        if place == 0 and _is_header(cells):
            continue
        problem = _problem(cells)
        if problem:
            problems.append(ContactProblem(number, problem))
        else:
            lines.append(ContactLine(number, *cells))
    return lines, problems


def _cells(row: str) -> list[str]:
    mark = next((one for one in "\t;" if one in row), ",")
    try:
        cells = next(csv.reader([row], delimiter=mark))
    except (csv.Error, StopIteration):
        return []
    return [" ".join(cell.split()) for cell in cells]


def _is_header(cells: list[str]) -> bool:
    words = " ".join(cells).casefold()
    return "@" not in words and any(word in words for word in _HEADER_WORDS)


def _problem(cells: list[str]) -> str:
    if len(cells) != 3:
        return (
            f"Столбцов: {len(cells)}, а нужно три: имя, организация, адрес электронной почты. "
            "Скопируйте из таблицы ровно эти столбцы."
        )
    if any(len(cell) > MAX_CELL for cell in cells):
        return f"Ячейка длиннее {MAX_CELL} знаков. Сократите её."
    if not cells[1]:
        return "Не указана организация."
    if not is_email(cells[2]):
        return f"«{cells[2][:60]}» — не адрес электронной почты. Исправьте или уберите строку."
    return ""
