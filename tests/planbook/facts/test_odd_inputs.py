"""Odd and hostile reports: what must come out, what must not, and what never happens."""

import pytest

from planbook.facts import Fact, ReportEvent, read_events

pytestmark = pytest.mark.core

# Paragraph → facts that are wanted, facts that are wrong: kind, then value or number.
CASES = [
    (
        "В заседании секции «Спорт» приняли участие представители Вологды, г. Вологда, "
        "города Вологды и Пскова.",
        {"participants Вологда;Псков"},
        set(),
    ),
    (
        "В форуме «Город» приняли участие представители Владимира, Кирова, Орла и Бора.",
        {"participants Владимир;Киров;Орёл;Бор"},
        set(),
    ),
    (
        "Форум «Город» прошел в Твери, в нем участвовали делегации Ростова-на-Дону, "
        "Великого Новгорода и Нижнего Новгорода.",
        {"host Тверь", "participants Ростов-на-Дону;Великий Новгород;Нижний Новгород"},
        set(),
    ),
    (
        "В семинаре «Архив» участвовали около четырехсот специалистов из 20-ти городов.",
        {"count-people ~400", "count-cities =20"},
        set(),
    ),
    (
        "Не менее 60 человек собрал семинар «Архив» в Туле.",
        {"count-people >60", "host Тула"},
        set(),
    ),
    (
        "В форуме «Город» участвовали 20 городов. Всего на форум приехали представители "
        "22 городов.",
        {"count-cities =20", "count-cities =22"},
        set(),
    ),
    (
        "В семинаре «Архив» участвовали представители 5 городов: Вологды, Пскова и Твери.",
        {"count-cities =5", "participants Вологда;Псков;Тверь"},
        set(),
    ),
    (
        "На форуме «Город» вручены 6 кубков и 12 медалей, форум длился 3 дня.",
        set(),
        {"count-people", "count-cities", "count-municipalities"},
    ),
    (
        "Более 300 прибыли на форум «Город» в Туле.",
        {"host Тула"},
        {"count-cities", "count-municipalities"},
    ),
    (
        "На Спартакиаде городов первое место заняла Тверь, третье место разделили Псков и Вологда.",
        {"standing Тверь 1", "standing Псков 3", "standing Вологда 3"},
        {"standing Псков 2", "standing Вологда 2"},
    ),
    (
        "Итоги Спартакиады городов: 1 место – Вологда; 2 место – Псков; 3 место – Тверь.",
        {"standing Вологда 1", "standing Псков 2", "standing Тверь 3"},
        set(),
    ),
    ("Форум «Город» в Твери не состоялся.", set(), {"host Тверь"}),
    ("31 февраля 2024 года в Туле состоялся семинар «Архив».", {"host Тула"}, {"date"}),
    (
        "С 28 октября по 3 ноября в Туле прошла конференция «Архив».",
        {"host Тула", "date 2024-10-28/2024-11-03"},
        set(),
    ),
    (
        "В Туле в смешанном формате прошел семинар «Архив».",
        {"host Тула", "mode mixed"},
        {"mode remote"},
    ),
    (
        "Вебинар «Архив» прошел в дистанционном формате.",
        {"mode remote"},
        {"mode mixed"},
    ),
    (
        "В Туле прошел фестиваль «Из Вологды с любовью».",
        {"host Тула"},
        {"host Вологда", "participants Вологда"},
    ),
    (
        "В рабочем режиме сейчас в состав Союза входят 52 города, в том числе Вологда и Псков.",
        set(),
        {"count-cities", "participants Вологда;Псков", "host Вологда"},
    ),
    (
        "Архангельск поразил всех чистотой и гостеприимством.",
        set(),
        {"participants Архангельск"},
    ),
    (
        "В семинаре «Архив» участвовали представители Боровичского и Старорусского районов "
        "Новгородской области.",
        {
            "participants-district Боровичский район (Новгородская область);"
            "Старорусский район (Новгородская область)"
        },
        set(),
    ),
    (
        "В Твери прошел семинар «Архив». По ВКС подключились Архангельск и Смоленск.",
        {"host Тверь", "participants-remote Архангельск;Смоленск"},
        {"participants Архангельск;Смоленск"},
    ),
    (
        "В Великом\u00a0Новгороде прошел форум «Город» при участии 12 городов.",
        {"host Великий Новгород", "count-cities =12"},
        set(),
    ),
    ("В Вoлогдe прошел форум «Город».", set(), {"participants Вологда"}),
]
HOSTILE = {
    "nothing": [],
    "empty": ["", "   ", "…", "."],
    "one long word": ["а" * 20_000],
    "one long sentence": ["в форуме приняли участие " + "и " * 5_000],
    "open quotes": ["«" * 1_000 + "В Туле прошел форум"],
    "quotes": ["«а» " * 1_000],
    "brackets": ["(" * 1_000 + ")" * 1_000],
    "many cities": ["В форуме приняли участие представители " + "Вологды, " * 500 + "Пскова."],
    "many numbers": ["В форуме приняли участие " + "20 городов, " * 500],
    "many sentences": ["В Туле прошел форум «Город». " * 300],
    "many paragraphs": ["В Туле прошел форум «Город»."] * 200,
    "signs": ["В Туле\x00 прошел\x07 форум\u200b «Го\u00adрод»\r\n в 2024\u00a0году"],
    "capitals": ["В ТУЛЕ СОСТОЯЛСЯ ФОРУМ «ГОРОД» 99999999999999999999 ЧЕЛОВЕК"],
    "dates": ["99.99.9999 с 31 по 1 февраля по марта 0000 года прошел форум"],
    "places": ["0 место – , 1 место, место – Вологда, 999999999999 место – Псков"],
}


