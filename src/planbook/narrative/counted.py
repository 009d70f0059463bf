"""Numbers with what is counted: «21 муниципального образования», «около четырёхсот спортсменов»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from planbook.language import Case, Gender, full_preposition, ordinal_words
from planbook.language.morphology import Parse, readings
from planbook.language.ordinals import MAX_ORDINAL
from planbook.narrative.numerals import (
    cardinal_ending,
    cardinal_words,
    noun_form,
    ordinal_ending,
)
from planbook.narrative.options import HEDGE_WORDS, Options
from planbook.narrative.sheets import Amount, Hedge
from planbook.text import format_roman

UNITS = {
    "people": "человек",
    "athletes": "спортсменов",
    "delegations": "делегаций",
    "municipalities": "муниципальных образований",
    "cities": "городов",
    "teams": "команд",
    "works": "работ",
    "participants": "участников",
    "events": "мероприятий",
}
_MAN = (
    ("человек", "человека", "человеку", "человека", "человеком", "человеке"),
    ("люди", "человек", "человекам", "человек", "людьми", "человеках"),
)
_THAN = {"~": "примерно", ">": "более чем", ">=": "не менее чем", "<": "менее чем"}
_DIRECT = (Case.NOMINATIVE, Case.ACCUSATIVE, Case.GENITIVE)


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun beside a number, with what the number agrees in."""

    text: str
    gender: Gender
    is_animate: bool


@lru_cache(maxsize=4096)
def counted_noun(genitive_plural: str, number: int, case: Case) -> CountedNoun:
    """Return what is counted in the form that stands after the number.

    >>> counted_noun("муниципальных образований", 21, Case.GENITIVE).text
    'муниципального образования'
    >>> counted_noun("муниципальных образований", 3, Case.NOMINATIVE).text
    'муниципальных образования'
    """
    noun_case, is_plural = noun_form(number, case)
    if genitive_plural == "человек":
        column = tuple(Case).index(noun_case)
        return CountedNoun(_MAN[is_plural][column], Gender.MASCULINE, True)
    words = genitive_plural.split(" ")
    for index, word in enumerate(words):
        noun = _reading(word, "NOUN")
        if noun is None:
            if _reading(word, "ADJF") is None:
                break
            continue
        gender = next((one for one in Gender if one.value in noun.tag), Gender.MASCULINE)
        is_animate = "anim" in noun.tag
        if noun_case is Case.GENITIVE and is_plural:
            return CountedNoun(genitive_plural, gender, is_animate)
        # «два муниципальных образования»: the adjective is in the plural, the noun is not.
        is_paucal = noun_case is not case and not is_plural
        number_mark = "plur" if is_plural else "sing"
        front = [
            _adjective(one, noun_case, gender, is_plural=is_plural or is_paucal)
            for one in words[:index]
        ]
        form = noun.inflect({noun_case.value, number_mark})
        middle = form.word if form else word
        return CountedNoun(" ".join([*front, middle, *words[index + 1 :]]), gender, is_animate)
    return CountedNoun(genitive_plural, Gender.MASCULINE, False)


def is_counted_noun(words: str) -> bool:
    """Tell whether words are a noun in the genitive plural with its adjectives.

    >>> [is_counted_noun(one) for one in ("педагогических работников", "городах", "из")]
    [True, False, False]
    """
    *front, noun = words.split(" ")
    likeliest = readings(noun)[:1]
    is_noun = bool(likeliest) and "NOUN" in likeliest[0].tag
    return (
        is_noun
        and _reading(noun, "NOUN") is not None
        and all(one == "и" or _reading(one, "ADJF") is not None for one in front)
    )


