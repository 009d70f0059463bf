"""Phrases print facts in cases, numerals, lists; every number and name leads to its fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.narrative import (
    Amount,
    DecisionLine,
    EventSheet,
    ExchangeLine,
    FactRef,
    Hedge,
    Involvement,
    Name,
    NameKind,
    PersonName,
    PhraseError,
    PlannedLine,
    ReportSheet,
    StandingLine,
    escape_text,
    render,
)
from planbook.narrative.rendering import MAX_OUTPUT

pytestmark = pytest.mark.core

DISTRICT, REGION = NameKind.DISTRICT, "Архангельская область"
EVENT = EventSheet(
    "7",
    "III Зимняя Спартакиада Союза",
    series="Зимняя Спартакиада Союза",
    edition=3,
    timing="2024-02",
    mode="online",
    parent="Всероссийский форум «Малая Родина – Сила России»",
    topic="Лыжи и «лёд»",
    hosts=(Name("Владимир", key="33"),),
    organisers=(
        Name("Администрация города Тихвина", NameKind.ORGANIZATION),
        Name("Союз городов", NameKind.ORGANIZATION),
    ),
    participants=(
        Name("Вельск", key="a"),
        Name("Приморский район", DISTRICT, REGION, key="b"),
        Name("Пинежский район", DISTRICT, REGION, key="c"),
        Name("Великие Луки", key="d"),
    ),
    participants_remote=(Name("Смоленск"), Name("Суздаль")),
    is_open=True,
    counts=(
        Amount(400, "athletes", hedge=Hedge.ABOUT, key="n1"),
        Amount(21, "municipalities"),
        Amount(20, "cities", "городов Союза"),
        Amount(75, "other", "педагогических работников"),
    ),
    standings=(
        StandingLine(1, Name("Владимир"), "120"),
        StandingLine(2, Name("Череповец")),
        StandingLine(None, Name("Вологда")),
    ),
    speakers=(
        PersonName("Олег Белак", "глава города", Name("Нарьян-Мар")),
        PersonName("Алла Бирюкова", place=Name("Суздаль"), title="О музеях"),
    ),
    decisions=(DecisionLine("Создать рабочую группу", due="до 1 мая"),),
    planned=(
        PlannedLine("Летняя Спартакиада", 20, Name("Великий Новгород"), 2025),
        PlannedLine("Зимняя Спартакиада", 4, Name("Сыктывкар"), 2026),
        PlannedLine("Летняя Спартакиада", 20, Name("Великий Новгород"), is_withdrawn=True),
    ),
)
LIST = "Вельска, Приморского и Пинежского районов Архангельской области, Великих Лук"
CASES = [
    ("{город:в}", "во Владимире"),
    ("{город:из прописная}", "Из Владимира"),
    ("{город:с}", "с Владимиром"),
    ("{город:о}", "о Владимире"),
    ("{город:род город}", "города Владимира"),
    ("{город:г.}", "г. Владимир"),
    ("{участники:из}", f"из {LIST} и других"),
    ("{участники:род закрыто без-и}", LIST),
    ("{участники:род закрыто}", LIST.replace(", Великих", " и Великих")),
    ("{участники:через « / » №1-2 без-области}", "Вельск / Приморский район"),
    ("{районы}", "Приморский и Пинежский районы Архангельской области"),
    ("{города:дат}", "Вельску и Великим Лукам"),
    ("{дистанционно:без-и}", "Смоленск, Суздаль"),
    ("{человек}", "около 400 спортсменов"),
    ("{человек:словами}", "около четырёхсот спортсменов"),
    ("{человек:словами без-ё прописная}", "Около четырехсот спортсменов"),
    ("{человек:порядка}", "порядка 400 спортсменов"),
    ("{человек:свыше}", "около 400 спортсменов"),
    ("{человек:без-оценки дат}", "400 спортсменам"),
    ("{человек:дат}", "примерно 400 спортсменам"),
    ("{человек:число без-оценки}", "400"),
    ("{муниципалитетов:род}", "21 муниципального образования"),
    ("{муниципалитетов:в}", "в 21 муниципальном образовании"),
    ("{муниципалитетов:словами}", "двадцать одно муниципальное образование"),
    ("{городов:из наращение}", "из 20-ти городов Союза"),
    ("{городов:слово}", "городов Союза"),
    ("{числа:№4 тв}", "75 педагогическими работниками"),
    ("{номер} / {номер:цифрами}", "III / 3"),
    ("{номер:порядк словами} {серия}", "третья Зимняя Спартакиада Союза"),
    ("{номер:порядк словами род} {серия:род}", "третьей Зимней Спартакиады Союза"),
    ("{номер:порядк словами} конкурс", "третий конкурс"),
    ("{номер:порядк наращение} конкурс", "3-й конкурс"),
    ("{номер:порядк наращение2} конкурс", "3-ий конкурс"),
    ("{название:род}", "III Зимней Спартакиады Союза"),
    ("{состоялось:прописная} {мероприятие}", "Состоялась III Зимняя Спартакиада Союза"),
    ("{месяц:в}, {когда}, {срок}", "в феврале, в феврале 2024 года, в феврале"),
    ("{год:в}", "в 2024"),
    ("{формат}; {формат:вкс}", "в режиме видео-конференц-связи; в режиме вкс"),
    ("{формат:слитно формат}", "в формате видеоконференцсвязи"),
    ("в рамках {рамки:род}", "в рамках Всероссийского форума «Малая Родина – Сила России»"),
    ("{тема:кавычки}", "«Лыжи и „лёд“»"),
    ("{организаторы:тв}", "Администрацией города Тихвина и Союзом городов"),
    ("{организаторы:слово прописная}", "Организаторы"),
    ("{докладчики:число}, {докладчики:слово}", "2, докладчики"),
    ("[{участники:число}|список открыт]", "список открыт"),
    ("{докладчики:откуда без-и}", "Олег Белак (Нарьян-Мар), Алла Бирюкова (Суздаль)"),
    ("{докладчики:дат подробно №1}", "главе города Олегу Белаку (Нарьян-Мар)"),
    ("{докладчики:инициалы}", "О. Белак и А. Бирюкова"),
    ("[*докладчики: {человек}[ («{доклад}»)]]", "Олег Белак, Алла Бирюкова («О музеях»)"),
    (
        "[*места через «; »: [{место:порядк словами} место – ]{команда}[ ({очки})]]",
        "первое место – Владимир (120); второе место – Череповец; Вологда",
    ),
    (
        "[*планы: в {год} году {номер} {мероприятие:род} {город:в}]",
        "в 2025 году XX Летней Спартакиады в Великом Новгороде, "
        "в 2026 году IV Зимней Спартакиады в Сыктывкаре",
    ),
    ("{отказы.город:вин}", "Великий Новгород"),
    ("[{площадка}|{город:в}|где-то]", "во Владимире"),
    ("[{площадка}|{итог}|не сказано]", "не сказано"),
    ("Итог[: {итог}].", "Итог."),
    ("[[ {итог}] [{площадка}]]", ""),
    (r"\[{город}\] \{x\} \| \\", r"[Владимир] {x} | " + "\\"),
]


@pytest.mark.parametrize(("template", "words"), CASES)
def test_a_phrase_prints(template: str, words: str) -> None:
    rendered = render(template, EVENT)

    assert (rendered.text, rendered.missing) == (words, ())


@pytest.mark.parametrize(
    ("number", "template", "words"),
    [
        (6000, "{человек:тысячами}", "более 6 тысяч человек"),
        (2500, "{человек:тысячами свыше}", "свыше 2,5 тысячи человек"),
        (1000, "{человек:тысячами без-оценки}", "1 тысяча человек"),
        (2510, "{человек:тысячами}", "более 2510 человек"),
        (22_000, "{человек:тысячами без-оценки дат}", "22 тысячам человек"),
    ],
)
def test_round_thousands(number: int, template: str, words: str) -> None:
    event = EventSheet("1", "Форум", counts=(Amount(number, hedge=Hedge.MORE),))

    assert render(template, event).text == words


@pytest.mark.parametrize(
    ("number", "template", "words"),
    [
        (3, "{человек:вин словами}", "трёх человек"),
        (22, "{человек:вин словами}", "двадцать два человека"),
        (21, "{человек:вин}", "21 человека"),
        (5, "{человек:с}", "с 5 людьми"),
        (100, "{человек:с словами}", "со ста людьми"),
        (2, "{человек:о словами}", "о двух человеках"),
    ],
)
def test_people_are_counted(number: int, template: str, words: str) -> None:
    assert render(template, EventSheet("1", "Форум", counts=(Amount(number),))).text == words


def test_words_lead_to_their_facts() -> None:
    spans = render("{участники:из №1-2}; {человек}", EVENT).spans

    assert [(span.text, span.fact) for span in spans if span.fact] == [
        ("Вельска", FactRef("7", "participants", 0, "a")),
        ("Приморского района Архангельской области", FactRef("7", "participants", 1, "b")),
        ("около 400 спортсменов", FactRef("7", "counts", 0, "n1")),
    ]


def test_what_is_not_known_is_a_gap_and_is_told() -> None:
    rendered = render("Итог: {итог}, {площадка}, {итог}. [*награды: {кому}]", EVENT)

    assert rendered.text == "Итог: …, …, …. …"
    assert rendered.missing == ("итог", "площадка", "награды")
    assert [span.fact for span in rendered.spans if span.is_gap] == [
        FactRef("7", name) for name in ("result", "venue", "result", "awards")
    ]


def test_an_empty_sheet_prints_nothing_invented() -> None:
    empty = EventSheet("1", "")

    assert render("[{перечислено} ][{когда} ][{формат} ][{номер}]", empty).text == ""


def test_a_number_listed_names_everything_behind_it() -> None:
    event = EventSheet("1", "Семинар", participants=(Name("Шуя"), Name("Тверь")))

    (span,) = render("{перечислено:из}", event).spans

    assert span.text == "из 2 городов"
    assert [fact.index for fact in span.facts] == [0, 1]
    assert render("{перечислено}", EVENT).missing == ("перечислено",)


@pytest.mark.parametrize(
    ("template", "cause"),
    [
        ("{участнеки}", "поля «участнеки» здесь нет"),
        ("[*место: {x}]", "списка «место» нет"),
        ("{город", "не закрыта скобка"),
    ],
)
def test_a_wrong_phrase_is_refused(template: str, cause: str) -> None:
    with pytest.raises(PhraseError, match=cause):
        render(template, EVENT)


def test_a_phrase_cannot_print_without_end() -> None:
    lines = tuple(DecisionLine("решение " * 100) for _ in range(900))

    with pytest.raises(PhraseError, match=f"больше {MAX_OUTPUT} знаков"):
        render("[*решения: {решение}]", EventSheet("1", "Собрание", decisions=lines))


def test_repetitions_inside_repetitions_come_to_an_end() -> None:
    report = ReportSheet("r", "Союз", "2024", tuple(EventSheet(str(n), "Бег") for n in range(200)))
    inner = "[{итог}]"
    for _ in range(3):
        inner = f"[*все мероприятия: {inner}]"

    with pytest.raises(PhraseError, match="повторений слишком много"):
        render(inner, report)


def test_lists_of_a_report() -> None:
    cities = ["Котлас", "Иваново", "Котлас"]
    events = tuple(
        EventSheet(f"e{n}", f"«{n}»", role=Involvement.SUPPORTED, hosts=(Name(city),))
        for n, city in enumerate(cities)
    )
    report = ReportSheet(
        "r", "Союз городов", "2024", events, (ExchangeLine("О ценах", Amount(22, "cities")),)
    )

    assert render("[*поддержанные через «; »: {название} {город:в}]", report).text == (
        "«0» в Котласе; «1» в Иванове; «2» в Котласе"
    )
    assert render(
        "[*поддержанные по городам через «; »: {город:в}: {мероприятия}]", report
    ).text == ("в Котласе: «0» и «2»; в Иванове: «1»")
    assert render("{поддержанные.город:№2 в}, {обмены.городов:№1}", report).text == (
        "в Иванове, 22 города"
    )
    assert [span.fact for span in render("{поддержанные.город:№2}", report).spans] == [
        FactRef("e1", "hosts")
    ]


def test_a_report_without_events_counts_nothing() -> None:
    report = ReportSheet("r", "Союз", "2024")

    assert render("[{мероприятий}][*проведённые: {название}]", report).missing == ("проведённые",)


TOWNS = st.lists(
    st.sampled_from(["Вологда", "Шуя", "Тверь", "Псков", "Кострома", "Череповец", "Боровичи"]),
    min_size=1,
    unique=True,
)


@given(TOWNS)
def test_a_list_keeps_names_and_order(towns: list[str]) -> None:
    event = EventSheet("1", "Семинар", participants=tuple(map(Name, towns)))

    printed = render("{участники}", event).text

    assert printed.replace(" и ", ", ").split(", ") == towns
    assert printed.count(" и ") == (len(towns) > 1)


@given(st.text(max_size=200))
def test_escaped_words_are_printed_as_they_are(words: str) -> None:
    assert render(escape_text(words), EVENT).text == words


@given(st.text(alphabet="[]{}|\\*:«» города№1", max_size=60))
def test_any_phrase_prints_or_is_refused_with_a_place(template: str) -> None:
    found = -1
    try:
        render(template, EVENT)
    except PhraseError as error:
        found = error.position

    assert -1 <= found <= len(template)
