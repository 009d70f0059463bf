"""Letters as one Word file, a page for each addressee."""

import io
import zipfile

from mezhgorod.publication.campaign_letters import LetterPage, letters_docx


def test_each_letter_begins_on_its_own_page() -> None:
    letters = [
        LetterPage(name, "Предложения до 15 ноября", f"{name}\n\nПросим подать предложения.")
        for name in ("Вологда", "Псков", "Тихвин")
    ]
    with zipfile.ZipFile(io.BytesIO(letters_docx(letters=letters, sender="Союз"))) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:pageBreakBefore/>") == 2
    assert [document.count(name) for name in ("Вологда", "Псков", "Тихвин")] == [1, 1, 1]
    assert document.count("Просим подать предложения.") == 3