def amount_text(amount: Amount, options: Options) -> str:
    """Return a count with its hedge and unit, in the case and notation asked for.

    >>> amount_text(Amount(400, "athletes", hedge=Hedge.ABOUT), Options(notation="words"))
    'около четырёхсот спортсменов'
    >>> amount_text(Amount(14, "cities"), Options(preposition="в", case=Case.PREPOSITIONAL))
    'в 14 городах'
    """
    case = options.case or Case.NOMINATIVE
    hedge, is_than = _hedge(amount, options, case)
    if hedge and not is_than:
        case = Case.GENITIVE
    unit = amount.unit_text or UNITS.get(amount.unit, "")
    noun = counted_noun(unit, amount.number, case) if unit else None
    if options.part == "unit":
        return noun.text if noun else ""
    if noun and _is_living_object(amount.number, noun, case, options):
        noun = counted_noun(unit, amount.number, Case.GENITIVE)
    number = number_text(amount.number, _agreeing(options, noun, case), is_roman=False)
    thousands = _thousands(amount.number, case) if options.notation == "thousands" else ""
    if thousands:
        number, noun = thousands, counted_noun(unit, 1000, Case.GENITIVE) if unit else None
    words = [number] if options.part == "number" or noun is None else [number, noun.text]
    if options.preposition:
        words.insert(0, full_preposition(options.preposition, words[0]))
    return " ".join([hedge, *words] if hedge else words)


def number_text(number: int, options: Options, *, is_roman: bool) -> str:
    """Return a bare number: digits, words, Roman numerals, an ordinal with its ending.

    >>> number_text(20, Options(case=Case.GENITIVE, ending=1), is_roman=False)
    '20-ти'
    >>> number_text(30, Options(is_ordinal=True, ending=2), is_roman=False)
    '30-ый'
    """
    case, gender = options.case or Case.NOMINATIVE, options.gender or Gender.MASCULINE
    is_plain = not (options.is_ordinal or options.ending or options.notation)
    if number and (options.notation == "roman" or (is_roman and is_plain)):
        return format_roman(number) if number <= MAX_ORDINAL else str(number)
    if options.is_ordinal:
        return _ordinal(number, options, gender, case)
    if options.notation != "words" and not options.ending:
        return str(number)
    words = cardinal_words(number, case, gender, is_animate=bool(options.is_animate))
    return words if options.notation == "words" else f"{number}-{cardinal_ending(words)}"


def _is_living_object(number: int, noun: CountedNoun, case: Case, options: Options) -> bool:
    """Tell whether the accusative is that of «пригласить трёх человек»."""
    is_object = noun.is_animate and case is Case.ACCUSATIVE and 2 <= number <= 4
    return is_object and options.notation == "words"


def _thousands(number: int, case: Case) -> str:
    """Return «6 тысяч», «2,5 тысячи», empty where a number has no round thousands."""
    if number < 1000 or number % 100:
        return ""
    whole, rest = divmod(number, 1000)
    if rest:
        return f"{whole},{rest // 100} тысячи"
    return f"{whole} {counted_noun('тысяч', whole, case).text}"


def _ordinal(number: int, options: Options, gender: Gender, case: Case) -> str:
    if not 1 <= number <= MAX_ORDINAL:
        return str(number)
    words = ordinal_words(number, gender, case)
    if options.notation == "words":
        return words
    ending = words[-2:] if options.ending == 2 else ordinal_ending(words)
    return f"{number}-{ending}"


def _agreeing(options: Options, noun: CountedNoun | None, case: Case) -> Options:
    return Options(
        case=case,
        gender=options.gender or (noun.gender if noun else None),
        is_animate=noun.is_animate if noun else None,
        notation=options.notation,
        ending=options.ending,
        is_ordinal=options.is_ordinal,
    )


def _hedge(amount: Amount, options: Options, case: Case) -> tuple[str, bool]:
    """Return the word of uncertainty, and whether it is «более чем», which rules no case."""
    if amount.hedge is Hedge.EXACT or not options.has_hedge or options.part == "unit":
        return "", False
    if options.preposition or case not in _DIRECT:
        return _THAN[amount.hedge.value], True
    words = HEDGE_WORDS[amount.hedge.value]
    return options.hedge if options.hedge in words else words[0], False


def _reading(word: str, part: str) -> Parse | None:
    for one in readings(word):
        if part in one.tag and "gent" in one.tag and "plur" in one.tag:
            return one
    return None


def _adjective(word: str, case: Case, gender: Gender, *, is_plural: bool) -> str:
    reading = _reading(word, "ADJF")
    if reading is None:
        return word
    form = reading.inflect(
        {case.value, "plur"} if is_plural else {case.value, "sing", gender.value}
    )
    return form.word if form else word
