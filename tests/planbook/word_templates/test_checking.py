"""Broken and hostile templates: every fault with its place, nothing harmful let in."""

import io
import zipfile

import pytest
from tests.factories.word import (
    DOCUMENT_TYPE,
    paragraph,
    part_of,
    relation,
    table,
    text_box,
    word_file,
)

from planbook.errors import UnreadableDocument
from planbook.word_templates import (
    FieldSpec,
    PaperSheet,
    Value,
    fill_template,
    read_template,
    shipped_templates,
)

FIELDS = (
    FieldSpec("адресат", "кому"),
    FieldSpec("программа.время", "время", list_name="программа"),
    FieldSpec("участник.название", "кто", list_name="участники"),
)


def faults(data: bytes) -> list[str]:
    return [str(one) for one in read_template(data, file_name="ш.docx", fields=FIELDS).faults]


def test_all_faults_are_told_at_once_with_their_places() -> None:
    body = (
        paragraph("Верно: {адресат} и {участники:род}")
        + paragraph("{адресат:датт}")
        + table(("Кому", "Что"), ("{адресатт}", "{программа.время} {участник.название}"))
        + paragraph("[не закрыта {адресат}")
        + text_box("{}")
        + paragraph("{адресат")
        + paragraph("лишняя }")
        + paragraph("[{адресат} {места.команда}]")
    )
    found = faults(word_file(body, header="{дата рождения}"))
    assert found == [
        "абзац 2: поле «адресат»: настройки «датт» нет; ближайшая — «дат»",
        "таблица 1, строка 2: поля «адресатт» нет; похоже на «адресат»",
        "таблица 1, строка 2: в одной строке поля разных списков: «программа», «участники»",
        "абзац 3: не закрыта скобка «[»: «[не закрыта {адресат}»",
        "надпись, абзац 5: пустое поле «{}»",
        "абзац 6: не закрыта скобка «{»: «{адресат»",
        "абзац 7: лишняя закрывающая скобка «}»",
        "верхний колонтитул, абзац 1: поля «дата рождения» нет; список полей — рядом с шаблоном",
    ]


def test_lists_of_reports_repeat_in_their_own_language() -> None:
    assert (
        faults(word_file(paragraph("[*места через «; »: {место:порядк} место – {команда}]"))) == []
    )


def test_fields_are_told_in_the_order_of_reading() -> None:
    reading = read_template(
        word_file(paragraph("{адресат} {город:в}"), footer="{адресат}"),
        file_name="ш.docx",
        fields=FIELDS,
    )
    assert reading.field_names == ("адресат", "город")
    assert reading.has_fields_around


HARMFUL = {
    "macros by type": word_file(
        paragraph("x"), kind="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "macros by relation": word_file(paragraph("x"), relations=relation("vbaProject", "v.xml")),
    "object": word_file(paragraph("x"), relations=relation("oleObject", "embeddings/o.xml")),
    "object in a folder": word_file(paragraph("x"), parts={"word/embeddings/o.bin": b"x"}),
    "chunk": word_file(paragraph("x"), relations=relation("aFChunk", "chunk.html")),
    "external picture": word_file(
        paragraph("x"), relations=relation("image", "http://x.example.org/p.png", is_external=True)
    ),
    "link to a file": word_file(
        paragraph("x"), relations=relation("hyperlink", "file:///etc/passwd", is_external=True)
    ),
    "field that runs": word_file('<w:p><w:r><w:instrText> DDEAUTO "cmd"</w:instrText></w:r></w:p>'),
    "field that includes": word_file('<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'),
    "entities": word_file(
        "", parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    ),
    "no Word document": word_file("", kind="application/xml"),
    "text": b"plain words",
    "empty": b"",
    "cut off": word_file(paragraph("x"))[:200],
    "too many rows": word_file(table(*[("x",)] * 2_001)),
    "too many columns": word_file(table(("x",) * 129)),
    "too deep": word_file("<w:p>" * 240 + "</w:p>" * 240),
}


@pytest.mark.parametrize("data", HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful_template_is_refused_with_words(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        faults(data)
    assert refused.value.cause
    assert refused.value.remedy


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        faults(word_file("", parts={"word/document.xml": b" " * 25_000_000}))
    assert refused.value.code == "archive.bomb"


def test_form_of_an_office_is_taken_and_forgets_where_it_came_from() -> None:
    template_type = DOCUMENT_TYPE.replace("document.main", "template.main")
    settings = "<w:settings xmlns:w='w'><w:attachedTemplate/><w:zoom/></w:settings>"
    attached = relation("attachedTemplate", "file:///C:/Normal.dotm", is_external=True)
    rels = f'<Relationships xmlns="http://x">{attached}</Relationships>'
    data = word_file(
        paragraph("{адресат}"),
        kind=template_type,
        parts={"word/settings.xml": settings, "word/_rels/settings.xml.rels": rels},
    )
    sheet = PaperSheet({"адресат": Value("Вологда")})
    filled = fill_template(data, sheet, file_name="ш.dotx", fields=FIELDS).content
    assert "Normal.dotm" not in part_of(filled, "word/_rels/settings.xml.rels")
    assert "attachedTemplate" not in part_of(filled, "word/settings.xml")
    assert DOCUMENT_TYPE in part_of(filled, "[Content_Types].xml")
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.testzip() is None


def test_ready_templates_stand_for_every_kind() -> None:
    assert [one.key for one in shipped_templates()] == [
        "invitation", "programme", "participants", "minutes", "resolution", "diploma", "thanks",
        "other",
    ]  # fmt: skip
