"""Russian words of the form of a layout: values to choose, fields of templates, hints.

Names of fields come from the layout itself (`planbook.layouts.constraints`); here stands only what
a form needs beside them. A test holds the tables against the layout, so nothing is left unnamed.
"""

from __future__ import annotations

from enum import StrEnum

from planbook.documents.printed import Align
from planbook.layouts.layout import (
    HeadingPlace,
    Merging,
    NoteMarks,
    NumberingStyle,
    NumeralStyle,
    Order,
    PageSize,
    RegionStyle,
    SectionRule,
    Source,
    UndatedPlace,
    YearStyle,
)
from planbook.plans import Grouping

VALUE_WORDS: dict[type[StrEnum], dict[str, str]] = {
    Align: {
        "left": "по левому краю",
        "center": "по середине",
        "right": "по правому краю",
        "justify": "по ширине",
    },
    Merging: {
        "none": "не объединять",
        "inherited": "как в документе",
        "equal": "объединять одинаковые соседние",
    },
    NumberingStyle: {
        "none": "без номеров",
        "bullet": "маркер",
        "continuous": "сквозная",
        "restart": "заново в каждом разделе",
        "hierarchical": "с номером раздела: 1.1, 1.2",
        "as_printed": "как напечатано в документе",
    },
    NumeralStyle: {
        "as_printed": "как в документе",
        "none": "без номеров",
        "roman": "римские: I, II, III",
        "arabic": "арабские: 1, 2, 3",
    },
    HeadingPlace: {
        "row": "строкой через всю таблицу",
        "paragraph": "над таблицей: у каждого раздела своя",
    },
    SectionRule: {
        "as_in_plan": "как в плане",
        "none": "без разделов",
        "month": "по месяцам",
        "quarter": "по кварталам",
    },
    Order: {"author": "как в плане", "automatic": "по времени", "alphabetical": "по алфавиту"},
    UndatedPlace: {"end": "в конце раздела", "in_place": "на своём месте"},
    Source: {"verbatim": "словами автора", "composed": "по образцу ниже"},
    YearStyle: {"when_needed": "когда нужен", "always": "всегда"},
    RegionStyle: {
        "full": "Калужская область, Тульская область",
        "elliptic": "Калужская, Тульская области",
    },
    NoteMarks: {"as_printed": "как в документе", "numbered": "по порядку: ¹, ²"},
    PageSize: {"A3": "A3", "A4": "A4", "A5": "A5", "Letter": "Letter (США)"},
    Grouping: {
        "theme": "темы",
        "department": "департаменты и отделы",
        "sphere": "сферы",
        "quarter": "кварталы",
        "month": "месяцы",
        "list": "списки: юбилеи, дни городов",
        "none": "строки без раздела",
    },
}

# What a template may name: «{title}». The order is that of the help beside the form.
ITEM_FIELD_WORDS: dict[str, str] = {
    "title": "название мероприятия",
    "kind": "вид: форум, семинар, выставка",
    "own_name": "имя собственное, в кавычках",
    "topic": "тема",
    "dedication": "чему посвящено",
    "edition": "который раз проводится",
    "scope": "уровень: международный, региональный",
    "body": "чьё заседание: секция, комитет",
    "parent_event": "в рамках чего проходит",
    "timing": "срок",
    "place": "место",
    "places": "места по отдельности",
    "cities": "города",
    "venues": "площадки",
    "occasions": "пары «место, дата»",
    "online": "пометка, что можно участвовать удалённо",
    "remote": "слова вместо места, если встреча только удалённая",
    "partners": "регионы и города-партнёры",
    "exchange_partners": "участники обмена",
    "organizers": "организаторы",
    "organizers_label": "слово «Организатор» или «Организаторы»",
    "operators": "кто проводит у себя",
    "initiator": "инициатор",
    "responsible": "ответственные",
    "description": "содержание",
    "activities": "что предусмотрено программой",
    "audience": "участники",
    "budget": "средства",
    "age": "возраст города, как напечатан",
    "age_words": "возраст со словом: 231 год",
    "note": "примечание",
    "number": "номер строки в документе",
    "heading": "заголовок раздела",
    "numeral": "номер раздела",
}
PLAN_FIELD_WORDS: dict[str, str] = {
    "title": "название плана",
    "owner": "чей план",
    "period": "период",
    "year": "год",
    "kind": "вид плана",
}

# Clearer words than the field's own name, by class and field.
LABELS: dict[str, str] = {
    "Layout.title": "название макета",
    "Layout.section_columns": "другие столбцы для отдельных разделов",
    "Layout.page": "лист и шрифт",
    "Layout.title_block": "заголовок и грифы",
    "Layout.closing": "сноски и подпись",
    "Layout.headings": "разделы и их заголовки",
    "Layout.numbering": "нумерация строк",
    "Layout.sorting": "порядок строк",
    "Layout.wording": "слова: сроки, города, регионы",
    "LayoutColumn.header": "заголовок столбца",
    "LayoutColumn.role": "что печатается",
    "LayoutColumn.width": "ширина",
    "PageSetup.top": "верхнее поле, мм",
    "PageSetup.right": "правое поле, мм",
    "PageSetup.bottom": "нижнее поле, мм",
    "PageSetup.left": "левое поле, мм",
    "PageSetup.font_size": "размер шрифта, пт",
    "Wording.dash": "тире в сроке: май–июнь",
    "Wording.wide_dash": "тире между датами: 30 марта – 1 апреля",
}
HINTS: dict[str, str] = {
    "LayoutColumn.header": "Уровни шапки отделяет строка, в которой стоит только знак /.",
    "LayoutColumn.template": (
        "Нужен, когда слов автора нет или их надо дополнить. Поля перечислены ниже."
    ),
    "TitleBlock.lines": "По одной на строке. Пусто – заголовок печатается как в документе.",
    "TitleBlock.stamp": "Печатается, если в плане нет своего.",
    "TitleBlock.approval": "По одной строке. Печатается, если в плане нет своего.",
    "Closing.signature": "По одной строке. Печатается, если в плане нет своей.",
    "Numbering.format": "Знак {n} стоит на месте номера.",
    "Numbering.bullet": "Печатается у строк без номера.",
    "Wording.dates": "Слова автора сохраняются, пока срок не изменён.",
    "Wording.city_prefix": "Например «г. ». Пусто – без приставки.",
    "Wording.last_comma": "Запятая с пробелом или союз « и ».",
    "Wording.whole_period": "Например «в течение года».",
}
