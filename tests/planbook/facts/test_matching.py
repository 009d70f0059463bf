"""Events of the report of 2024 beside the rows of the plan of 2023, and what tells them apart."""

import time
from functools import cache

import pytest
from tests.factories.gold import CORPUS, SLUGS, rows

from planbook.cli.reading import read
from planbook.dates import from_edtf
from planbook.facts import (
    EventMatch,
    Fact,
    FactSource,
    FactType,
    PlanRow,
    ReportEvent,
    ReportRole,
    match_events,
    read_events,
)

pytestmark = pytest.mark.core

EXCHANGES, SUPPORTED = range(49, 54), range(55, 80)
# Label of the event → number of its row, and whether that is sure. «Физическая культура» met four
# times in 2023 and twice in 2024: which meeting continues which nobody can tell.
LINKS = {
    "Собрание Союза": (2, True),
    "XXIX Межрегиональный конкурс детского изобразительного творчества": (21, True),
    "XXX конкурс детского изобразительного творчества": (21, True),
    "XX Летняя Спартакиада": (22, True),
    "Научно-практическая конференция «Экология и общество: баланс интересов»": (7, True),
    "Межведомственная конференция «Жизнь без барьеров»": (19, True),
    (
        "Конференция «Умный город – обмен опытом по реализации ведомственного проекта "
        "Минстроя России»"
    ): (17, False),
    "Заседание секции «Молодежная политика» по теме «Территория молодежи»": (14, True),
    "Первое заседание секции «Физическая культура и спорт»": (4, False),
    "Второе заседание секции «Физическая культура и спорт»": (9, False),
    "Информационный обмен: О ставках и тарифах на жилищно-коммунальные услуги населению": (
        35,
        True,
    ),
    "Информационный обмен: О средних ценах на отдельные потребительские товары": (36, True),
    "Мониторинг глав по социально-экономической ситуации": (39, True),
    "юных художников «Синяя птица»": (23, True),
    "юных чтецов «Мою страну зовут Россией»": (24, True),
    "юных музыкантов и художников «Музыкальная табакерка»": (26, True),
    "духовых оркестров «Медные трубы»": (29, True),
    "фестиваль-конкурс народных хоров и ансамблей «ЯРФОЛКФЕСТ»": (32, True),
    "легкоатлетический марафон": (33, False),
}


def fact(kind: FactType, value: str, number: int | None = None) -> Fact:
    values = tuple(filter(None, value.split(";")))
    return Fact(kind, value, values, number, "", "", FactSource(1, 0, 0))


def held(
    title: str, *facts: Fact, role: ReportRole = ReportRole.HELD, edition: int | None = None
) -> ReportEvent:
    return ReportEvent(title, "", edition, role, facts)


def role_of(row: dict[str, str]) -> ReportRole:
    paragraph = int(row["paragraph"])
    if paragraph in EXCHANGES or paragraph in SUPPORTED:
        return ReportRole.EXCHANGE if paragraph in EXCHANGES else ReportRole.SUPPORTED
    return ReportRole.FUTURE if row["fact_type"].startswith("planned") else ReportRole.HELD


@cache
def report_events() -> tuple[ReportEvent, ...]:
    """The events of the report as the table made by hand has them."""
    events: dict[str, tuple[ReportRole, list[Fact]]] = {}
    for row in rows("report_facts.csv", "S001"):
        number = int(row["number"]) if row["number"] else None
        kept = events.setdefault(row["event"], (role_of(row), []))
        kept[1].append(fact(FactType(row["fact_type"]), row["value"], number))
    return tuple(held(title, *facts, role=role) for title, (role, facts) in events.items())


@cache
def plan_rows(doc: str = "S000", year: int = 2023) -> tuple[PlanRow, ...]:
    plan = read(CORPUS / SLUGS[doc] / "source.txt")
    return tuple(
        PlanRow.of(item, key=number, year=year) for number, item in enumerate(plan.items(), start=1)
    )


def as_event(row: PlanRow) -> ReportEvent:
    """The row as a report would tell of it: held where it was planned."""
    role = ReportRole.EXCHANGE if row.kind == "информационный обмен" else ReportRole.HELD
    return held(row.title, *[fact(FactType.HOST, host) for host in row.hosts], role=role)


def only(event: ReportEvent, *found: PlanRow, year: int = 2024) -> EventMatch | None:
    matches = match_events([event], found, year=year)
    assert len(matches) <= 1
    return matches[0] if matches else None


