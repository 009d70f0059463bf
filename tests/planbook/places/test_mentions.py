"""Mentions: the report of the gold table, and names that are something else."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.places import Mention, mentions

pytestmark = pytest.mark.core

CORPUS = Path(__file__).parents[2] / "corpus"


def test_mentions_of_the_report_equal_gold() -> None:
    report = CORPUS / "sgcszr-report-2024" / "source.txt"
    with report.open(encoding="utf-8", newline="") as file:
        text = file.read()
    with (CORPUS / "gold" / "report_mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    found = mentions(text)

    assert [(one.start, one.end, one.surface, one.nominative) for one in found] == [
        (int(row["start"]), int(row["end"]), row["surface"], row["nominative"]) for row in rows
    ]


SENTENCES = [
    ("Гости из Вологды и Череповца", ["Вологда", "Череповец"]),
    ("состоялось в Великом Новгороде", ["Великий Новгород"]),
    ("спортсмены Вел. Новгорода, г. Кирова", ["Великий Новгород", "Киров"]),
    ("в Вел. Новгород приехали", ["Великий Новгород"]),
    ("в Санкт- Петербурге", ["Санкт-Петербург"]),
    (
        "делегация из Боровичей, Старой Руссы и Великих Лук",
        ["Боровичи", "Старая Русса", "Великие Луки"],
    ),
    ("город Мирный", ["Мирный"]),
    ("команды Вологды, Иванова, Владимира", ["Вологда", "Иваново", "Владимир"]),
    ("во Владимире и в Орле", ["Владимир", "Орёл"]),
    ("городов Шуи, Кирова и Орла", ["Шуя", "Киров", "Орёл"]),
    ("мэр Владимира и глава Иванова", ["Владимир", "Иваново"]),
    ("ВОЛОГДА И ЧЕРЕПОВЕЦ", ["Вологда", "Череповец"]),
    ("город Bологда", ["Вологда"]),
    ("трасса Ростов-на-Дону, Комсомольск-на-Амуре", ["Ростов-на-Дону", "Комсомольск-на-Амуре"]),
    ("в Нур-Султане и Сухуме", ["Нур-Султан", "Сухум"]),
    ("1\tВладимир\t1000 лет\n2\tГрозный\t200 лет", ["Владимир", "Грозный"]),
    # not settlements
    ("поездка в Крым, делегация Алании и Якутии", []),
    ("Председатель\tИванов Владимир\t", []),
    ("Архангельской области и Вологодской области", []),
    ("Владимир Путин и Сергей Иванов", []),
    ("доклад А. С. Пушкина и И.И. Иванова", []),
    ("имени Кирова, улица Пушкина, проспект Гагарина", []),
    ("ул. Вологда, площадь Москва", []),
    ("гостиница «Москва» и кинотеатр «Вологда»", []),
    ("Железнодорожного и Октябрьского районов", []),
    ("Приморского и Пинежского районов Архангельской области", []),
    ("мирный договор, орёл и союз", []),
    ("Союз городов Центра", []),
    ("Москва-река", []),
    ("Орёл сидел на ветке", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), SENTENCES)
def test_mentions_tell_towns_from_other_words(text: str, names: list[str]) -> None:
    assert [found.nominative for found in mentions(text)] == names


def test_mentions_name_the_region_where_it_is_clear() -> None:
    assert mentions("г. Киров и г. Железногорск") == [
        Mention(3, 8, "Киров", "Киров", "Кировская область", "Россия"),
        Mention(14, 26, "Железногорск", "Железногорск"),
    ]


WORDS = st.sampled_from(
    ["Вологда", "Иванова", "г. ", "в ", "«", "»", ", ", " и ", "Орла", "С.", "- ", "Вел. Новгород"]
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=10).map("".join)))
def test_mentions_stand_in_order_inside_the_text(text: str) -> None:
    found = mentions(text)

    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
