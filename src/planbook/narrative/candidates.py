"""Ways a value may be printed, as options: what `bind` tries until the words are the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from planbook.language.ordinals import MAX_ORDINAL
from planbook.narrative.errors import PhraseError
from planbook.narrative.options import PREPOSITIONS, parse_options
from planbook.narrative.printing import printed
from planbook.narrative.sheets import Amount, Name, NameKind, PersonName
from planbook.narrative.values import Item, Mode, Number, Value, Values, Words

_CASES = ("им", "род", "дат", "вин", "тв", "предл")
_GENDERS = ("муж", "жен", "сред", "мн")
_PREPOSITION_FORMS = {"во": "в", "со": "с", "ко": "к", "об": "о"}


def option_texts(item: Item) -> tuple[str, ...]:
    """Return the options to try for a value, the plainest first."""
    value = item.value
    options = _of_value(value)
    told = value.name if isinstance(value, PersonName) else getattr(value, "text", "")
    return _crossed(options, ("", "без-ё")) if "ё" in told.lower() else options


def text_with(items: Sequence[Item], options: str, *, is_open: bool) -> str:
    """Return the words that options print; empty where they cannot."""
    try:
        spans = printed(Values(tuple(items), is_open), parse_options(options))
    except PhraseError:
        return ""
    return "".join(span.text for span in spans)


def preposition_before(words: str, options: str) -> str:
    """Return options that print the preposition too, where `words` end with a fitting one.

    >>> preposition_before("состоялась во ", "предл")
    'в'
    """
    last = words.rstrip(" \u00a0").split(" ")[-1].split("\n")[-1].strip("(«-–").lower()
    word = _PREPOSITION_FORMS.get(last, last)
    if word not in PREPOSITIONS:
        return ""
    case = parse_options(options).case
    if case is not PREPOSITIONS[word]:
        return ""
    rest = [part for part in options.split(" ") if part and part not in _CASES]
    return " ".join([word, *rest])


def _of_value(value: Value) -> tuple[str, ...]:
    match value:
        case Name():
            return _of_name(value)
        case Amount():
            return _of_amount()
        case PersonName():
            return _people()
        case Number():
            return _numbers() if value.number <= MAX_ORDINAL else ("",)
        case Words():
            return _words()
        case Mode():
            return _modes()


def _of_name(value: Name) -> tuple[str, ...]:
    if value.kind is NameKind.DISTRICT:
        return _crossed(_CASES, ("", "без-области"))
    if value.kind is NameKind.SETTLEMENT:
        return _crossed(_CASES, ("", "город", "г."))
    return _crossed(_CASES)


@lru_cache(maxsize=32)
def _crossed(*choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(part for part in parts if part) for parts in product(*choices))


@lru_cache(maxsize=1)
def _of_amount() -> tuple[str, ...]:
    hedges = ("", "порядка", "свыше", "без-оценки")
    notations = ("", "словами", "словами без-ё", "наращение", "тысячами")
    return (
        *_crossed(_CASES, notations, hedges),
        *_crossed(_CASES, notations, ("число",), hedges),
    )


def _people() -> tuple[str, ...]:
    return _crossed(_CASES, ("", "откуда", "должность", "подробно"), ("", "инициалы"))


@lru_cache(maxsize=1)
def _numbers() -> tuple[str, ...]:
    ordinals = _crossed(
        ("порядк",), ("словами", "словами без-ё", "наращение", "наращение2"), _CASES, _GENDERS
    )
    cardinals = _crossed(("словами", "словами без-ё", "наращение"), _CASES)
    return ("", "цифрами", "римскими", *ordinals, *cardinals)


def _words() -> tuple[str, ...]:
    return _crossed(_CASES, ("", "кавычки"))


def _modes() -> tuple[str, ...]:
    return _crossed(("", "вкс", "ВКС", "слитно"), ("", "формат"))