@pytest.mark.slow
def test_report_continues_the_series_of_the_plan_and_nothing_else() -> None:
    events = report_events()

    matches = match_events(events, plan_rows(), year=2024)

    found = {events[one.event_index].title: (one.row_key, one.is_sure) for one in matches}
    assert len(events) == 44
    assert found == LINKS


@pytest.mark.slow
def test_report_as_it_is_read_goes_on_with_the_same_rows() -> None:
    text = (CORPUS / SLUGS["S001"] / "source.txt").read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]

    matches = match_events(read_events(paragraphs, year=2024), plan_rows(), year=2024)

    assert sorted((one.row_key, one.is_sure) for one in matches) == sorted(LINKS.values())


@pytest.mark.slow
@pytest.mark.parametrize(("doc", "unsure"), [("S000", {4, 12}), ("S002", set()), ("S003", set())])
def test_every_row_finds_itself(doc: str, unsure: set[int]) -> None:
    """Two meetings of one section in one city are told apart by their months alone."""
    found = plan_rows(doc)

    matches = match_events([as_event(row) for row in found], found, year=2023)

    assert sorted((one.event_index + 1, one.row_key) for one in matches) == [
        (row.key, row.key) for row in found
    ]
    assert {one.row_key for one in matches if not one.is_sure} == unsure


@pytest.mark.slow
def test_plan_of_the_next_year_goes_on_with_seven_rows() -> None:
    earlier, later = plan_rows("S004", 2022), plan_rows("S003", 2023)

    matches = match_events([as_event(row) for row in later], earlier, year=2023)

    assert sorted((later[one.event_index].key, one.row_key) for one in matches) == [
        (1, 5),
        (3, 7),
        (4, 8),
        (5, 9),
        (18, 13),
        (26, 18),
        (27, 19),
    ]
    assert all(one.is_sure for one in matches)


@pytest.mark.slow
def test_reasons_tell_how_a_series_goes_on() -> None:
    events = report_events()
    title = "XXIX Межрегиональный конкурс детского изобразительного творчества"

    matches = match_events(events, plan_rows(), year=2024)

    (reasons,) = [one.reasons for one in matches if events[one.event_index].title == title]
    assert reasons == (
        "название похоже на 90 %",
        "вид близкий: выставка → конкурс",
        "издания идут подряд: XXVIII (2023) → XXIX (2024)",
        "город другой",
    )


OTHERS = [
    ("III Зимняя Спартакиада Союза городов", "XIX летняя Спартакиада Союза городов"),
    ("Конкурс юных художников «Пластилиновая птица»", "Конкурс юных художников «Синяя птица»"),
    ("юных пианистов имени Рахманинова", "Фестиваль-конкурс «Рахманинов на Волге»"),
    ("Заседание секции «Культура»", "Заседание секции «Информатизация»"),
    ("Заседание секции «Образование»", "Семинар «Образование»"),
    (
        "Конференция «Образование в сфере культуры»",
        "Конференция по образованию детей в области искусств «На пути к новой школе»",
    ),
    ("Собрание Союза", "Заседание Правления Союза"),
    (
        "Круглый стол «Инициативное бюджетирование как инструмент развития самоуправлений»",
        "Вебинар «Инициативное бюджетирование: порядок и формы участия, лучшие практики»",
    ),
    ("", ""),
]
ONE_SERIES = [
    ("Заседание секции «Образования»", "Заседание секции СГЦСЗР «Образование»"),
    ("Секция «Культура»", "Заседание секции «Культура» по теме: «Город и музей»"),
    (
        "XXIX Межрегиональный конкурс детского рисунка учащихся детских школ искусств",
        "XXVIII Межрегиональная выставка детского рисунка учащихся ДШИ",
    ),
    ("фестиваль «Славяне Поюжья»", "XI Межрегиональный фестиваль «Славяне Поюжья»"),
]


@pytest.mark.parametrize(("event", "row"), OTHERS)
def test_other_events_are_never_matched(event: str, row: str) -> None:
    assert only(held(event), PlanRow(1, row, year=2023)) is None


@pytest.mark.parametrize(("event", "row"), ONE_SERIES)
def test_other_wordings_of_one_series_are_matched(event: str, row: str) -> None:
    found = only(held(event), PlanRow(1, row, year=2023))

    assert found is not None
    assert found.is_sure


def test_bare_kind_is_never_sure() -> None:
    found = only(held("Конкурс"), PlanRow(1, "Конкурс", year=2023))

    assert found is None or not found.is_sure