def said(fact: Fact) -> str:
    if not fact.values:
        return f"{fact.type} {fact.hedge}{fact.number}"
    number = f" {fact.number}" if fact.type == "standing" else ""
    return f"{fact.type} {';'.join(fact.values)}{number}"


def facts_of(*paragraphs: str) -> list[Fact]:
    return [fact for event in read_events(paragraphs, year=2024) for fact in event.facts]


@pytest.mark.parametrize(("text", "wanted", "wrong"), CASES, ids=[text[:60] for text, *_ in CASES])
def test_paragraph_gives_what_it_says_and_no_more(
    text: str, wanted: set[str], wrong: set[str]
) -> None:
    found = {said(fact) for fact in facts_of(text)}
    kinds = {fact.split()[0] for fact in found}

    assert wanted <= found
    assert not wrong & (found | kinds)


@pytest.mark.parametrize("ending", ["и другие", "и др.", "и других городов"])
def test_open_list_is_told(ending: str) -> None:
    found = facts_of(
        f"В форуме «Город» участвовали представители Шуи, Суздаля и Старой Руссы {ending}"
    )

    lists = [(fact.values, fact.is_open) for fact in found if fact.type == "participants"]
    assert lists == [(("Шуя", "Суздаль", "Старая Русса"), True)]


@pytest.mark.parametrize("year", [2024, None])
def test_month_without_a_year_invents_none(year: int | None) -> None:
    events = read_events(["В январе в Твери прошел форум «Город»."], year=year)

    dates = {fact.value for event in events for fact in event.facts if fact.type == "date"}
    assert dates <= ({"2024-01"} if year else {"XXXX-01"})


@pytest.mark.parametrize("name", HOSTILE)
def test_facts_of_a_hostile_report_stand_where_they_say(name: str) -> None:
    paragraphs = HOSTILE[name]

    for event in read_events(paragraphs, year=2024):
        check(event, paragraphs)


def check(event: ReportEvent, paragraphs: list[str]) -> None:
    for fact in event.facts:
        text = paragraphs[fact.source.paragraph - 1]
        assert 0 <= fact.source.start <= fact.source.end <= len(text)
        assert len(set(fact.values)) == len(fact.values)
        assert bool(fact.hedge) <= (fact.number is not None)
