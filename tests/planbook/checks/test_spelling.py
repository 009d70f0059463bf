"""Rules of typing, on cells as they occur and on those that are right."""

import pytest
from tests.planbook.checks.drafts import event, found, plan_of

from planbook.checks import check_report
from planbook.documents import Paragraph
from planbook.findings import Repair

pytestmark = pytest.mark.core


def remarks(text: str, code: str) -> list[tuple[str, str] | None]:
    """Return the repairs a rule of text offers for one paragraph, None for a remark without."""
    told = [one for one in check_report([Paragraph(text)]) if one.code == code]
    return [(one.repair.before, one.repair.after) if one.repair else None for one in told]


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("до 2023года включительно", [("2023года", "2023 года")]),
        ("первый этап 15мая, второй 20мая", [("15мая,", "15 мая,"), ("20мая", "20 мая")]),
        ("в г.Шуя", [("г.Шуя", "г. Шуя")]),
        ("Площадь им.Ленина", [("им.Ленина", "им. Ленина")]),
        ("с.Львовское, ДК", [("с.Львовское,", "с. Львовское,")]),
        ("Организатор: ООН- Хабитат и ООН-Хабитат", [("ООН- Хабитат", "ООН-Хабитат")]),
        ("Санкт- Петербург", [("Санкт- Петербург", "Санкт-Петербург")]),
        ("октябрь- ноябрь", [("октябрь- ноябрь", "октябрь-ноябрь")]),
        (
            "Информационно- аналитических сборников",
            [("Информационно- аналитических", "Информационно-аналитических")],
        ),
        ("дети и образова- ния", [("образова- ния", "образования")]),
        ("«Москва- энергоэффективный город»", [None]),
        ("для населения -25", [("населения -25", "населения – 25")]),
        ("Вологда , Шуя", [("Вологда ,", "Вологда,")]),
    ],
)
def test_spacing_slip(text: str, repairs: list[tuple[str, str] | None]) -> None:
    assert remarks(text, "text.spacing") == repairs


@pytest.mark.parametrize(
    "text",
    [
        "2-й этап, 3х3, 1ого числа, 5G, 4К",
        "Санкт-\nПетербург",
        "члена - корреспондента",
        "2023 г. Собрание",
        "А.С. Пушкина, им. А.Т. Твардовского",
        "северо-западный и юго-восточный",
        "малых и средне- и долгосрочных",
        "от -25 до +30",
        "13-15 мая",
        "Кванториум33регион",
    ],
)
def test_spacing_that_is_right(text: str) -> None:
    assert remarks(text, "text.spacing") == []


def test_the_same_slip_twice_is_shown_with_the_words_around_it() -> None:
    assert remarks("в г.Шуя и г.Шуя", "text.spacing") == [
        ("в г.Шуя и", "в г. Шуя и"),
        ("и г.Шуя", "и г. Шуя"),
    ]


def test_figures_in_the_date_are_left_to_the_grammar_of_time() -> None:
    draft = plan_of(event("Форум", "15мая"), event("Слёт", "июнь"))

    assert [one.code for one in next(draft.items()).findings] == ["timing.spacing"]
    assert found(draft, "text.spacing") == []


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("Брянская  области", [("Брянская  области", "Брянская области")]),
        ("· О ценах", []),
        ("·  О ценах", []),
        ("строка\n  вторая", []),
    ],
)
def test_double_space(text: str, repairs: list[tuple[str, str] | None]) -> None:
    assert remarks(text, "text.double_space") == repairs


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("сессия MAΓ", [("MAΓ", "МАГ")]),
        ("город Bологда", [("Bологда", "Вологда")]),
        ("ХХІ век", [("ХХІ", "XXI")]),
        ("ХХ век", [("ХХ", "XX")]),
        ("І этап", [("І", "I")]),
        ("XXI век, Power BI, IT-форум", []),
        ("Х. Петров, ул. Х. Карапетяна", []),
        ("сноски ⁱ, ¹ и ^і", []),
        ("ОКС, СМС, МХ", []),
    ],
)
def test_mixed_script(text: str, repairs: list[tuple[str, str] | None]) -> None:
    assert remarks(text, "text.mixed_script") == repairs


def test_cyrillic_letter_that_numbers_the_event() -> None:
    draft = plan_of(event("Проведение Х слёта династий"), event("Форум"))

    assert [one.repair for one in found(draft, "text.mixed_script")] == [Repair("title", "Х", "X")]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("форум «Наука", ["«Наука"]),
        ("форум Наука»", ["форум Наука»"]),
        ('доклады "Культура", "Город: формула. «Ёлка»', ['"Город: формула. «Ёлка»']),
        ("проекта «Умный «город», а также", ["«Умный «город», а также"]),
        ("проекта «Умный город «Ёлка»»", []),
        ('форум "Наука" и «Слёт „Юг“»', []),
        ('проект «Территория"', ['«Территория"']),
    ],
)
def test_unbalanced_quotes(text: str, evidence: list[str]) -> None:
    told = [one for one in check_report([Paragraph(text)]) if one.code == "text.quotes"]

    assert [one.evidence for one in told] == evidence


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("30-ый конкурс", [("30-ый", "30-й")]),
        ("участие 5-ого отряда", [("5-ого", "5-го")]),
        ("1-ая школа", [("1-ая", "1-я")]),
        ("30-й, 5-го, 1-я, 80-х, 20-ти, 2-е", []),
    ],
)
def test_ending_after_digits(text: str, repairs: list[tuple[str, str] | None]) -> None:
    assert remarks(text, "text.ordinal_ending") == repairs


@pytest.mark.parametrize(
    ("when", "repairs"),
    [
        ("август 2022 год", [Repair("timing", "2022 год", "2022 года")]),
        ("II полугодие 2022 год", [Repair("timing", "2022 год", "2022 года")]),
        ("август 2022 года", []),
        ("2022 год", []),
    ],
)
def test_form_of_the_year(when: str, repairs: list[Repair]) -> None:
    draft = plan_of(event("Форум", when), event("Слёт", "июнь 2022 года"), year=2022)

    assert [one.repair for one in found(draft, "timing.year_form")] == repairs
