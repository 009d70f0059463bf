"""Settlements named in running Russian text, in any case form, with offsets.

A name that can be nothing else counts at once. A form that is also a person's name («Иванова»),
a common word («Орла») or an adjective («Мирного») counts where something beside it says that a
town is meant: a marker, a preposition, a governing noun, or a sure town in the same list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from planbook.language import Case
from planbook.language.morphology import readings
from planbook.places.gazetteer import Doubt, choose, name_key, settlements_named
from planbook.places.names import NameMatch, name_at
from planbook.places.subjects import country_names, subjects, table_rows
from planbook.text import fix_lookalikes

_CAPITAL = re.compile(r"(?<![А-ЯЁа-яёA-Za-z0-9-])[А-ЯЁ](?=[А-ЯЁа-яё.-])")
_MIXED = re.compile(r"[A-Za-zͰ-Ͽ][А-ЯЁа-яё]|[А-ЯЁа-яё][A-Za-zͰ-Ͽ]")
# Read backwards from the name: a search from the front would try every word of the stretch.
_WORD_BEFORE = re.compile(r"\n?[«\"]?\s*\.?([А-ЯЁа-яё-]+)")
_WORD_AFTER = re.compile(r"\s+([А-ЯЁа-яё-]+)")
_CELL_START = re.compile(r"[\t\n|][^\S\t\n]*$")
_CELL_END = re.compile(r"[^\S\t\n]*(?:[\t\n|]|$)")
_LIST_GAP = re.compile(r"\s*(?:,|;|\sи\s|,\s*и\s|/)\s*(?:(?:г|гор)\.\s*)?")
_ADJECTIVAL = re.compile(r"(?:[ыио]й|ая|яя|[оеи]е|[оe]го|его|[ое]му|[ыи]м|[ое]м|ой|ей|ую)$")
# «Приморского и Пинежского районов»: adjectives that share a noun.
_SHARED_NOUN = re.compile(
    r"(?:(?:,|\s+и)\s+[А-ЯЁ][А-ЯЁа-яё-]{3,40}){0,10}\s+(?:\w{4,20}ых\s+)?(?:район|округ|област|кра[йяею])"
)
_OF_REGION = re.compile(r"\s+[А-ЯЁ][а-яё-]+(?:ой|ого)\s+(?:област|края|республик|район)")
_INITIALS_BEFORE = re.compile(r"[А-ЯЁ]\.\s*$")
_INITIALS_AFTER = re.compile(r"\s+[А-ЯЁ]\.")
_LOOK_BACK = 40
# Names of fewer people are taken only with a marker before them.
_SURE_POPULATION, _DOUBTFUL_POPULATION = 3_000, 10_000
_CASE_NUMBER = {case: number for number, case in enumerate(Case)}
_WHERE = (_CASE_NUMBER[Case.PREPOSITIONAL], _CASE_NUMBER[Case.GENITIVE])
_WHOSE = _CASE_NUMBER[Case.GENITIVE]


@dataclass(frozen=True, slots=True)
class Mention:
    """One settlement named in a text: `text[start:end] == surface`; names are in the nominative.

    `region` and `country` are empty when several settlements bear the name and none of them is
    clearly the one meant.
    """

    start: int
    end: int
    surface: str
    nominative: str
    region: str = ""
    country: str = ""


def mentions(text: str) -> list[Mention]:
    """Return every settlement mention of `text` in reading order.

    Takes time in proportion to the text. Regions («Архангельская область»), streets, persons and
    names in quotation marks are no mentions.

    >>> [found.nominative for found in mentions("Гости из Иванова и Шуи, А. Иванова")]
    ['Иваново', 'Шуя']
    """
    read = fix_lookalikes(text) if _MIXED.search(text) else text
    return [_mention(text, match) for match, is_accepted in _judged(read) if is_accepted]


def possible_mentions(text: str) -> list[Mention]:
    """Return the names of larger towns that `mentions` passes over as doubtful.

    They may be other words («Орёл», «Калуга», «Владимир»); who knows more of the sentence decides.

    >>> [found.nominative for found in possible_mentions("Хозяйкой форума стала Калуга.")]
    ['Калуга']
    """
    read = fix_lookalikes(text) if _MIXED.search(text) else text
    return [
        _mention(text, match)
        for match, is_accepted in _judged(read)
        if not is_accepted
        and match.population >= _DOUBTFUL_POPULATION
        and not _is_person(read, match)
        and not _is_adjective_of_noun(read, match)
    ]


@lru_cache(maxsize=16)
def _judged(text: str) -> tuple[tuple[NameMatch, bool], ...]:
    """Return the known forms of a text and whether each is a settlement; kept for both askers."""
    candidates = _candidates(text)
    accepted = [_is_clear(text, match) for match in candidates]
    _spread_through_lists(text, candidates, accepted)
    return tuple(zip(candidates, accepted, strict=True))


@cache
def _words(group: str) -> frozenset[str]:
    rows = {row["group"]: row["words"] for row in table_rows("context_words.csv")}
    return frozenset(rows[group].split())


def _candidates(text: str) -> list[NameMatch]:
    """Return known forms that begin with a capital and are not part of something else."""
    found: list[NameMatch] = []
    end = 0
    for capital in _CAPITAL.finditer(text):
        if capital.start() < end:
            continue
        match = name_at(text, capital.start())
        if match is not None and not _is_excluded(text, match) and not _is_region(text, match):
            found.append(match)
            end = match.end
    return found


def _is_region(text: str, match: NameMatch) -> bool:
    """Tell whether the name means a region or a country, though a settlement bears it too."""
    is_land = name_key(match.name) in _lands()
    return is_land and _word_before(text, match.start) not in _words("marker")


@cache
def _lands() -> frozenset[str]:
    areas = [subject for subject in subjects() if subject.kind != "город"]
    names = [part for subject in areas for part in subject.name.split(" - ")]
    cores = [subject.core for subject in areas]
    return frozenset(map(name_key, (*names, *cores, *country_names().values())))


def _is_excluded(text: str, match: NameMatch) -> bool:
    """Tell whether the name is a street's, a quoted title or a part of a longer word."""
    after = text[match.end : match.end + 1]
    if after.isalnum() or (after == "-" and text[match.end + 1 : match.end + 2].isalpha()):
        return True
    if text[match.start - 1 : match.start] in ("«", '"', "„", "“") and after in (
        "»",
        '"',
        "“",
        "”",
    ):
        return _word_before(text, match.start - 1) not in _words("marker")
    return _word_before(text, match.start) in _words("street")