def test_exchange_is_matched_with_an_exchange_only() -> None:
    event = held("О тарифах на жилищные услуги", role=ReportRole.EXCHANGE)
    seminar = PlanRow(1, "Семинар «О тарифах на жилищные услуги»", kind="семинар")
    exchange = PlanRow(2, "О тарифах на жилищные услуги", kind="информационный обмен")

    matches = match_events([event], [seminar, exchange])

    assert [(one.row_key, one.score) for one in matches] == [(2, 100)]


def test_meetings_of_one_body_are_told_by_place_and_month() -> None:
    title = "Заседание секции «Спорт»"
    meetings = [
        PlanRow("март", title, year=2024, hosts=("Вологда",), timing=from_edtf("2024-03")),
        PlanRow("май", title, year=2024, hosts=("Псков",), timing=from_edtf("2024-05")),
    ]
    host, date = fact(FactType.HOST, "Псков"), fact(FactType.DATE, "2024-05")
    events = [
        held("Второе заседание секции «Спорт»", host, date),
        held("Первое заседание секции «Спорт»", fact(FactType.HOST, "Вологда")),
    ]

    matches = match_events(events, meetings, year=2024)

    assert [(one.event_index, one.row_key, one.is_sure) for one in matches] == [
        (0, "май", True),
        (1, "март", True),
    ]


def test_two_meetings_never_share_one_row() -> None:
    events = [held("Первое заседание секции «Спорт»"), held("Второе заседание секции «Спорт»")]

    matches = match_events(events, [PlanRow(1, "Заседание секции «Спорт»", year=2023)], year=2024)

    assert [(one.event_index, one.is_sure) for one in matches] == [(0, False)]
    assert matches[0].reasons[-1] == "у этого органа несколько заседаний"


def test_event_to_come_may_continue_the_row_of_the_one_that_was_held() -> None:
    events = [
        held("XXIX конкурс «Радуга»"),
        held("XXX конкурс «Радуга»", fact(FactType.PLANNED_DATE, "2025"), role=ReportRole.FUTURE),
    ]

    matches = match_events(events, [PlanRow(1, "XXVIII конкурс «Радуга»", year=2023)], year=2024)

    assert [(one.event_index, one.row_key, one.score) for one in matches] == [
        (0, 1, 100),
        (1, 1, 100),
    ]


def test_edition_that_does_not_go_on_is_said_and_not_sure() -> None:
    found = only(held("XII конкурс «Радуга»"), PlanRow(1, "XXVIII конкурс «Радуга»", year=2023))

    assert found is not None
    assert not found.is_sure
    assert "номера не продолжают друг друга: XXVIII (2023) → XII (2024)" in found.reasons


def test_two_rows_alike_leave_a_doubt() -> None:
    twins = [PlanRow(key, "Конкурс «Радуга»", year=2023) for key in (1, 2)]

    (found,) = match_events([held("Конкурс «Радуга»")], twins, year=2024)

    assert (found.row_key, found.is_sure) == (1, False)
    assert found.reasons[-1] == "есть другая похожая строка"


def test_plan_of_the_same_year_goes_before_an_older_one() -> None:
    found = [PlanRow(year, "Конкурс «Радуга»", year=year) for year in (2022, 2024, 2023)]

    matches = match_events([held("Фестиваль-конкурс «Радуга»")], found, year=2024)

    assert [(one.row_key, one.is_sure) for one in matches] == [(2024, True)]


def test_body_that_meets_once_a_year_is_sure_in_plans_of_several_years() -> None:
    found = [PlanRow(year, "Собрание Союза", year=year) for year in (2022, 2023)]

    matches = match_events([held("Собрание Союза")], found, year=2024)

    assert [(one.row_key, one.is_sure) for one in matches] == [(2023, True)]


def test_nothing_is_matched_where_one_side_is_empty() -> None:
    assert match_events([], plan_rows()[:1]) == ()
    assert match_events([held("Конкурс «Радуга»")], []) == ()


@pytest.mark.slow
def test_large_report_is_matched_in_time() -> None:
    words = ["детский", "спорт", "туризм", "музей", "бюджет", "дорога", "память", "наука"]
    titles = [
        f"Конкурс {words[i % 8]} {words[i // 8 % 8]} «{words[i % 7]} {words[i % 5]} {i}»"
        for i in range(1000)
    ]
    found = [PlanRow(index, title, year=2023) for index, title in enumerate(titles)]
    events = [held(title) for title in titles[:300]]

    start = time.perf_counter()
    matches = match_events(events, found, year=2024)

    assert time.perf_counter() - start < 2
    assert len(matches) == 300


def test_huge_titles_are_cut() -> None:
    row = PlanRow(1, "конкурс «" * 20_000, year=2023)

    assert match_events([held("а б «" * 20_000)], [row], year=2024) == ()
