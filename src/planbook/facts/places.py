"""Places of a sentence and the lists they make: cities, districts, with what surrounds them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from planbook.facts.odd_places import (
    called_after,
    districts_behind,
    marked_unknown,
    saint,
    towns_in_row,
)
from planbook.facts.spans import CITY, DISTRICT, REGION, UNKNOWN, PlaceList, PlaceSpan, called
from planbook.facts.words import are_people, is_verb
from planbook.language import Case, place_name_from_form
from planbook.language.morphology import readings
from planbook.places.districts import find_districts
from planbook.places.gazetteer import form_index, name_key
from planbook.places.mentions import mentions, possible_mentions
from planbook.places.regions import find_regions
from planbook.places.subjects import country_names

__all__ = [
    "CITY",
    "DISTRICT",
    "REGION",
    "UNKNOWN",
    "PlaceList",
    "PlaceSpan",
    "find_lists",
    "find_places",
    "stands_in",
]

_MARKER = (
    r"(?:(?!с\.?\s?-?петербург)(?:г|гг|гор|с|п|пос|пгт|р\. ?п)\.\s?"
    r"|(?:город|посел[ок]к|пос[её]лк|сел)\w{0,3}\s+|ЗАТО\s+|МО\s+)?"
)
_GAP = re.compile(
    r"\s*(?:,\s*а\s+также|,|;|\sа\s+также|\sи|/|\sплюс)\s*(?:(?:и|из|от)\s+)?(?:сам(?:ого|ой|ому|у|а)?\s+)?"
    + _MARKER
    + r"[«\"]?",
    re.IGNORECASE,
)
# «Рязани (12 человек), Калуги»
_CLOSING = re.compile(
    r"[»\"]?(?:\s?\((?:\d[^()]{0,40}|(?:Респ|Росс|Белар|Белор|Польш|Казах|Монг|Кита|Абхаз|Южн|[А-ЯЁ][а-яё]+(?:ая|ий|ое|ый)\s(?:обл|кра|респ|нар|авт|Нар|Респ|окр))[^()]{0,40}|[А-ЯЁ][а-яё]+(?:ия|ь|ан|ша|на|ва))\))?"
)
_HEAD = re.compile(r"(?<=[а-яё:–—(]\s)([А-ЯЁ][а-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?)(?:,|\sи)\s$")
_OPEN_END = re.compile(
    r"\s*,?\s+(?:и\s+)?(?:мног\w+\s+)?(?:друг\w+|др\b\.?|ины\w+|т\.\s?д\.)|\s*…|\.\.\."
)
_UNKNOWN_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?:\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)?")
_REGION_HINT = re.compile(
    r"област|кра[йяюе]|[Рр]еспублик|автономн|Югр|\bКоми\b|обл\.|Карели|Удмурт|Чуваш|Татар"
)
_OFFICIAL = re.compile(
    r"Глав|Председ|Директор|Замест|Секц|Союз|Ассоциац|Росси|Федерац|Центр|Северо"
)
_CITY_AFTER = re.compile(
    r"(?:(?<!\w)(?:стал[аио]?|станет|станут|ждет|ждёт|зовет|принял[аи]?|примет|приняло|принимал[аи]?|встретил[аи]?|встречал[аи]?"
    r"|получил[аи]?|занял[аи]?|завоевал[аи]?|одержал[аи]?|представил[аи]?|поделил\w+|рассказал[аи]?|обойдя|опередив|[Вв]место|взамен|предоставил[аи]?|выделил[аи]?|определен[аы]?|явил\w{2,4}|служил[аи]?|победил[аи]?|первенствовал[аи]?|достал[аио]\w*|взял[аи]?|вышл[аи]|вышел"
    r"|выбран[аы]?|назван[аы]?|передан[аоы]?|предложил[аи]?\s+принять|принять|провести|готов[аы]?|команд\w{1,3}|сборн\w{2,3}|у|сборной|администраци\w|мэри[яи]|дворца|город\w{0,3})"
    r"|(?:соглас\w+|предложил\w*|вызвал\w*|взял\w*|намерен\w*|отказал\w+|претендует|подал[аи]?|именно)(?:\s[^.,;:«»]{0,60})?"
    r"|(?:перв|втор|трет|четверт)[а-я]{1,3}\s*[–—-]|на\s+(?:перв|втор|трет)[а-я]{1,3}(?:\s+(?:месте|строчке|ступени|позиции|ступень|строчку))?|[–—-]\s+за"
    r"|(?:представил|поделил|рассказал|доложил|докладывал|сообщил|делил|озвучил|презентовал|высказал|выступил|брал|взял)(?:и|ись)|мест[оауе]м?\s*(?:[–—:-]|у)|(?:золот|серебр|бронз)\w+\s*(?:[–—:-]|у))\s+(?:город\s+|г\.\s*)?$",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(r"(?:[:–—(]|\s-|\d\))\s*$")
_MARK_AFTER = re.compile(r"\s*(?:[,;.()–—]|$)")
_OFFICE = re.compile(
    r"управлени|отдел|комитет|департамент|дум[ыау](?!\w)|музе[яею]|глав[аеуы]|главой|мэр|градоначальник|архитектор|депутат|представител|жител"
)
_WORD_BEFORE = re.compile(r"(?<!\w)([а-яё]{3,})\s+$")
_WORD_AFTER = re.compile(r"\s+([а-яё]+)")
_WHERE = re.compile(r"(?<!\w)[Вв]о?\s+$")
_AFTER_NAME = re.compile(r"[»\"]\s*(?:[–—-]|\()\s*(?:во?\s+)?(?:г\.\s*|город\w*\s+)?$")
_LIKE_ADJECTIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|ы|и)$")
_CITY_BEFORE = re.compile(
    r"\s+(?:[а-яё]+\s+){0,2}(?:занял[аи]?|стал[аи]?|принял[аи]?|приняла|примет|завоевал[аи]?|получил[аи]?|победил[аи]?"
    r"|станет|станут|ждет|подал[аи]?|претендует|предложил[аи]?|согласил\w+|готов[аы]?|намерен[аы]?|организует|проведет|проводил[аи]?|принимал[аи]?|отозвал[аи]?|отказал\w+|встретил[аи]?|собрал[аи]?|провел[аи]?|снял[аи]?|не\s+смог\w*|обыграл\w*|переиграл\w*|обош[её]?л\w*|опередил\w*|уступил\w*|одолел\w*|взял[аи]?|завершил\w*|оказал\w+)(?!\w)"
    r"|\s+(?:перв|втор|трет)(?:ый|ий|ая|ья|ое|ье)(?!\w)|,\s*где\s|\s*[–—(-]\s*(?:\d|перв|втор|трет|I|золот|серебр|бронз)|,\s*(?:которы[йе]|ранее|прежде|сначала|первоначально|желавш\w+|претендовавш\w+|претендующ\w+|собиравш\w+|планировавш\w+|заявивш\w+|котор[ао][яе])\s"
)
# «и Новомальтинска Усольского района»
_NO_TOWNS = frozenset(
    {
        "Урал",
        "Юг",
        "Север",
        "Восток",
        "Запад",
        "Сибирь",
        "Поволжье",
        "Кубань",
        "Кавказ",
        "Приморье",
        "Заполярье",
        "Арктика",
    }
)
_MARKED_TOWN = re.compile(r"(?:г\.|город[ае]?|селе?|поселке?|посёлке?)\s*$")
_MOST_UNKNOWN, _SURE_LIST = 12, 3
# «5 мая, Муром», «Муром, 5 мая»: a day right beside a name in an item without a verb.
_MONTH_WORD = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
_DAY_BESIDE = re.compile(
    rf"(?:\d\s+{_MONTH_WORD}(?:\s+20\d\d(?:\s+года|\s*г\.)?)?|\.20\d\d)\s*[,(–—-]\s*(?:[А-ЯЁ][а-яё-]+\s+и\s+)?$",
    re.IGNORECASE,
)
_BESIDE_DAY = re.compile(
    rf"(?:\s+и\s+[А-ЯЁ][а-яё-]+)?\s*[,(]\s*\d{{1,2}}(?:\s*[–—-]\s*\d{{1,2}})?(?:\.\d\d|\s+{_MONTH_WORD})"
)
_FIELD_BEFORE = re.compile(r"(?:^|[,(:.;]|\s[–—-])\s*$")
_FIELD_AFTER = re.compile(r"\s*(?:[,;:.()]|[–—-]\s|$)|\s+и\s+[А-ЯЁ]")
_DAY_AND_NAME = re.compile(
    rf"\d\s+{_MONTH_WORD}(?:\s+20\d\d(?:\s+года|\s*г\.)?)?\s*[,(–—-]\s*[А-ЯЁ]|[а-яё]\s*[,(]\s*\d{{1,2}}(?:\s*[–—-]\s*\d{{1,2}})?\s+{_MONTH_WORD}"
)
_TAIL_GAP = re.compile(r"(?:,\s+|\s+и\s+|,\s+а\s+также\s+)" + _MARKER)
_TAIL_END = re.compile(r"\s*(?:[.;),]|$)|\s+и\s")
_CASE_NUMBER = {case: number for number, case in enumerate(Case)}


def find_places(text: str, *, is_telling: bool = False) -> list[PlaceSpan]:
    """Return cities, districts and regions of a text in order, none inside another.

    Names that are words too («Орёл») count where `is_telling` and a city is asked for there.
    """
    found = [PlaceSpan(one.start, one.end, one.name, DISTRICT) for one in find_districts(text)]
    if _REGION_HINT.search(text):
        found += [
            PlaceSpan(one.start, one.end, one.name, REGION)
            for one in find_regions(text).regions
            if not one.is_weak
        ]
    found += [
        PlaceSpan(one.start, one.end, called(one.nominative, one.surface), CITY)
        for one in mentions(text)
        if one.nominative not in _NO_TOWNS or _MARKED_TOWN.search(text, 0, one.start)
    ]
    if is_telling:
        found += _asked_for(text, [one for one in found if one.kind == CITY])
    found += called_after(text)
    found += towns_in_row(text)
    found += districts_behind(text)
    found += marked_unknown(text)
    found += saint(text)
    found.sort(key=lambda one: (one.start, -one.end, one.kind != DISTRICT))
    return _apart(found)


def _asked_for(text: str, known: Sequence[PlaceSpan]) -> Iterator[PlaceSpan]:
    """Yield doubtful names where only a city fits: «стала Калуга», «Орёл занял», «– у Кирова»."""
    last = -1
    starts = [one.start for one in known]
    ends = [one.end for one in known]
    for one in possible_mentions(text):
        is_next = last >= 0 and _GAP.fullmatch(text, last, one.start) is not None
        is_next = is_next or _is_listed(text, one.start, one.end, (starts, ends))
        before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 40]
        is_where = bool(_WHERE.search(before)) and _may_be_where(one.nominative, after)
        is_where = bool(is_where or _AFTER_NAME.search(before) or _is_alone(before, after))
        is_where = is_where or _is_beside_day(before, after)
        if is_next or is_where or _CITY_AFTER.search(before) or _CITY_BEFORE.match(after):
            last = one.end
            yield PlaceSpan(one.start, one.end, called(one.nominative, one.surface), CITY)


def stands_by_day(text: str) -> bool:
    """Tell whether a name may stand right beside a day: «5 мая, Муром»."""
    return _DAY_AND_NAME.search(text) is not None


def _is_beside_day(before: str, after: str) -> bool:
    """Tell whether a name is one field of an item, its day another: «5 мая, Муром – пробег»."""
    if _DAY_BESIDE.search(before) and _FIELD_AFTER.match(after):
        return True
    return bool(_FIELD_BEFORE.search(before) and _BESIDE_DAY.match(after))


def _may_be_where(name: str, after: str) -> bool:
    """Tell whether a name behind «в» is no adjective: «в Слободском прошёл»."""
    following = _WORD_AFTER.match(after)
    is_verb_next = following is not None and (
        is_verb(following[1]) or following[1] in ("в", "во", "с", "на")
    )
    return is_verb_next or not _LIKE_ADJECTIVE.search(name)


def _is_alone(before: str, after: str) -> bool:
    """Tell whether a name is all that a mark opens: «I – Орёл,», «волейболисты Ельца»."""
    if _MARK_BEFORE.search(before) and _MARK_AFTER.match(after):
        return True
    people = _WORD_BEFORE.search(before)
    return people is not None and (are_people(people[1]) or bool(_OFFICE.match(people[1])))


def _is_listed(text: str, start: int, end: int, known: tuple[Sequence[int], Sequence[int]]) -> bool:
    """Tell whether a doubtful name stands in one list with a known one: «Мыски, Юрга»."""
    starts, ends = known
    after = bisect_left(starts, end)
    before = bisect_right(ends, start) - 1
    if after < len(starts) and _GAP.fullmatch(text, end, starts[after]):
        return True
    return before >= 0 and bool(_GAP.fullmatch(text, ends[before], start))


def _apart(found: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    kept: list[PlaceSpan] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.end <= kept[-1].end or kept[-1].kind != CITY:
                continue
            kept.pop()
        kept.append(one)
    return kept


def find_lists(text: str, places: Sequence[PlaceSpan]) -> list[PlaceList]:
    """Join places into lists; a region beside its district or city is no member of its own."""
    lists: list[list[PlaceSpan]] = []
    pending: list[PlaceSpan] = _with_regions(text, places)
    for place in pending:
        between = _between(text, lists[-1][-1], place) if lists else None
        if between is None:
            lists.append([place])
        else:
            lists[-1] += [*between, place]
    return [_finished(text, group) for group in lists]


def _finished(text: str, group: list[PlaceSpan]) -> PlaceList:
    group = _with_head(text, group)
    end = max(group[-1].end, group[-1].until)
    group = _with_tail(text, group, end) if len(group) > 1 else group
    end = max(group[-1].end, group[-1].until)
    group = _as_written(text, group)
    return PlaceList(tuple(_with_shared_region(text, group)), bool(_OPEN_END.match(text, end)))


def _as_written(text: str, group: list[PlaceSpan]) -> list[PlaceSpan]:
    """Keep unknown names of a list in the nominative as they are: «Чердынь, Ныроб»."""
    known = [(text[one.start : one.end], one.name) for one in group if one.kind == CITY]
    is_named = any(
        stands_in(*one, Case.NOMINATIVE) and not stands_in(*one, Case.GENITIVE) for one in known
    )
    if not is_named:
        return group
    return [_nominative(text, one) for one in group]


def _nominative(text: str, place: PlaceSpan) -> PlaceSpan:
    """Read a member of a list in the nominative: «Печоры» there is no form of «Печора»."""
    surface = text[place.start : place.end]
    if place.kind == UNKNOWN:
        return replace(place, name=surface)
    if place.kind != CITY or stands_in(surface, place.name, Case.NOMINATIVE):
        return place
    forms = form_index().get(name_key(" ".join(surface.split())), ())
    names = [one.name for one in forms if one.case == _CASE_NUMBER[Case.NOMINATIVE]]
    return replace(place, name=called(names[0], surface)) if names else place


def _between(text: str, left: PlaceSpan, right: PlaceSpan) -> list[PlaceSpan] | None:
    """Return unknown names between two places of one list; None where no list goes on."""
    position = max(left.end, left.until)
    found: list[PlaceSpan] = []
    for _ in range(40):
        gap = _GAP.match(text, _CLOSING.match(text, position).end())  # type: ignore[union-attr]
        if gap is None:
            return None
        if gap.end() >= right.start:
            return found if gap.end() == right.start else None
        is_plain = text[left.start : left.end] == left.name
        name = _unknown_at(text, gap.end(), right.start, is_plain=is_plain)
        if name is None:
            return None
        found.append(name)
        position = name.end
    return None


def _with_tail(text: str, group: list[PlaceSpan], end: int) -> list[PlaceSpan]:
    """Add the last names of a list where no table knows them: «Бийска, Ховда и Льгова»."""
    kept = list(group)
    for _ in range(_MOST_UNKNOWN):
        gap = _TAIL_GAP.match(text, end)
        name = _unknown_at(text, gap.end(), len(text)) if gap else None
        if gap is None or name is None or not _TAIL_END.match(text, name.end):
            break
        if "," in gap[0] and (len(kept) < _SURE_LIST or " " in text[name.start : name.end]):
            break
        kept.append(name)
        end = name.end
    return kept


def _with_head(text: str, group: list[PlaceSpan]) -> list[PlaceSpan]:
    """Add a first name where no table knows it: «представили Костанай, Троицк и Тула»."""
    found = _HEAD.search(text, max(0, group[0].start - 60), group[0].start)
    name = _unknown_at(text, found.start(1), found.end(1)) if found else None
    if found is None or name is None or len(group) < 2 or group[0].kind != CITY:
        return group
    return [name, *group]


def _unknown_at(text: str, start: int, stop: int, *, is_plain: bool = False) -> PlaceSpan | None:
    found = _UNKNOWN_NAME.match(text, start, stop)
    if found is None or _OFFICIAL.match(found[0]) or _is_country(found[0]):
        return None
    name = found[0] if is_plain else place_name_from_form(found[0])
    return PlaceSpan(start, found.end(), name, UNKNOWN)


@lru_cache(maxsize=4096)
def _is_country(word: str) -> bool:
    lands = {name_key(name) for name in country_names().values()}
    return any(name_key(one.normal_form) in lands for one in readings(word)[:4])


def _with_regions(text: str, places: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Give a region that follows a district or city directly to it."""
    kept: list[PlaceSpan] = []
    for place in places:
        if place.kind == REGION and kept and kept[-1].kind in (DISTRICT, CITY):
            before = kept[-1]
            gap = text[before.end : place.start]
            if gap in {" ", " (", "("} or (gap.strip(" \n\t") in {"", "("} and len(gap) < 6):
                end = place.end + (text[place.end : place.end + 1] == ")" and "(" in gap)
                region = place.name if before.kind == DISTRICT else ""
                kept[-1] = replace(before, region=region, until=end)
                continue
        kept.append(place)
    return kept


def _with_shared_region(text: str, group: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Give the region after «Приморского и Пинежского районов» to both districts."""
    shared: list[PlaceSpan] = []
    region, is_next, place_edge = "", False, 0
    for place in reversed(group):
        if place.kind == DISTRICT and not place.region and is_next and place.end <= place_edge:
            place = replace(place, region=region)
        is_adjective = place.kind == DISTRICT and not re.search(
            r"(?:район|округ|улус|кожуун|р-н|р-он|поселени)\w{0,3}$|\b[МГ][РО]$",
            text[place.start : place.end],
        )
        if place.kind == DISTRICT and (place.region or is_adjective):
            region, is_next = place.region or region, True
        else:
            region, is_next = "", False
        place_edge = place.start
        shared.append(place)
    return shared[::-1]


def stands_in(surface: str, name: str, *cases: Case) -> bool:
    """Tell whether a written form of a settlement may be in one of the cases."""
    return bool(_cases_of(surface, name) & {_CASE_NUMBER[case] for case in cases})


@lru_cache(maxsize=4096)
def _cases_of(surface: str, name: str) -> frozenset[int]:
    forms = form_index().get(name_key(" ".join(surface.split())), ())
    return frozenset(form.case for form in forms if name in (form.name, called(form.name, surface)))
