"""What the text of a paragraph is, case by case."""

from __future__ import annotations

import pytest
from tests.planbook.readers.docx_builder import docx, paragraph, root, run

from planbook.readers import read_document

pytestmark = pytest.mark.core

INSERTED = f"<w:ins>{run('новый ')}</w:ins>"
DELETED = "<w:del><w:r><w:delText>старый </w:delText></w:r></w:del>"
BOX = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (run("Фес") + run("тиваль"), "Фестиваль"),
        (f"{INSERTED}{DELETED}{run('план')}", "новый план"),
        ("<w:moveFrom><w:r><w:t>а</w:t></w:r></w:moveFrom>" + run("б"), "б"),
        (f"<w:moveTo>{run('а')}</w:moveTo>{run('б')}", "аб"),
        (run("7 июня-") + "<w:r><w:br/></w:r>" + run("24 сентября"), "7 июня-\n24 сентября"),
        (run("а") + "<w:r><w:cr/></w:r>" + run("б"), "а\nб"),
        (run("а") + "<w:r><w:tab/></w:r>" + run("б"), "а\tб"),
        (run("а") + '<w:r><w:ptab w:alignment="right"/></w:r>' + run("б"), "а\tб"),
        (run("Нарьян") + "<w:r><w:noBreakHyphen/></w:r>" + run("Мар"), "Нарьян\u2011Мар"),
        (run("меро") + "<w:r><w:softHyphen/></w:r>" + run("приятие"), "меро\u00adприятие"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" пункт"), "• пункт"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>' + run("а"), "а"),
        (f"<w:hyperlink>{run('сайт')}</w:hyperlink>", "сайт"),
        (f'<w:fldSimple w:instr="DATE">{run("2023")}</w:fldSimple>', "2023"),
        (f"<w:smartTag>{run('Москва')}</w:smartTag>", "Москва"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Тверь')}</w:sdtContent></w:sdt>", "Тверь"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "x"),
        (run("МАГ") + run("1", '<w:vertAlign w:val="superscript"/>'), "МАГ¹"),
        (run("МАГ") + run("і", '<w:vertAlign w:val="superscript"/>'), "МАГⁱ"),
        (run("2") + run("й", '<w:vertAlign w:val="superscript"/>'), "2й"),
        (run("видно") + run(" скрыто", "<w:vanish/>"), "видно"),
        (run("видно", '<w:vanish w:val="0"/>'), "видно"),
        ("<w:r><w:t>а</w:t><w:rPr><w:b/></w:rPr></w:r>", "а"),
    ],
)
def test_paragraph_text_is_as_printed(markup: str, text: str) -> None:
    document = read_document(docx(f"<w:p>{markup}</w:p>"), file_name="план.docx")

    assert [block.text for block in document.paragraphs()] == [text]


def test_tab_stops_of_a_paragraph_are_no_tabs() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'

    document = read_document(docx(paragraph("План", stops)), file_name="план.docx")

    assert [block.text for block in document.paragraphs()] == ["План"]


def test_field_code_is_left_out_and_its_result_kept() -> None:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>" + run("код")

    document = read_document(
        docx(f"<w:p>{signs[0]}{code}{signs[1]}{run('май')}{end}{run(' 2023')}</w:p>"),
        file_name="план.docx",
    )

    assert [block.text for block in document.paragraphs()] == ["май 2023"]


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:drawing><wp:inline>{BOX}</wp:inline></w:drawing>",
        f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>",
        f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice/>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_text_box_is_read_once_as_a_paragraph(drawing: str) -> None:
    document = read_document(
        docx(f"<w:p>{run('План')}<w:r>{drawing}</w:r></w:p>"), file_name="план.docx"
    )

    assert [block.text for block in document.paragraphs()] == ["План", "УТВЕРЖДАЮ"]


@pytest.mark.parametrize(
    ("markup", "code", "message", "evidence"),
    [
        (
            f"{INSERTED}{DELETED}",
            "docx.tracked_changes",
            "В документе есть непринятые исправления: вставок — 1, удалений — 1. "
            "Вставленный текст прочитан, удалённый — нет.",
            "старый ",
        ),
        (
            run("тайна", "<w:vanish/>"),
            "docx.hidden_text",
            "Скрытый текст не прочитан: 1.",
            "тайна",
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Место для ввода')}"
            "</w:sdtContent></w:sdt>",
            "docx.placeholder",
            "Незаполненные поля формы не прочитаны: 1.",
            "Место для ввода",
        ),
        (
            '<w:r><w:drawing><wp:docPr id="1" name="Рисунок 1" descr="Герб"/></w:drawing></w:r>',
            "docx.image",
            "Изображение в текст не вошло.",
            "[image: Герб]",
        ),
    ],
)
def test_what_is_left_out_is_told(markup: str, code: str, message: str, evidence: str) -> None:
    document = read_document(docx(f"<w:p>{run('План')}{markup}</w:p>"), file_name="план.docx")

    found = [(finding.code, finding.message, finding.evidence) for finding in document.findings]
    assert found == [(code, message, evidence)]


@pytest.mark.parametrize(
    "markup",
    [
        paragraph("скрыто", '<w:pStyle w:val="Hidden"/>'),
        "<w:p>" + run("скрыто", '<w:rStyle w:val="HiddenRun"/>') + "</w:p>",
    ],
)
def test_text_of_a_hidden_style_is_left_out(markup: str) -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="HiddenRun"><w:basedOn w:val="Hidden"/></w:style>',
    )

    document = read_document(docx(paragraph("План") + markup, styles=styles), file_name="план.docx")

    assert [block.text for block in document.paragraphs()] == ["План"]
    assert [finding.evidence for finding in document.findings] == ["скрыто"]
