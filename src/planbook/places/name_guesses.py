"""Names of places no table knows, in lists that stand in another case than the nominative."""

from __future__ import annotations

import re

from planbook.language import place_name_from_form
from planbook.language.morphology import is_known_word, readings
from planbook.places.name_list import NameKind, NameList

_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]*)*(?: [А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*)?")
_OUT_OF = re.compile(r"^\s*(?:из|от|города?|городов|в)\s", re.IGNORECASE)
# «Орехова-Зуева»: the first part is declined too; «Усть-Пинеги»: it is not.
_DECLINED_PART = re.compile(r"(?<=[оеё]в|[иы]н)а-")
_PLURAL = re.compile(r"[иы]х\b")


def is_oblique(text: str, read: NameList) -> bool:
    """Return whether a list of names stands in another case than the nominative.

    The names that are known tell; where none is, a preposition at the beginning.

    >>> from planbook.places.name_list import read_name_list
    >>> is_oblique("Твери, Энска", read_name_list("Твери, Энска"))
    True
    """
    known = [one for one in read.names if one.is_known and one.kind is not NameKind.OTHER]
    turned = [one for one in known if one.text.casefold() not in one.typed.casefold()]
    if known:
        return 2 * len(turned) >= len(known) and bool(turned)
    return _OUT_OF.match(text) is not None


def guessed_place(form: str) -> str:
    """Return the likely nominative of a name of a place no table knows; empty for other words.

    >>> guessed_place("Неведомска"), guessed_place("Орехова-Борисова"), guessed_place("Комитета")
    ('Неведомск', 'Орехово-Борисово', '')
    """
    if _NAME.fullmatch(form) is None or _PLURAL.search(form):
        return ""
    last = form.split(" ")[-1]
    if is_known_word(last) and not _may_be_place(last):
        return ""
    guess = place_name_from_form(_DECLINED_PART.sub("о-", form))
    return guess if guess != form else ""


def _may_be_place(word: str) -> bool:
    marks = ("Geox", "ADJF", "Surn")
    return any(mark in one.tag for one in readings(word) for mark in marks)
