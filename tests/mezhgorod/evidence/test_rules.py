import pytest

from mezhgorod.evidence.rules import file_suffix, shown_file_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("План 2023.docx", "План 2023.docx"),
        ("/etc/passwd", "passwd"),
        ("C:\\Планы\\план.txt", "план.txt"),
        ("план\x00\n.txt", "план .txt"),
        ("", "документ"),
        ("..", "документ"),
        ("о" * 300 + ".txt", "о" * 251 + ".txt"),
    ],
)
def test_shown_file_name(given: str, shown: str) -> None:
    assert shown_file_name(given) == shown


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("План.DOCX", ".docx"), ("план", ""), ("план.т/х", ""), ("план." + "x" * 30, "")],
)
def test_file_suffix(name: str, suffix: str) -> None:
    assert file_suffix(name) == suffix
