"""A table pasted into «Загрузка»: kept as a file, read like any other."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.html import texts, tree_of, words

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.actions import extract
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASTE = "/import/paste/"
TEXT = "№\tМероприятие\tСрок\tМесто\n1\tФорум городов\tмай 2024 г.\tг. Вологда\n"
TABLE = (
    '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"></head>'
    "<body><!--StartFragment--><table><tr><td>№</td><td>Мероприятие</td><td>Срок</td></tr>"
    "<tr><td>1</td><td>Форум<br>городов</td><td>май 2024 г.</td></tr></table></body></html>"
)


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def page_file(content: str = TABLE) -> SimpleUploadedFile:
    return SimpleUploadedFile("page.html", content.encode(), "text/html")


def kept_file() -> tuple[str, str]:
    """The name and the text of the only kept file."""
    kept = SourceDocument.objects.get()
    with kept.file.open("rb") as file:
        return kept.file_name, file.read().decode("utf-8-sig")


def read() -> tuple[str, list[str]]:
    """Read the only run as the worker does; return its state and the titles understood."""
    run = ExtractionRun.objects.get()
    extract(run=run, clock=lambda: NOW)
    run.refresh_from_db()
    sections = (run.draft_data or {}).get("sections", [])
    return run.state, [item["title"] for section in sections for item in section["items"]]


def test_text_of_a_sheet_is_kept_and_read(staff: Client) -> None:
    answer = staff.post(PASTE, {"text": TEXT.replace("\n", "\r\n")})

    assert answer["Location"] == f"/import/{ExtractionRun.objects.get().pk}/"
    assert kept_file() == ("вставленная таблица.tsv", TEXT)
    assert read() == (RunState.READY, ["Форум городов"])


def test_the_page_of_the_clipboard_goes_before_its_text(staff: Client) -> None:
    staff.post(PASTE, {"text": "Форум городов", "page": page_file()})

    assert kept_file() == ("вставленная таблица.html", TABLE)
    assert read() == (RunState.READY, ["Форум городов"])


def test_a_page_without_a_table_leaves_the_word_to_the_text(staff: Client) -> None:
    staff.post(PASTE, {"text": TEXT, "page": page_file("<p>Форум городов</p>")})

    assert SourceDocument.objects.get().file_name == "вставленная таблица.tsv"


def test_text_without_even_cells_is_kept_as_text(staff: Client) -> None:
    staff.post(PASTE, {"text": "План на 2024 год\nФорум городов"})

    assert SourceDocument.objects.get().file_name == "вставленная таблица.txt"


def test_the_same_table_pasted_twice_is_read_once(staff: Client) -> None:
    first, second = staff.post(PASTE, {"text": TEXT}), staff.post(PASTE, {"text": TEXT})

    assert first["Location"] == second["Location"]
    assert ExtractionRun.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_pasted_is_told_at_the_field(staff: Client, text: str) -> None:
    page = staff.post(PASTE, {"text": text})

    assert page.status_code == 422
    assert words(page, "//*[@id='paste-error']") == (
        "Вставьте таблицу: скопируйте её и нажмите здесь Ctrl + V."
    )
    assert len(tree_of(page).xpath("//details[@id='paste' and @open]")) == 1
    assert ExtractionRun.objects.count() == 0


def test_the_address_of_the_form_leads_to_its_page(staff: Client) -> None:
    assert staff.get(PASTE)["Location"] == "/import/#paste"


def test_visitors_paste_nothing(client: Client, outsider: User) -> None:
    asked = client.post(PASTE, {"text": TEXT})
    client.force_login(outsider)
    refused = client.post(PASTE, {"text": TEXT})

    assert (asked.status_code, asked["Location"]) == (302, "/login/?next=/import/")
    assert refused.status_code == 403
    assert SourceDocument.objects.count() == 0


def test_the_page_names_every_format_that_is_read(staff: Client) -> None:
    page = staff.get("/import/")

    (accepted,) = tree_of(page).xpath("//input[@type='file' and @name='file']/@accept")
    assert accepted.split(",") == [
        ".docx", ".odt", ".doc", ".pdf", ".xlsx", ".xls", ".ods", ".html", ".csv", ".txt", ".htm",
        ".tsv",
    ]  # fmt: skip
    assert texts(page, "//*[@id='file-help']") == [
        "Файл можно перетащить сюда мышью. Читаются Word (.docx, .doc), Excel (.xlsx, .xls), "
        "OpenDocument (.odt, .ods), PDF с текстом, а не со сканом, страница (.html), таблица .csv "
        "и текст (.txt); не больше 50 МБ. Файл сохраняется без изменений."
    ]
