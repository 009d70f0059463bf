"""Paragraphs of a real report become phrases that print the same words from facts."""

from functools import cache

import pytest
from tests.planbook.narrative.gold import facts_of, paragraphs, rows, sheets, told_elsewhere

from planbook.narrative import (
    Amount,
    Binding,
    BoundFact,
    EventSheet,
    Hedge,
    Name,
    NameKind,
    ReportSheet,
    bind,
    render,
)
from planbook.narrative.binding import MAX_TEXT

pytestmark = pytest.mark.core

PARAGRAPHS, SHEETS, ROWS = paragraphs(), sheets(), rows()
NUMBERS = sorted({row.paragraph for row in ROWS})
# What the report says in no words of its own: the year behind «в этом году», the mixed mode behind
# «по вкс подключились»; the name of a university written with a capital only there.
LEFT = [(20, "planned-date"), (23, "organiser"), (26, "mode")]
# Host cities named only inside «Администрация Нарьян-Мара», «Администрация города Тихвина».
COVERED = [(30, "host"), (46, "host")]


@cache
def _bound(number: int) -> Binding:
    facts = [facts_of(row, SHEETS[number]) for row in ROWS if row.paragraph == number]
    return bind(PARAGRAPHS[number - 1], facts, SHEETS[number])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_bound_paragraph_prints_the_same_words(number: int) -> None:
    rendered = render(_bound(number).template, SHEETS[number])

    assert (rendered.text, rendered.missing) == (PARAGRAPHS[number - 1], ())


def test_how_many_facts_of_the_report_are_bound() -> None:
    left, covered, bound = [], [], 0
    for number in NUMBERS:
        chosen = [row for row in ROWS if row.paragraph == number]
        binding = _bound(number)
        bound += len(binding.bound)
        left += [(number, chosen[index].type) for index in binding.left]
        covered += [(number, chosen[index].type) for index in binding.covered]

    assert (bound, left, covered) == (98, LEFT, COVERED)


def test_reports_of_others_are_bound_word_for_word() -> None:
    told = told_elsewhere()
    total, bound = 0, 0
    for text, sheet, facts in told:
        binding = bind(text, facts, sheet)
        assert render(binding.template, sheet).text == text
        total += len(facts)
        bound += len(binding.bound) + len(binding.covered)

    assert len(told) > 90
    assert bound / total > 0.9


def test_words_of_a_list_lead_to_every_city() -> None:
    sheet = SHEETS[46]

    spans = render(_bound(46).template, sheet).spans

    cities = [span.text for span in spans if span.fact and span.fact.field == "participants"]
    assert cities == [
        *("Великого Устюга", "Владимира", "Калининграда", "Коряжмы", "Костромы", "Петрозаводска"),
        *("Пскова", "Рыбинска", "Северодвинска", "Смоленска", "Тихвина", "Череповца", "Шуи"),
        "Ярославля",
    ]


EVENT = EventSheet(
    "1",
    "Семинар",
    hosts=(Name("Котлас"),),
    participants=(Name("Шуя"), Name("Котлас"), Name("Тверь"), Name("Псков")),
    counts=(Amount(300, "people", hedge=Hedge.MORE),),
)


def test_a_list_in_another_order_is_bound_in_pieces() -> None:
    fact = BoundFact("participants", ("Шуя", "Котлас", "Тверь", "Псков"))

    binding = bind("Были из Твери и Пскова, Котласа, Шуи.", [fact], EVENT)

    assert binding.template == ("Были {участники:№3-4 из}, {участники:№2 род}, {участники:№1 род}.")
    assert binding.bound == (0,)


def test_a_long_list_in_quite_another_order_is_bound() -> None:
    names = [row.value for row in ROWS if row.type == "participants"]
    cities = sorted({city for one in names for city in one.split(";")})
    event = EventSheet("1", "Семинар", participants=tuple(map(Name, cities)))
    told = cities[::-1]

    binding = bind(f"Были: {', '.join(told)}.", [BoundFact("participants", tuple(cities))], event)

    assert len(cities) > 30
    assert (binding.bound, binding.template.count("{")) == ((0,), len(cities))


def test_letters_yo_may_be_written_either_way() -> None:
    event = EventSheet("1", "Слёт", hosts=(Name("Щёлково"),))
    fact = BoundFact("host", ("Щёлково",))

    assert bind("Слет в Щелкове", [fact], event).template == "{название:без-ё} {город:в без-ё}"
    assert bind("Слёт в Щёлкове", [fact], event).template == "{название} {город:в}"


def test_places_of_facts_tell_which_word_is_meant() -> None:
    text = "Котлас встретил гостей. " + "Были доклады. " * 9 + "Следующий семинар примет Котлас."
    start = text.rindex("Котлас")

    binding = bind(text, [BoundFact("host", ("Котлас",), start=start, end=start + 6)], EVENT)

    assert binding.template.endswith("примет {город}.")
    assert binding.template.startswith("Котлас встретил")


def test_words_that_no_field_prints_stay_and_are_told() -> None:
    facts = [BoundFact("host", ("Котлас",)), BoundFact("count-people", (), 300), BoundFact("?")]

    binding = bind("Семинар в г.Котласс, человек 300 с лишним [1].", facts, EVENT)

    assert (binding.bound, binding.left) == ((1,), (0, 2))
    assert binding.template == (
        r"{название} в г.Котласс, человек {человек:число без-оценки} с лишним \[1\]."
    )


def test_a_part_of_a_word_is_never_bound() -> None:
    binding = bind("Шуянин из Шуи-2", [BoundFact("participants", ("Шуя",))], EVENT)

    assert (binding.bound, binding.left) == ((), (0,))


def test_a_title_with_case_and_an_exchange_of_a_report() -> None:
    organiser = Name("Союз городов", NameKind.ORGANIZATION)
    event = EventSheet("1", "Круглый стол «Города»", organisers=(organiser,))
    text = "Участники круглого стола «Города» благодарны Союзу городов."

    binding = bind(text, [BoundFact("organiser", ("Союз городов",))], event)

    assert binding.template == "Участники {название:род строчная} благодарны {организаторы:дат}."
    assert bind(
        text, [BoundFact("host", ("Шуя",))], ReportSheet("r", "Союз городов", "2024")
    ).left == (0,)


def test_a_text_without_end_stays_as_it_is() -> None:
    binding = bind("а" * (MAX_TEXT + 1), [BoundFact("host", ("Котлас",))], EVENT)

    assert (binding.left, len(binding.template)) == ((0,), MAX_TEXT)
