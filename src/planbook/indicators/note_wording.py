"""Pieces of the sentences of an analytical note: counted cities, named cities, numbers with units.

Names stand in the nominative or, where every one is a known settlement, in the case the sentence
asks for; a name that may bend wrongly is never bent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.dates import format_timing, from_edtf
from planbook.dates.edtf import EdtfError
from planbook.indicators.indicators import Indicator, UnitKind
from planbook.indicators.wording import number_text
from planbook.language import Case, full_preposition, join_list, plural
from planbook.places import locality_form
from planbook.places.gazetteer import name_key, stored_forms

_NO_BREAK_SPACE = "\u00a0"
_DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class Answerers:
    """What those who answer are called, in the cases that sentences of a note ask for.

    All nouns are masculine: verbs agree with them.

    Attributes:
        forms: after 1, 2 and 5.
        genitive, dative: «города» and «городов»; «городам».
        among: the preposition of the place where values change, and the noun after it, one and
            many: «в городе», «в городах», but «у участника», «у участников».
        everywhere: «во всех», «у всех».
    """

    forms: tuple[str, str, str]
    genitive: tuple[str, str]
    dative: str
    among: tuple[str, str, str]
    everywhere: str


CITIES = Answerers(
    ("город", "города", "городов"),
    ("города", "городов"),
    "городам",
    ("в", "городе", "городах"),
    "во всех",
)
PARTICIPANTS = Answerers(
    ("участник", "участника", "участников"),
    ("участника", "участников"),
    "участникам",
    ("у", "участника", "участников"),
    "у всех",
)


def cities(count: int, noun: Answerers = CITIES) -> str:
    """Return counted cities or participants as a subject.

    >>> [cities(count).replace("\\u00a0", " ") for count in (1, 22, 12)]
    ['1 город', '22 города', '12 городов']
    >>> cities(3, PARTICIPANTS).replace("\\u00a0", " ")
    '3 участника'
    """
    return f"{count}{_NO_BREAK_SPACE}{plural(count, *noun.forms)}"


def of_cities(count: int, noun: Answerers = CITIES) -> str:
    """Return counted cities in the genitive: «у 2 городов», «у 21 города»."""
    one, many = noun.genitive
    return f"{count}{_NO_BREAK_SPACE}{plural(count, one, many, many)}"


def in_cities(count: int, noun: Answerers = CITIES) -> str:
    """Return where something has happened, counted.

    >>> [in_cities(count).replace("\\u00a0", " ") for count in (2, 21)]
    ['в 2 городах', 'в 21 городе']
    >>> in_cities(2, PARTICIPANTS).replace("\\u00a0", " ")
    'у 2 участников'
    """
    preposition, one, many = noun.among
    return f"{preposition} {count}{_NO_BREAK_SPACE}{plural(count, one, many, many)}"


def gave(count: int, noun: Answerers = CITIES) -> str:
    """Return who gave values.

    >>> [gave(count).replace("\u00a0", " ") for count in (1, 21, 5)]
    ['значение дал 1 город', 'значения дал 21 город', 'значения дали 5 городов']
    """
    value = "значение" if count == 1 else "значения"
    return f"{value} {did('дал', count)} {cities(count, noun)}"


def did(verb: str, count: int) -> str:
    """Return a verb of the past that agrees with counted cities.

    >>> did("ответил", 21), did("ответил", 12)
    ('ответил', 'ответили')
    """
    return verb + plural(count, "", "и", "и")


def named(names: Sequence[str], noun: Answerers = CITIES, *, most: int = 3) -> str:
    """Return names as a list, or their number where they are more than `most`.

    >>> named(["Шуя", "Псков"]), named(["А", "Б", "В", "Г"]).replace("\\u00a0", " ")
    ('Шуя и Псков', '4 города')
    """
    return join_list(names) if len(names) <= most else cities(len(names), noun)


def clipped(names: Sequence[str], most: int = 10) -> str:
    """Return names as a list that ends with how many more there are.

    >>> clipped(["Шуя", "Псков", "Тверь"], most=2)
    'Шуя, Псков и ещё 1'
    """
    if len(names) <= most:
        return join_list(names)
    return join_list([*names[:most], f"ещё {len(names) - most}"])


def where(names: Sequence[str], noun: Answerers = CITIES, *, most: int = 3) -> str:
    """Return in which cities something has happened, as it stands after the verb.

    With a preposition where all names are known settlements, else as a list after a colon.

    >>> where(["Владимир", "Шуя"]), where(["Шуйский район"])
    (' во Владимире и Шуе', ': Шуйский район')
    """
    if len(names) > most:
        return f" {in_cities(len(names), noun)}"
    if not all(map(_is_settlement, names)):
        return f": {join_list(names)}"
    forms = [locality_form(name, Case.PREPOSITIONAL) for name in names]
    return f" {full_preposition('в', forms[0])} {join_list(forms)}"


def number(value: Decimal, indicator: Indicator, *, decimals: int | None = None) -> str:
    """Return a number as printed for an indicator, without its unit."""
    return number_text(value, indicator.decimals if decimals is None else decimals)


def unit_after(indicator: Indicator) -> str:
    """Return the unit as it stands after a number, with a no-break space, empty for none."""
    name = indicator.unit.name.replace(" ", _NO_BREAK_SPACE)
    return f"{_NO_BREAK_SPACE}{name}" if name else ""


def change_unit_after(indicator: Indicator) -> str:
    """Return the unit of a change: percents change by points."""
    if is_in_percents(indicator):
        return f"{_NO_BREAK_SPACE}п.{_NO_BREAK_SPACE}п."
    return unit_after(indicator)


def is_in_percents(indicator: Indicator) -> bool:
    """Return whether values are percents, whose changes are told in points."""
    return indicator.unit.kind is UnitKind.SHARE and "%" in indicator.unit.name


def period_words(edtf: str) -> str:
    """Return a period as printed; a string that is no period comes back as it is.

    >>> period_words("2026-35"), period_words("2026-41")
    ('III квартал 2026 года', 'II полугодие 2026 года')
    """
    try:
        return format_timing(from_edtf(edtf))
    except EdtfError:
        return edtf


def sentences(*parts: str) -> str:
    """Return sentences in one paragraph, each with a capital and one full stop.

    >>> sentences("от 1 до 5 руб.", "", "медиана — 3")
    'От 1 до 5 руб. Медиана — 3.'
    """
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def dash(left: str, right: str) -> str:
    """Return «Вологда — 32,15», not torn before the dash."""
    return f"{left}{_NO_BREAK_SPACE}{_DASH} {right}"


def quoted(text: str, most: int = 200) -> str:
    """Return words of others in quotation marks, on one line, cut where they are long.

    >>> quoted("Вода\\nпривозная."), quoted(" ")
    ('«Вода привозная»', '')
    """
    line = " ".join(text.split()).rstrip(".")
    if len(line) > most:
        line = f"{line[: most - 1].rstrip()}…"
    return f"«{line}»" if line else ""


def _is_settlement(name: str) -> bool:
    forms = stored_forms().get(name_key(name))
    return forms is not None and forms[0] == name
