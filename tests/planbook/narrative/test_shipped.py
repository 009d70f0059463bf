"""Ready phrases say what the facts say, in official Russian, and nothing else."""

from dataclasses import replace

import pytest
from tests.planbook.narrative.gold import sheets

from planbook.narrative import (
    Amount,
    DecisionLine,
    EventSheet,
    ExchangeLine,
    Hedge,
    Involvement,
    Name,
    PlannedLine,
    ReportSheet,
    StandingLine,
    TrophyLine,
    decision_spans,
    phrase_fault,
    phrase_key_for,
    phrase_named,
    phrases,
    render,
)
from planbook.narrative.categories import CATEGORIES, OTHER

pytestmark = pytest.mark.core

FOURTEEN = (
    "Великого Устюга, Владимира, Калининграда, Коряжмы, Костромы, Петрозаводска, Пскова, Рыбинска, "
    "Северодвинска, Смоленска, Тихвина, Череповца, Шуи и Ярославля"
)
PRAISE = ("успешн", "ярк", "блест", "отличн", "высок", "радушн", "гостеприим", "замечательн", "!")


def _template(key: str) -> str:
    found = phrase_named(key)
    assert found is not None
    return found.template


def _report() -> ReportSheet:
    report = sheets()[60]
    assert isinstance(report, ReportSheet)
    return report


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.key)
def test_a_ready_phrase_is_right_and_neutral(phrase) -> None:
    assert phrase_fault(phrase.template, phrase.sheet) == ""
    assert [word for word in PRAISE if word in phrase.template.lower()] == []
    assert phrase.title


def test_every_sort_of_events_has_its_phrase() -> None:
    keys = {phrase.key for phrase in phrases()}

    assert {category.code for category in (*CATEGORIES, OTHER)} <= keys
    assert len(keys) == len(phrases())
    assert phrase_named("нет") is None


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        ("Отчётное Собрание Союза", "", "assembly"),
        ("О бюджете", "заседание Правления", "board"),
        ("Заседание секции «Образование»", "", "section"),
        ("Научно-практическая конференция «Экология»", "", "conference"),
        ("Семинар-совещание", "", "seminar"),
        ("III Зимняя Спартакиада", "", "sport"),
        ("«Новые имена»", "конкурс исполнителей", "contest"),
        ("День города", "", "other"),
    ],
)
def test_the_phrase_of_an_event(title: str, kind: str, key: str) -> None:
    assert phrase_key_for(EventSheet("1", title, kind)) == key


def test_the_section_on_culture_lists_its_fourteen_cities() -> None:
    event = sheets()[46]
    assert isinstance(event, EventSheet)
    event = replace(event, title="Заседание секции «Культура»", topic="Культура будущего")

    rendered = render(_template("section"), event)

    assert rendered.text == (
        "Заседание секции «Культура» состоялось в Тихвине в режиме видео-конференц-связи. "
        "Тема: «Культура будущего». "
        f"В работе секции приняли участие представители 14 городов: {FOURTEEN}."
    )
    assert rendered.missing == ()


def test_a_paragraph_of_a_spartakiad() -> None:
    event = EventSheet(
        "1",
        "III Зимняя Спартакиада Союза городов",
        series="Зимняя Спартакиада Союза городов",
        edition=3,
        timing="2024-03-05/2024-03-07",
        hosts=(Name("Петрозаводск"),),
        participants=(Name("Архангельск"), Name("Вологда")),
        counts=(Amount(400, "athletes", hedge=Hedge.ABOUT),),
        standings=(StandingLine(1, Name("Петрозаводск")), StandingLine(2, Name("Череповец"))),
        trophies=(TrophyLine("переходящий кубок Союза", Name("Петрозаводск")),),
        planned=(
            PlannedLine("Летняя Спартакиада", 20, Name("Великий Новгород"), 2025),
            PlannedLine("Летняя Спартакиада", 20, Name("Великий Новгород"), is_withdrawn=True),
        ),
    )

    assert render(_template("sport"), event).text == (
        "В Петрозаводске 5–7 марта состоялась третья Зимняя Спартакиада Союза городов. "
        "В соревнованиях приняли участие около 400 спортсменов из Архангельска и Вологды. "
        "Места распределились так: первое место – команда города Петрозаводска; "
        "второе место – команда города Череповца. "
        "Переходящий кубок Союза получила команда города Петрозаводска. "
        "Принято решение о проведении XX Летней Спартакиады в Великом Новгороде в 2025 году. "
        "Предложения о проведении отозвали: Великий Новгород (Летняя Спартакиада)."
    )


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((Amount(280, "athletes"), Amount(14, "teams")), "14 команд, 280 спортсменов"),
        ((Amount(14, "teams"),), "14 команд"),
        ((Amount(9, "delegations"),), "9 делегаций"),
        ((Amount(12, "cities"),), "представители 12 городов"),
    ],
)
def test_a_spartakiad_tells_every_number_of_those_who_came(counts, told: str) -> None:
    event = EventSheet("1", "Летняя спартакиада", hosts=(Name("Чебоксары"),), counts=counts)

    assert render(_template("sport"), event).text == (
        f"В Чебоксарах состоялась Летняя спартакиада. В соревнованиях приняли участие {told}."
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("standings", "Спартакиада. Места распределились так: первое место – команда города Уфы."),
        ("awards", "Спартакиада. Награждены представители Уфы."),
        ("decisions", "Спартакиада. Принятые решения: провести вновь."),
    ],
)
def test_a_part_of_many_events_names_each(key: str, told: str) -> None:
    event = EventSheet(
        "1",
        "Спартакиада",
        standings=(StandingLine(1, Name("Уфа")),),
        awarded_places=(Name("Уфа"),),
        decisions=(DecisionLine("провести вновь"),),
    )

    assert render(_template(key), event).text == told