def _word_before(text: str, position: int) -> str:
    found = _WORD_BEFORE.match(text[max(0, position - _LOOK_BACK) : position][::-1])
    return found[1][::-1].lower() if found else ""


def _is_clear(text: str, match: NameMatch) -> bool:
    """Tell whether the match is a settlement by itself or by what stands directly beside it."""
    before = _word_before(text, match.start)
    if before in _words("marker") or before in _words("marker_plural"):
        # «С. Пушкина» is a person, «с. Пушкино» a village.
        return not _INITIALS_BEFORE.search(text, max(0, match.start - 4), match.start)
    if match.doubt is Doubt.NONE:
        return match.population >= _SURE_POPULATION
    if _fills_its_cell(text, match):
        return match.population >= _DOUBTFUL_POPULATION
    if match.population < _DOUBTFUL_POPULATION or _is_person(text, match):
        return False
    if _is_adjective_of_noun(text, match):
        return False
    if before in _words("whereto"):
        return match.may_stand_in(*_WHERE)
    return before in _words("governing") and match.may_stand_in(_WHOSE)


def _fills_its_cell(text: str, match: NameMatch) -> bool:
    """Tell whether a nominative is all that stands in its line or table cell: «⇥Владимир⇥»."""
    if not match.may_stand_in(0):
        return False
    starts = _CELL_START.search(text, max(0, match.start - 4), match.start)
    return bool((starts or match.start == 0) and _CELL_END.match(text, match.end))


def _is_person(text: str, match: NameMatch) -> bool:
    """Tell whether initials or another name beside the match make it a person's name."""
    if _INITIALS_BEFORE.search(text, max(0, match.start - 4), match.start):
        return True
    if _INITIALS_AFTER.match(text, match.end):
        return True
    after = _WORD_AFTER.match(text, match.end)
    if after is None or _OF_REGION.match(text, match.end):
        return False
    return match.doubt is Doubt.PERSON and after[1][0].isupper()


def _is_adjective_of_noun(text: str, match: NameMatch) -> bool:
    """Tell whether the match is the adjective of a noun after it: «Железнодорожного района»."""
    if not _ADJECTIVAL.search(text[match.start : match.end]):
        return False
    if _SHARED_NOUN.match(text, match.end):
        return True
    after = _WORD_AFTER.match(text, match.end)
    return after is not None and not _ends_name(after[1])


@lru_cache(maxsize=4096)
def _ends_name(word: str) -> bool:
    """Tell whether no noun can begin with a word: «в Слободском состоялся», «в Мирном и»."""
    if word in ("и", "или", "в", "на", "с", "по", "для"):
        return True
    found = readings(word)
    return word.islower() and bool(found) and ("VERB" in found[0].tag or "PRTS" in found[0].tag)


def _spread_through_lists(text: str, candidates: list[NameMatch], accepted: list[bool]) -> None:
    """Accept doubtful names that stand in a list beside accepted ones, in both directions."""
    last = len(candidates) - 1
    for step, order in ((-1, range(1, last + 1)), (1, range(last - 1, -1, -1))):
        for index in order:
            neighbour = candidates[index + step]
            if accepted[index] or not accepted[index + step]:
                continue
            first, second = sorted((candidates[index], neighbour), key=lambda match: match.start)
            is_listed = _LIST_GAP.fullmatch(text, first.end, second.start)
            if is_listed and _may_be_listed(text, candidates[index], neighbour):
                accepted[index] = True


def _may_be_listed(text: str, match: NameMatch, neighbour: NameMatch) -> bool:
    if match.population < _SURE_POPULATION or _is_person(text, match):
        return False
    if _is_adjective_of_noun(text, match):
        return False
    return bool({form.case for form in match.forms} & {form.case for form in neighbour.forms})


def _mention(text: str, match: NameMatch) -> Mention:
    settlement, is_sure = choose(settlements_named(match.name))
    known = settlement if is_sure else None
    return Mention(
        start=match.start,
        end=match.end,
        surface=text[match.start : match.end],
        nominative=match.name,
        region=known.region if known else "",
        country=known.country if known else "",
    )
