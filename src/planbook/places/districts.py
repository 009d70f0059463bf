"""Districts and municipalities named in a cell: «Демидовский район», «ГО Карпинск»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADJECTIVE = (
    r"(?<![\w-])[А-ЯЁ][А-ЯЁа-яё]{1,40}(?:-[А-ЯЁа-яё]{2,40}){0,3}"
    r"(?:[иы]й|ой|[ое]го|[ое]му|[иы]м|[ое]м|[иы]е|[иы]х|ое)"
)
_NOUN = (
    r"(?P<noun>(?:(?:муниципальн|городск|сельск|внутригородск)\w{2,3}\s+)?(?:район(?!н)\w{0,3}|округ\w{0,3}"
    r"|улус\w{0,3}|кожуун\w{0,3}|аймак\w{0,3}|поселени\w{1,3}|р-н\w?\b|р-он\w?\b)|МР\b|ГО\b|МО\b|м\.\s?р-н\w?|м\.\s?о\.|г\.\s?о\.|[сг]\.?\s?/?\s?п\b\.?|с/с\b)"
)
_AFTER_NAME = re.compile(
    rf"(?:\bМО\s+)?(?P<names>{_ADJECTIVE}(?:(?:\s*,\s*|\s+и\s+|\s*,\s*и\s+){_ADJECTIVE}){{0,40}})\s+{_NOUN}"
)
_SEAT_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?:\s+[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)?"
_BEFORE_NAME = re.compile(
    r"(?:\bМО\s+)?(?P<noun>(?:городск\w{2,3}|муниципальн\w{2,3})\s+(?:округ|район|образовани)\w{0,3}"
    r"|\bГО|\bг\.\s?о\.|\bм\.\s?[ро]\.|\bМО|\bМР)"
    rf"\s*[«\"]?(?P<seat>(?:[Гг]ород|г\.|ЗАТО)\s*)?(?P<name>{_SEAT_NAME})"
)
_NOUN_AFTER = re.compile(
    r"\s+(?:област|кра[йяею](?!\w)|республик|муниципальн|городск|район|округ|р-н|сельск)"
)
_ONE = re.compile(_ADJECTIVE)
# Federal districts and autonomous areas are no districts of this level.
_NOT_A_DISTRICT = re.compile(r"федеральн|автономн|военн|избирательн|учебн", re.IGNORECASE)
# «Пржевальское, Демидовский район»: a noun in the singular belongs to the last adjective only.
_SINGULAR = re.compile(
    r"(?:(?:район|улус|кожуун|аймак)(?:а|у|ом|е)?|округ(?:у|ом|е)?|р-н|р-он|поселение)$|^(?:М[РО]|ГО|м\.|г\.|с)"
)
_AND = re.compile(r"\sи\s")
_GENERIC = re.compile(r"(?:сельск|городск|муниципальн|областн|все\b|свои|други)", re.IGNORECASE)
_NOUN_STEMS = (
    (re.compile(r"муниципальн\w+\s+район|МР\b|м\.\s?р", re.I), "муниципальный район"),
    (re.compile(r"муниципальн\w+\s+округ|МО\b|м\.\s?о", re.I), "муниципальный округ"),
    (re.compile(r"муниципальн\w+\s+образовани", re.I), "муниципальное образование"),
    (re.compile(r"городск\w+\s+округ|ГО\b|г\.\s?о", re.I), "городской округ"),
    (re.compile(r"городск\w+\s+район", re.I), "городской район"),
    (re.compile(r"городск\w+\s+поселени|г\.?\s?/?\s?п", re.I), "городское поселение"),
    (re.compile(r"сельск\w+\s+поселени|с\.?\s?/?\s?п", re.I), "сельское поселение"),
    (re.compile(r"сельск\w+\s+округ", re.I), "сельский округ"),
    (re.compile(r"с/с", re.I), "сельсовет"),
    (re.compile(r"поселени", re.I), "поселение"),
    (re.compile(r"округ", re.I), "округ"),
    (re.compile(r"улус", re.I), "улус"),
    (re.compile(r"кожуун", re.I), "кожуун"),
    (re.compile(r"аймак", re.I), "аймак"),
    (re.compile(r"р-о?н|район", re.I), "район"),
)
_STRESSED_STEMS = frozenset({"донск", "заводск", "слободск", "полевск", "городск", "луговск"})
_HISSING_OR_BACK = "гкхжшчщ"


@dataclass(frozen=True, slots=True)
class DistrictFound:
    """A district at a place of the text, in the nominative; `seat` the town in its name."""

    start: int
    end: int
    name: str
    seat: str = ""


def find_districts(text: str) -> tuple[DistrictFound, ...]:
    """Return the districts a cleaned text names, each of an elliptic list by itself.

    >>> [found.name for found in find_districts("Боровичского и Старорусского районов")]
    ['Боровичский район', 'Старорусский район']
    """
    found = [*_named_after(text), *_named_before(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def _named_after(text: str) -> Iterator[DistrictFound]:
    for match in _AFTER_NAME.finditer(text):
        if _NOT_A_DISTRICT.search(match[0]) or _GENERIC.match(match["names"]):
            continue
        noun = _nominative_noun(match["noun"])
        adjectives = list(_ONE.finditer(text, match.start("names"), match.end("names")))
        if _SINGULAR.search(match["noun"]) and not _AND.search(match["names"]):
            adjectives = adjectives[-1:]
        for adjective in adjectives:
            end = match.end() if adjective is adjectives[-1] else adjective.end()
            is_first = adjective.start() == match.start("names")
            start = match.start() if is_first else adjective.start()
            name = f"{nominative_adjective(adjective[0], noun)} {noun}"
            yield DistrictFound(start, end, name)


def _named_before(text: str) -> Iterator[DistrictFound]:
    for match in _BEFORE_NAME.finditer(text):
        if _NOUN_AFTER.match(text, match.end()):
            continue
        noun = _nominative_noun(match["noun"].replace("МО", "муниципальное образование"))
        end = match.end() + (text[match.end() : match.end() + 1] in ("»", '"'))
        if _ONE.fullmatch(match["name"]) and not match["seat"]:
            # «МР «Удорский»»: the adjective goes before the noun.
            yield DistrictFound(match.start(), end, f"{match['name']} {noun}")
            continue
        seat = "город " if match["seat"] else ""
        yield DistrictFound(match.start(), end, f"{noun} {seat}{match['name']}", match["name"])


def _nominative_noun(noun: str) -> str:
    return next((name for pattern, name in _NOUN_STEMS if pattern.match(noun)), noun)


def nominative_adjective(word: str, noun: str) -> str:
    """Return the adjective of a district in the nominative that its noun asks for.

    >>> nominative_adjective("Заречного", "район"), nominative_adjective("Заводского", "район")
    ('Заречный', 'Заводской')
    """
    if noun.startswith(("поселение", "сельское", "городское", "муниципальное")):
        return re.sub(r"(?:[ое]го|[ое]му|[иы]м|[ое]м)$", "ое", word)
    if re.search(r"[иы]й$|ой$", word):
        return word
    stem = re.sub(r"(?:[ое]го|[ое]му|[иы]м|[ое]м|[иы]е|[иы]х|ое)$", "", word)
    if stem.lower() in _STRESSED_STEMS:
        return f"{stem}ой"
    return f"{stem}ий" if stem[-1:] in _HISSING_OR_BACK else f"{stem}ый"
