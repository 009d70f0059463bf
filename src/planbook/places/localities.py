"""Settlements with a typed marker before them: «г. Смоленск», «п. Пржевальское», «села Мраково».

The marker beats the gazetteer: what it introduces is a settlement, known or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planbook.language import place_name_from_form
from planbook.places.gazetteer import Doubt
from planbook.places.names import NameMatch, name_at
from planbook.places.vocabulary import starts_with_head
from planbook.text import fold_yo

_TOWN_MARKER = r"(?:г\.?\s?г|гор|г)\b\s?\.?|[Гг]ород(?:а|е|у|ом|ов|ах|ам)?(?:-[а-яё]{4,12})?"
_VILLAGE_ABBREVIATION = (
    r"(?:пгт|рп|ст-ц[аеы]|дер|пос|сл|р\.\s?п|п\.\s?г\.\s?т|дп|д\.\s?п|пст|мст)\b\.?"
    r"|(?:с|д|п|х|ст|аул|а)\.|(?<![^\n,;(])\s*(?:с|д|п|х)(?=\s[А-ЯЁ])"
)
_VILLAGE_WORD = (
    r"[Сс]ел[оаеу]|[Дд]еревн[яиею]"
    r"|(?:[Рр]абоч\w{2,3}\s+)?[Пп]ос[её]л(?:ок|ка|ке|ку)(?:\s+городского\s+типа)?"
    r"|[Сс]таниц[аеуы]|[Хх]утор[аеу]?|[Аа]ул[аеу]?|[Сс]лобод[аеуы]|ЗАТО|наукоград|поселени[еия]\s+(?=[А-ЯЁ])"
)
_MARKED = re.compile(
    rf"(?<![\w-])(?<!\d\s)(?<!№)(?:(?P<town>{_TOWN_MARKER}|Г\.(?=\s?[А-ЯЁ]{{3}}))|(?P<village>{_VILLAGE_ABBREVIATION}|{_VILLAGE_WORD}))"
    r"\s*[«\"]?\s*(?=[А-ЯЁ]|(?<=г\.)[а-яё]|(?<=г\.\s)[а-яё])"
)
_PLURAL = re.compile(r"г\.?\s?г\b|город(?:а|ов|ах|ам)\b")
_OBLIQUE = re.compile(
    r"(?:города|городе|городу|городом|сел[аеу]|деревн[иею]|пос[её]лк[аеу]|станиц[еуы])$"
)
_UNKNOWN_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-\s?[А-ЯЁа-яё]+)*")
_SECOND_WORD = re.compile(r"\s+([А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)")
_FIRST_OF_TWO = re.compile(
    r"(?:[ыои]й|ая|яя|[оеыи]е|[оы]м|ой|ого|ых|[оеё]в|[иы]н|Усть|Верх|Нов|Стар|Бел|Красн)$"
)
_ADJECTIVE = re.compile(r"(?:[ыои]й|ая|яя|[оеы]е|ого|ому|[оы]м|ой)$")
_NEXT_IN_LIST = re.compile(r"\s*(?:,|\sи)\s*(?=[А-ЯЁ])")
_PREPOSITION = re.compile(r"(?:^|[\s(])(?:в|во|из|на)\s+$")
_MAX_LIST = 100
# Words that follow «город» and are no names of towns.
_NO_NAME = re.compile(
    r"Росси|Федераци|Союз|Област|Кра[йя]|Район|Мастер|Геро|Центр|Северо-|Сибир|Поволж"
)


@dataclass(frozen=True, slots=True)
class LocalityFound:
    """A settlement at a place of the text: name in the nominative; `kind` town, village or «».

    `is_inner_case` tells that the form is oblique, part of the words before it («города Кирова»).
    """

    start: int
    end: int
    name: str
    kind: str = ""
    is_known: bool = True
    is_inner_case: bool = False


def find_marked_localities(text: str) -> tuple[LocalityFound, ...]:
    """Return the settlements of a cleaned text that stand after a typed marker.

    >>> [found.name for found in find_marked_localities("администрация г. Кирова, п. Молочное")]
    ['Киров', 'Молочное']
    """
    found: list[LocalityFound] = []
    end = 0
    for marker in _MARKED.finditer(text):
        if marker.start() < end:
            continue
        for locality in _after_marker(text, marker):
            found.append(locality)
            end = locality.end
    return tuple(found)


def _after_marker(text: str, marker: re.Match[str]) -> Iterator[LocalityFound]:
    """Yield the settlement after the marker, and further ones after a plural marker."""
    kind = "town" if marker["town"] else "village"
    first = _locality_at(text, marker, kind)
    if first is None:
        return
    yield first
    if not _PLURAL.match(marker[0].lower()):
        return
    position = first.end
    for _ in range(_MAX_LIST):
        gap = _NEXT_IN_LIST.match(text, position)
        match = name_at(text, gap.end()) if gap else None
        if match is None:
            return
        yield known_locality(text, match, kind="town")
        position = match.end


def _locality_at(text: str, marker: re.Match[str], kind: str) -> LocalityFound | None:
    start, position = marker.start(), marker.end()
    start += len(marker[0]) - len(marker[0].lstrip())
    match = name_at(text, position)
    is_small = text[position].islower()
    if is_small and (match is None or match.doubt is not Doubt.NONE):
        return None
    if match is not None and not _is_half_a_name(text, match):
        found = known_locality(text, match, kind=kind)
        end = found.end + (text[found.end : found.end + 1] == "»")
        return LocalityFound(start, end, found.name, kind, True, found.is_inner_case)
    if marker["town"] and marker["town"].lower().startswith("город"):
        return None
    name = _unknown_name(text, position)
    if name is None or _NO_NAME.match(name[0]):
        return None
    spelled = " ".join(name[0].replace("- ", "-").split())
    is_oblique = bool(
        _OBLIQUE.search(marker[0].strip().lower()) or _PREPOSITION.search(text[:start][-6:])
    )
    nominative = place_name_from_form(spelled) if is_oblique else spelled
    return LocalityFound(start, name[1], nominative, kind, False, nominative != spelled)


def _unknown_name(text: str, position: int) -> tuple[str, int] | None:
    """Return a name no table knows and where it ends: one word, or an adjective and a word."""
    first = _UNKNOWN_NAME.match(text, position)
    if first is None:
        return None
    second = _SECOND_WORD.match(text, first.end())
    if second and _FIRST_OF_TWO.search(first[0]) and not starts_with_head(second[1]):
        return text[position : second.end()], second.end()
    return first[0], first.end()


def _is_half_a_name(text: str, match: NameMatch) -> bool:
    """Tell whether a known adjective begins a longer name: «Новый» of «Новый Свет»."""
    surface = text[match.start : match.end]
    second = _SECOND_WORD.match(text, match.end)
    if second is None or " " in surface or not _ADJECTIVE.search(surface):
        return False
    return not _ADJECTIVE.search(second[1]) and not starts_with_head(second[1])


def known_locality(text: str, match: NameMatch, *, kind: str = "") -> LocalityFound:
    """Return a settlement of the gazetteer: a nominative reading is preferred to an oblique one.

    «г. Пушкино» is Пушкино, though a larger town has the form too.
    """
    nominative = [form for form in match.forms if form.case == 0]
    form = nominative[0] if nominative else match.forms[0]
    surface = text[match.start : match.end]
    # «Кишинев» stays as the author spells it.
    is_same = not surface.isupper() and fold_yo(surface) == fold_yo(form.name)
    name = surface if is_same else form.name
    return LocalityFound(match.start, match.end, name, kind, True, not nominative)
