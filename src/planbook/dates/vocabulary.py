"""The closed vocabulary of timing cells: every known word with its class and value. Data only.

A class is one letter, so that a cell becomes a short string (its shape) and the grammar a set of
patterns over such strings. `CLASSES` gives the letters the names under which the grammar uses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from planbook.dates.kinds import Extent
from planbook.dates.kinds import UnscheduledReason as Reason
from planbook.dates.span import MAX_YEAR, MIN_YEAR
from planbook.text import format_roman

Entry = tuple[str, object]

CLASSES = {
    # numbers
    "day": "d", "zero": "0", "number": "k", "year": "Y", "ordinal": "o", "roman": "r",
    "cardinal": "C", "date": "N", "monthyear": "m", "clock": "t",
    # calendar units
    "month": "M", "quarter": "q", "half": "h", "moiety": "H", "season": "S", "seasonal": "^",
    "god": "g", "dayset": "9",
    "school": "u", "sport": "z", "decade": "D", "week": "W", "monthword": "n", "dayword": "E",
    "weekday": "w", "weekdays": "v", "part": "b", "finish": "3", "hour": "j",
    "minute": "J", "chislo": "#",
    # repetition and duration
    "every": "e", "freq": "R", "times": "x", "term4": "4", "twice": "2", "constant": "O",
    "all": "a", "course": "c", "period": "l",
    # small words
    "in": "i", "from": "f", "by": "y", "until": "B", "toward": "K", "on": "Z", "and": "A",
    "not": "X", "later": "L", "earlier": "F", "starting": "G", "term": "T", "less": "s",
    # what is said about the date
    "head": "U", "unset": "Q", "neutral": "p", "approx": "@", "tentative": "?", "moved": "V",
    "cancelled": "!", "label": "P", "or": "|", "tail": "&", "current": "+", "blocking": "*",
    "word": "%", "extent": "$", "conflict": "=", "former": "~",
    # punctuation
    "dash": "-", "comma": ",", "semicolon": ";", "open": "<", "close": ">", "colon": ":",
    "slash": "/", "dot": "_",
}  # fmt: skip

MONTHS = (
    "январь января январе январю январем янв",
    "февраль февраля феврале февралю февралем фев февр",
    "март марта марте марту мартом мар",
    "апрель апреля апреле апрелю апрелем апр",
    "май мая мае маю маем",
    "июнь июня июне июню июнем июн",
    "июль июля июле июлю июлем июл",
    "август августа августе августу августом авг",
    "сентябрь сентября сентябре сентябрю сентябрем сен сент",
    "октябрь октября октябре октябрю октябрем окт",
    "ноябрь ноября ноябре ноябрю ноябрем ноя нояб",
    "декабрь декабря декабре декабрю декабрем дек",
)
# First month of the season; winter begins in December of the year before.
SEASONS = {
    3: "весна весны весной весне весну",
    6: "лето лета летом лету лете",
    9: "осень осени осенью",
    12: "зима зимы зимой зиме зиму",
}
# «летний период» is summer, «летний лагерь» is not a date.
SEASONAL = {
    3: "весенний весеннего весенние весенних",
    6: "летний летнего летние летних",
    9: "осенний осеннего осенние осенних",
    12: "зимний зимнего зимние зимних",
}
DAY_SETS = {
    (0, 1, 2, 3, 4): "будням будние будни рабочим рабочие",
    (5, 6): "выходным выходные",
}
WEEKDAYS = (
    ("понедельник понедельника пн пон", "понедельникам понедельники"),
    ("вторник вторника вт", "вторникам вторники"),
    ("среда среды среду ср", "средам"),
    ("четверг четверга чт чет", "четвергам четверги"),
    ("пятница пятницы пятницу пт пятн", "пятницам"),
    ("суббота субботы субботу сб субб", "субботам"),
    ("воскресенье воскресенья воскресение вс воскр", "воскресеньям"),
)
ORDINALS = {
    1: "первый первая первое первого первой первую первом первые первых",
    2: "второй вторая второе второго вторую втором",
    3: "третий третья третье третьего третьей третью третьем",
    4: "четвертый четвертая четвертое четвертого четвертой четвертую четвертом",
    5: "пятый пятая пятое пятого пятой пятую",
    6: "шестое шестого",
    7: "седьмое седьмого",
    8: "восьмое восьмого",
    9: "девятое девятого",
    10: "десятое десятого",
    11: "одиннадцатое одиннадцатого",
    12: "двенадцатое двенадцатого",
    13: "тринадцатое тринадцатого",
    14: "четырнадцатое четырнадцатого",
    15: "пятнадцатое пятнадцатого",
    16: "шестнадцатое шестнадцатого",
    17: "семнадцатое семнадцатого",
    18: "восемнадцатое восемнадцатого",
    19: "девятнадцатое девятнадцатого",
    20: "двадцатое двадцатого",
    30: "тридцатое тридцатого",
    -1: """последний последняя последнее последнего последней последнюю последнем последние
        последних""",
}
CARDINALS = {
    0: "несколько",
    1: "один одного одна одной одну",
    2: "два две двух",
    3: "три трех",
    4: "четыре четырех",
    6: "шесть шести",
}
# Frequencies as RFC 5545 rules.
FREQUENCIES = {
    "FREQ=DAILY": "ежедневно ежедневный ежедневная ежедневное",
    "FREQ=WEEKLY": "еженедельно еженедел еженедельный еженедельная",
    "FREQ=MONTHLY": "ежемесячно ежемес ежемесячный ежемесячная помесячно месяцам",
    "FREQ=MONTHLY;INTERVAL=3": """ежеквартально ежеквартал ежекварт ежеквартальный поквартально
        кварталам""",
    "FREQ=MONTHLY;INTERVAL=6": "полугодиям",
    "FREQ=YEARLY": "ежегодно ежегодный ежегодная ежегодное",
}
HEADS = {
    Reason.AGREEMENT: """согласованию договоренности согласованно согласования согласовывается
        согласуется согласовании""",
    Reason.OWN_SCHEDULE: """графику графиком графикам графика плану планом планам плана расписанию
        расписанием календарю регламенту регламентом регламентам положению положением положениям
        соответствии согласно плану-графику программе программой приказу приказом вызову
        приглашению распоряжению распоряжением установленные установленном""",
    Reason.AS_NEEDED: """мере необходимости необходимость потребности потребность запросу запросам
        заявке заявкам требованию обращению обращениям поступления поступлению поступлении
        возникновения возникновении случае наличии обращения факту заявлению заявлениям просьбе
        надобности""",
    Reason.NOT_SET: "назначению",
    Reason.DEPENDS: "итогам результатам решению поручению окончании завершении истечении",
}
EXTENTS = {
    Extent.EXACT: "точно",
    Extent.THROUGHOUT: "целиком полностью",
    Extent.WITHIN: "однократно единожды",
}
# Words of the class whose first word names them; values follow the grammar's needs.
PLAIN_WORDS = {
    "quarter": "квартал квартала квартале кварталы кварталах кварталов кварталу кварталом кв кварт",
    "half": "п/г пол полугодие полугодия полугодии полугодий полугодию полуг полугодиях полгода",
    "moiety": "половина половины половине половину половиной",
    "god": "год лет года году годы годов годах годом годам г гг гг",
    "school": "учебный учебного учебном учебные учебных уч учеб",
    "sport": "сезон сезона сезоне сезону",
    "decade": "декада декады декаде декаду декад",
    "week": "неделя недели неделе неделю недель нед",
    "term4": "четверть четверти четвертей",
    "monthword": "месяц месяцы месяца месяце месяцев мес месяцу",
    "dayword": "день дням днях дня дней дни сутки",
    "hour": "час часа часов ч часам",
    "minute": "мин минут минуты",
    "chislo": "число числа числе числу чисел числах",
    "every": "каждый каждая каждое каждую каждого каждой каждые каждом каждому",
    "times": "раз раза р разу",
    "constant": """постоянно регулярно систематически круглогодично непрерывно бессрочно
        периодически постоянный постоянной постоянном регулярной системной
        постоянная""",
    "all": "весь всего всей всю все круглый",
    "course": "течение течении протяжении протяжение теч",
    "period": "период периода периоде срок срока",
    "in": "в во",
    "from": "с со",
    "by": "по при",
    "until": "до",
    "toward": "к ко",
    "on": "на",
    "and": "и но",
    "or": "или либо",
    "number": "двадцать тридцать",
    "not": "не",
    "later": "позднее позже",
    "earlier": "ранее раньше",
    "less": "менее реже чем",
    "starting": "начиная",
    "unset": """уточняется уточняются уточнению уточняться определяется определяются уточнена
        определена определен определены уточнены объявлена объявлено объявлены уточнить сообщено
        дополнительно определено объявлен""",
    "neutral": """дата даты дате дату дат сроки сроках время времени проведения проведение будет
        будут точная точные точное место реализации программы плана-графика действия проекта
        исполнения выполнения ориентировочный утвержденному
        основе режиме включительно спортивный
        спортивного соглашения договора контракта""",
    "approx": """ориент ориентировочно примерно около предположительно приблизительно ориентир
        ориентировочная ориентировочные ориентировочное примерная""",
    "tentative": "предв предварительно предварительная предварительные предварит планируется",
    "moved": """перенос перенесено перенесен перенесена перенесены переносится переноса перенесли
        переносятся""",
    "cancelled": """отменено отменен отменена отменены отмена отменяется отменяются аннулировано""",
    "label": """этап этапа этапы этапе тур тура смена смены заезд поток группа финал полуфинал
        отборочный заочный очный муниципальный региональный школьный открытие закрытие""",
    "current": "текущего текущий текущем календарного календарный календарном",
    "tail": """следующего следующим отчетным отчетного отчетному отчетный отчетной за истекшим
        истекшего расчетным последующего""",
    "former": "прежний прежняя прежние",
    "conflict": "противоречие противоречит противоречив",
    "blocking": """между после через кроме перед накануне спустя назад прошлого прошлом предыдущего
        предшествующего от итоги вместо исключением позапрошлого""",
}  # fmt: skip
PARTS = {
    0: "начало начала начале началу нач",
    1: "середина середины середине середину сер",
}
# Words that are numerals or abbreviations only beside the right neighbour.
ROMAN_TWINS = {"п": 2, "ш": 3}
# «l» is the small letter that looks like «I».
LETTER_TWINS = {"i": "iіl", "v": "vу", "x": "xх"}
PUNCTUATION = {
    "-": "dash", ",": "comma", ";": "semicolon", "(": "open", ")": "close", "[": "open",
    "]": "close", ":": "colon", "/": "slash", "\\": "slash", ".": "dot", "+": "and", "&": "and",
}  # fmt: skip


def _roman_words(number: int) -> set[str]:
    """Return a numeral in every mixture of the alphabets in which it is typed."""
    choices = [LETTER_TWINS[letter] for letter in format_roman(number).lower()]
    return {"".join(letters) for letters in product(*choices)}


def _numbers() -> dict[str, Entry]:
    entries: dict[str, Entry] = {"0": ("0", 0), "00": ("0", 0)}
    for number in range(1, 32):
        entries[str(number)] = entries[f"{number:02}"] = (CLASSES["day"], number)
    for year in range(MIN_YEAR, MAX_YEAR + 1):
        entries[str(year)] = (CLASSES["year"], year)
    for number in range(1, 13):
        for word in _roman_words(number):
            entries[word] = (CLASSES["roman"], number)
    for word, number in ROMAN_TWINS.items():
        entries[word] = (CLASSES["roman"], number)
    return entries


def _entries(name: str, words: str, value: object) -> dict[str, Entry]:
    return dict.fromkeys(words.split(), (CLASSES[name], value))


# Classes whose words carry a value: tables from the value to its words.
_VALUED: tuple[tuple[str, Mapping[Any, str]], ...] = (
    ("month", dict(enumerate(MONTHS, start=1))),
    ("season", SEASONS),
    ("seasonal", SEASONAL),
    ("weekday", {number: single for number, (single, _) in enumerate(WEEKDAYS)}),
    ("weekdays", {number: plural for number, (_, plural) in enumerate(WEEKDAYS)}),
    ("dayset", DAY_SETS),
    ("ordinal", ORDINALS),
    ("cardinal", CARDINALS),
    ("twice", {2: "дважды", 3: "трижды"}),
    ("part", PARTS),
    ("finish", {2: "конец конца конце концу кон"}),
    ("freq", FREQUENCIES),
    ("extent", EXTENTS),
    ("head", HEADS),
)


def _words() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for name, words in PLAIN_WORDS.items():
        entries |= _entries(name, words, None)
    for name, table in _VALUED:
        for value, words in table.items():
            entries |= _entries(name, words, value)
    return entries | {mark: (CLASSES[name], None) for mark, name in PUNCTUATION.items()}


VOCABULARY: dict[str, Entry] = _numbers() | _words()
