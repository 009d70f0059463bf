"""Words and signs that stand in a cell instead of a value.

Signs follow the key printed in Russian statistical tables («…» no data, «х» no sense in filling).
A sign or word with two meanings is read as «нет данных» and told, so that a person can choose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planbook.indicators.values import MissingReason
from planbook.text import comparison_key

_MARKS = {
    "…": MissingReason.NO_DATA,
    "...": MissingReason.NO_DATA,
    "x": MissingReason.NOT_APPLICABLE,
    "х": MissingReason.NOT_APPLICABLE,
    "×": MissingReason.NOT_APPLICABLE,
}
_WORDS = {
    MissingReason.NO_DATA: (
        "нет данных",
        "данных нет",
        "н/д",
        "нд",
        "н.д",
        "н. д",
        "данные отсутствуют",
        "отсутствуют данные",
        "нет сведений",
        "сведений нет",
        "сведения отсутствуют",
        "нет информации",
        "информация отсутствует",
        "не располагаем",
        "данными не располагаем",
        "неизвестно",
        "не известно",
        "учет не ведется",
        "не ведется учет",
    ),
    MissingReason.NOT_APPLICABLE: (
        "не применимо",
        "неприменимо",
        "не применим",
        "не применима",
        "не применимы",
        "не заполняется",
        "не применяется",
        "не применяются",
    ),
    MissingReason.NOT_OUR_POWER: (
        "не в нашем ведении",
        "не в ведении",
        "не в ведении города",
        "вне полномочий",
        "полномочия области",
        "полномочия региона",
        "полномочия переданы",
        "не наши полномочия",
        "не относится к полномочиям",
        "не в компетенции",
        "вне компетенции",
    ),
    MissingReason.BEING_CLARIFIED: (
        "уточняется",
        "уточняются",
        "данные уточняются",
        "на уточнении",
        "в стадии уточнения",
        "уточняем",
        "будет уточнено",
    ),
    MissingReason.NOT_PROVIDED: (
        "не предоставлено",
        "не предоставлены",
        "не представлено",
        "не представлены",
        "не предоставляется",
        "не предоставляются",
        "конфиденциально",
    ),
}
_REASON_BY_WORDS = {word: reason for reason, words in _WORDS.items() for word in words}
# The first meaning is taken, the second is told.
_DOUBTFUL = {
    "-": "Прочерк прочитан как «нет данных». Если показатель не применим, выберите это; "
    "если он равен нулю, впишите 0.",
    "нет": "«Нет» прочитано как «нет данных». Если это ноль, впишите 0.",
    "отсутствует": "«Отсутствует» прочитано как «нет данных». Если это ноль, впишите 0.",
    "отсутствуют": "«Отсутствуют» прочитано как «нет данных». Если это ноль, впишите 0.",
    "не имеется": "«Не имеется» прочитано как «нет данных». Если это ноль, впишите 0.",
    "н/п": "«Н/п» прочитано как «нет данных». Если это «не применимо» или «не предоставлено», "
    "выберите это.",
    "n/a": "«N/A» прочитано как «нет данных». Если показатель не применим, выберите это.",
}
# «Есть пляж: нет» is an answer in words.
_ANSWERS_IN_WORDS = frozenset({"нет", "отсутствует", "отсутствуют", "не имеется"})
_AROUND_SLASH = re.compile(" ?/ ?")
_AROUND = ' .()«»"'


class Absence(NamedTuple):
    """Why there is no value, and what is doubtful about it."""

    reason: MissingReason
    remark: str = ""


def absence_of(text: str, *, are_words_asked: bool) -> Absence | None:
    """Return the reason that a cell tells instead of a value, None for anything else.

    Args:
        are_words_asked: the indicator is answered with words, so «нет» is an answer.

    >>> absence_of("Н/Д", are_words_asked=False).reason.value
    'no_data'
    >>> absence_of("нет", are_words_asked=True) is None
    True
    """
    key = comparison_key(text)
    reason = _MARKS.get(key)
    if reason is not None:
        return Absence(reason)
    if set(key) <= set("<*>") and "*" in key:
        return Absence(MissingReason.NO_DATA)
    if set(key) <= set("- ") and "-" in key:
        key = "-"
    key = _AROUND_SLASH.sub("/", key.strip(_AROUND).rstrip("*"))
    if key in _DOUBTFUL and not (are_words_asked and key in _ANSWERS_IN_WORDS):
        return Absence(MissingReason.NO_DATA, _DOUBTFUL[key])
    reason = _REASON_BY_WORDS.get(key)
    return Absence(reason) if reason is not None else None


def escaped(text: str) -> str:
    """Return words of a text cell as they are typed: an apostrophe keeps «нет данных» words.

    >>> escaped("нет данных"), escaped("по договору")
    ("'нет данных", 'по договору')
    """
    is_taken = absence_of(text.lstrip("'"), are_words_asked=True) is not None
    return f"'{text}" if is_taken else text


def unescaped(text: str) -> str:
    """Return the words that were typed, without an apostrophe that `escaped` has put in front.

    >>> unescaped("'нет данных"), unescaped("'Дон' и «Волга»")
    ('нет данных', "'Дон' и «Волга»")
    """
    bare = text.removeprefix("'")
    return bare if bare != text and escaped(bare) == text else text
