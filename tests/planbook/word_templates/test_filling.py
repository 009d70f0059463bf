"""Templates of Word as people make them: fields cut by Word, lists, parts that say nothing."""

import pytest
from tests.factories.word import paragraph, part_of, run, table, text_box, word_file

from planbook.errors import PlanbookError
from planbook.language import Case
from planbook.narrative import EventSheet, Name
from planbook.word_templates import (
    FieldSpec,
    PaperSheet,
    Value,
    ValueKind,
    fill_template,
    merge_filled,
)

FIELDS = (
    FieldSpec("адресат.имя", "кому", ValueKind.PERSON),
    FieldSpec("адресат.должность", "должность", ValueKind.POST),
    FieldSpec("тема", "тема"),
    FieldSpec("номер бумаги", "номер"),
    FieldSpec("программа.время", "время", list_name="программа"),
    FieldSpec("программа.что", "что", list_name="программа"),
    FieldSpec("№", "номер строки"),
)
EVENT = EventSheet("1", "Форум", participants=(Name("Вологда"), Name("Шуя"), Name("Ярославль")))


def sheet(theme: str = "Туризм", lines: int = 2, **forms: str) -> PaperSheet:
    values = {
        "адресат.имя": Value(
            "Чуковский Корней Иванович", ValueKind.PERSON, {Case(k): v for k, v in forms.items()}
        ),
        "адресат.должность": Value("глава города Вологды", ValueKind.POST),
        "тема": Value(theme),
        "номер бумаги": Value("7"),
    }
    items = tuple(
        {"программа.время": Value(f"1{n}:00"), "программа.что": Value(f"Доклад {n}")}
        for n in range(lines)
    )
    return PaperSheet(values, {"программа": items}, EVENT)


def text_of(body: str, filled: PaperSheet | None = None) -> str:
    data = word_file(body)
    return fill_template(data, filled or sheet(), file_name="ш.docx", fields=FIELDS).text


def test_field_that_word_cut_into_runs_takes_the_look_of_the_first() -> None:
    body = (
        f"<w:p>{run('Главе: ')}{run('{адре', '<w:b/>')}<w:proofErr/>{run('сат.имя:', '<w:i/>')}"
        f"{run('дат}', '<w:u/>')}{run(' лично')}</w:p>"
    )
    filled = fill_template(word_file(body), sheet(), file_name="ш.docx", fields=FIELDS)
    assert filled.text == "Главе: Чуковскому Корнею Ивановичу лично"
    markup = part_of(filled.content)
    bold = markup.index("<w:b/>")
    assert bold < markup.index("Чуковскому") < markup.index("<w:i/>")


def test_cases_of_names_posts_and_of_facts_in_the_language_of_reports() -> None:
    body = paragraph("{адресат.должность:дат прописная} {адресат.имя:дат инициалы}") + paragraph(
        "из {участники:род}"
    )
    assert text_of(body) == "Главе города Вологды К. И. Чуковскому\nиз Вологды, Шуи и Ярославля"


def test_form_written_by_hand_wins() -> None:
    body = paragraph("{адресат.имя:дат}")
    assert text_of(body, sheet(datv="Чуковскому К. И.")) == "Чуковскому К. И."


def test_row_repeats_for_every_item_with_its_number() -> None:
    body = table(("№", "Время", "Что"), ("{№}", "{программа.время}", "{программа.что}, {тема}"))
    assert text_of(body).split("\n") == [
        "№\tВремя\tЧто",
        "1\t10:00\tДоклад 0, Туризм",
        "2\t11:00\tДоклад 1, Туризм",
    ]


def test_paragraph_repeats_outside_tables() -> None:
    body = paragraph("{№}. {программа.что}") + paragraph("Конец")
    assert text_of(body) == "1. Доклад 0\n2. Доклад 1\nКонец"


def test_empty_list_takes_the_row_away_and_is_told() -> None:
    body = table(("{программа.время}", "{программа.что}")) + paragraph("Конец")
    filled = fill_template(word_file(body), sheet(lines=0), file_name="ш.docx", fields=FIELDS)
    assert (filled.text, filled.missing) == ("Конец", ("список «программа» пуст",))
    assert "<w:tbl>" not in part_of(filled.content)


def test_paragraph_and_part_that_say_nothing_vanish() -> None:
    body = paragraph("Тема: {тема}") + paragraph("№ {номер бумаги}[, тема — {тема}] [1]")
    assert text_of(body, sheet(theme="")) == "№ 7 [1]"
    assert text_of(body) == "Тема: Туризм\n№ 7, тема — Туризм [1]"


def test_header_footer_text_box_and_cell_in_a_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{table(('{тема}',))}<w:p/></w:tc></w:tr></w:tbl>"
    data = word_file(text_box("{тема}") + inner, header="№ {номер бумаги}", footer="{тема}")
    filled = fill_template(data, sheet(), file_name="ш.docx", fields=FIELDS)
    assert filled.text == "Туризм\nТуризм\n№ 7\nТуризм"
    assert "№ 7" in part_of(filled.content, "word/header1.xml")


def test_values_are_words_and_never_markup_or_fields() -> None:
    odd = 'Б & <w:p/> {адресат.имя} [1] "x"\nстрока\tтабуляция\x08'
    filled = fill_template(
        word_file(paragraph("{тема}")), sheet(theme=odd), file_name="ш.docx", fields=FIELDS
    )
    assert "{адресат.имя} [1]" in filled.text
    markup = part_of(filled.content)
    assert "Б &amp; &lt;w:p/&gt;" in markup
    assert "<w:br/>" in markup
    assert "<w:tab/>" in markup


def test_part_takes_values_with_brackets_as_words() -> None:
    assert text_of(paragraph("А[ ({тема})]"), sheet(theme="[x|y] {z}")) == "А ([x|y] {z})"


def test_same_template_and_values_give_the_same_bytes() -> None:
    data = word_file(paragraph("{тема}"))
    one, two = (
        fill_template(data, sheet(), file_name="ш.docx", fields=FIELDS).content for _ in range(2)
    )
    assert one == two


def test_papers_of_one_template_in_one_file() -> None:
    data = word_file(paragraph("{тема}") + "<w:sectPr/>")
    papers = [
        fill_template(data, sheet(theme=theme), file_name="ш.docx", fields=FIELDS).content
        for theme in ("Первая", "Вторая", "Третья")
    ]
    markup = part_of(merge_filled(papers, file_name="все.docx"))
    assert markup.count('w:type="page"') == 2
    assert markup.index("Первая") < markup.index("Вторая") < markup.index("Третья")
    assert markup.index("Третья") < markup.index("<w:sectPr/>")


def test_small_template_cannot_grow_without_end() -> None:
    heavy = table(("{программа.время}", *["x"] * 120))
    for body, filled in (
        (heavy, sheet(lines=1_900)),
        (paragraph("{тема}") * 26, sheet(theme="я" * 200_000)),
        (paragraph("{программа.что}"), sheet(lines=2_001)),
    ):
        with pytest.raises(PlanbookError):
            text_of(body, filled)


def test_many_fields_in_one_paragraph_are_filled_in_time() -> None:
    body = f"<w:p>{''.join(run(one) for one in ['{те', 'ма}', ' '] * 1_900)}</w:p>"
    assert text_of(body) == " ".join(["Туризм"] * 1_900) + " "