@pytest.mark.parametrize("code", sorted({one.code for one in (*CATEGORIES, OTHER)}))
def test_a_paragraph_of_every_sort_tells_awards_decisions_and_plans(code: str) -> None:
    event = EventSheet(
        "1",
        "Встреча",
        awarded_places=(Name("Уфа"),),
        decisions=(DecisionLine("собраться вновь"),),
        planned=(PlannedLine("Спартакиада", 2, Name("Пермь"), 2027),),
    )

    told = render(_template(code), event).text

    assert "Награждены представители Уфы." in told
    assert "Принятые решения: собраться вновь." in told
    assert "Принято решение о проведении II Спартакиады в Перми в 2027 году." in told


def test_one_meeting_is_of_one_section() -> None:
    events = [EventSheet(str(n), f"Заседание секции «{n}»") for n in range(2)]

    one, two = (
        "".join(span.text for span in decision_spans(ReportSheet("r", "Союз", "2026", told)))
        for told in (tuple(events[:1]), tuple(events))
    )

    assert "1 заседание секции" in one
    assert "2 заседания секций" in two


def test_a_number_told_without_a_list_is_printed() -> None:
    counts = (Amount(20, "municipalities"), Amount(75, "other", "педагогических работников"))
    event = EventSheet("1", "Собрание Союза", hosts=(Name("Архангельск"),), counts=counts)

    assert render(_template("assembly"), event).text == (
        "Собрание Союза состоялось в Архангельске. "
        "В Собрании приняли участие представители 20 муниципальных образований. "
        "Всего: 75 педагогических работников."
    )


def test_a_topic_is_not_told_twice() -> None:
    event = EventSheet("1", "Круглый стол «Малые города»", topic="Малые города")

    assert render(_template("round_table"), event).text == (
        "Круглый стол «Малые города» состоялся."
    )


@pytest.mark.parametrize("category", [*CATEGORIES, OTHER], ids=lambda one: one.code)
def test_an_event_without_facts_gets_no_invented_ones(category) -> None:
    event = EventSheet("1", "День города")

    assert render(_template(category.code), event).text in (
        "День города состоялся.",
        "Состоялся День города.",
    )


def test_twenty_supported_events_line_by_line() -> None:
    lines = render(_template("supported_list"), _report()).text.split("\n")

    assert lines[0] == (
        "При поддержке Союза городов Центра и Северо-Запада России "
        "проведены фестивали, выставки, конкурсы и другие мероприятия:"
    )
    assert len(lines) == 21
    assert lines[1] == "- ледяных скульптур «Семья и Родина едины» – в Череповце;"
    assert lines[-1] == "- народной игрушки «Русские потешки» – в Северодвинске."


def test_supported_events_by_their_cities() -> None:
    spans = render("[*поддержанные по городам: {город}={сколько:число}]", _report())

    assert spans.text == (
        "Череповец=4, Котлас=3, Иваново=3, Северодвинск=2, Тихвин=2, Великий Новгород=2, "
        "Боровичи=1, Ярославль=1, Новодвинск=1, Петрозаводск=1"
    )


def test_exchanges_tell_who_answered_and_what_is_not_known() -> None:
    exchanges = (ExchangeLine("О ценах", Amount(22, "cities")), ExchangeLine("О тарифах"))
    report = ReportSheet("r", "Союз", "2024", exchanges=exchanges)

    assert render(_template("exchanges"), report).text == (
        "Проведено 2 информационных обмена:\n- О ценах – 22 города;\n- О тарифах – сведений нет."
    )


def test_a_decision_counts_forty_events() -> None:
    kinds = (
        [("Собрание", "Вологда")] * 2
        + [("Заседание Правления", "Тверь")] * 3
        + [(f"Заседание секции «{n}»", f"Город{n}") for n in range(14)]
        + [("Конференция", "Вологда")] * 4
        + [("Конкурс рисунка", "Тверь")] * 6
        + [("Совещание", "Тверь"), ("Выставка «Конкурс и мы»", "Тверь")]
    )
    events = tuple(
        EventSheet(str(n), title, hosts=(Name(city),)) for n, (title, city) in enumerate(kinds)
    )
    supported = EventSheet("s", "Марафон", role=Involvement.SUPPORTED, hosts=(Name("Шуя"),))
    exchanges = tuple(ExchangeLine(f"Обмен {n}") for n in range(9))

    spans = decision_spans(ReportSheet("r", "Союз", "2026", (*events, supported), exchanges))

    assert "".join(span.text for span in spans) == (
        "За 2026 год проведено 40 мероприятий: 2 собрания, 3 заседания Правления, "
        "14 заседаний секций, 4 конференции, 1 совещание, 6 конкурсов, 1 выставка "
        "и 9 информационных обменов, в 16 городах."
    )
    assert [len(span.facts) for span in spans if span.facts] == [40, 2, 3, 14, 4, 1, 6, 1, 9, 16]
