"""Words of whoever runs a round: remarks, grounds of a refusal."""

from __future__ import annotations

import re

from mezhgorod.registry.rules import RuleViolation

MAX_REMARK = 2_000
GROUNDS: dict[str, str] = {
    "not_confirmed": "данные не подтверждены",
    "other_period": "ответ за другой период",
    "other_unit": "значения в других единицах",
    "not_by_form": "ответ не по форме",
    "other": "другое",
}
_UNSEEN = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\ufeff]")


def bounded_words(text: str, *, name: str, field: str, limit: int = MAX_REMARK) -> str:
    """Return typed words with single line ends, without outer spaces and unseen signs.

    Raises:
        RuleViolation: longer than `limit`, or with a NUL character.
    """
    if "\x00" in text:
        message = f"{name}: в тексте есть недопустимый знак с кодом 0. Наберите это место заново."
        raise RuleViolation("round.bad_character", message, field)
    tidy = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(tidy) > limit:
        message = f"{name}: {len(tidy)} знаков, помещается {limit}. Сократите текст."
        raise RuleViolation("round.too_long", message, field)
    return tidy


def needed_words(text: str, *, name: str, field: str, lack: str) -> str:
    """Return typed words that may not be left out.

    Args:
        lack: what is said where they are.

    Raises:
        RuleViolation: as `bounded_words`, or there are none.
    """
    words = bounded_words(text, name=name, field=field)
    if not words:
        raise RuleViolation(f"round.no_{field}", lack, field)
    return words


def refusal_words(ground: str, remark: str) -> str:
    """Return why an answer is refused: a ground, and more words where the ground says too little.

    Raises:
        RuleViolation: no such ground, or «другое» without words.

    >>> refusal_words("other_period", "Прислан I квартал.")
    'ответ за другой период. Прислан I квартал.'
    """
    if ground not in GROUNDS:
        message = "Выберите основание: город увидит его и поймёт, что делать."
        raise RuleViolation("round.no_ground", message, "ground")
    words = bounded_words(remark, name="Пояснение", field="remark")
    if ground == "other":
        lack = "Основание «другое» требует пояснения."
        return needed_words(remark, name="Пояснение", field="remark", lack=lack)
    return f"{GROUNDS[ground]}. {words}" if words else GROUNDS[ground]
