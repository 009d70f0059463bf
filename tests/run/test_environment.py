import json
from pathlib import Path

import pytest
from tools.commands import environment, layout
from tools.commands.environment import Environment, is_current, lock_checksum
from tools.commands.installing import explain_failure


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment stamped for `web`, with a lock of its own."""
    monkeypatch.setattr(layout, "REQUIREMENTS", tmp_path)
    (tmp_path / "web.txt").write_text("django==5.2\n", encoding="utf-8")
    made = Environment(tmp_path / ".venv")
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    stamp = {"web": lock_checksum("web", made), "folder": str(made.folder)}
    (made.folder / environment.STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    return made


def test_stamped_environment_is_current(installed: Environment) -> None:
    assert is_current(installed, "web")


def test_changed_lock_is_installed_again(installed: Environment) -> None:
    (layout.REQUIREMENTS / "web.txt").write_text("django==5.2.1\n", encoding="utf-8")

    assert not is_current(installed, "web")


def test_cut_install_is_not_current(installed: Environment) -> None:
    (installed.folder / environment.UNFINISHED).touch()

    assert not is_current(installed, "web")


def test_lost_python_is_not_current(installed: Environment) -> None:
    installed.python.unlink()

    assert not is_current(installed, "web")


def test_moved_environment_is_not_current(installed: Environment, tmp_path: Path) -> None:
    moved = Environment(tmp_path / "moved")
    installed.folder.rename(moved.folder)

    assert not is_current(moved, "web")


@pytest.mark.parametrize("damage", ["", "[]", "{", "null"])
def test_damaged_stamp_is_not_current(damage: str, installed: Environment) -> None:
    (installed.folder / environment.STAMP).write_text(damage, encoding="utf-8")

    assert not is_current(installed, "web")


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("ERROR: [Errno 28] No space left on device", "Кончилось место на диске."),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "Скачанный файл не совпал с контрольной суммой: он повреждён или подменён.",
        ),
        (
            "NewConnectionError: [Errno -3] Temporary failure in name resolution\n"
            "ERROR: No matching distribution found for asgiref",
            "Нет связи с хранилищем пакетов Python.",
        ),
        (
            "ERROR: No matching distribution found for lxml==6.1.3",
            "Для этой системы нет готового пакета, или хранилище его не отдаёт.",
        ),
        ("Segmentation fault", "Не удалось установить библиотеки.\nSegmentation fault"),
    ],
)
def test_failure_of_pip_is_put_into_words(output: str, problem: str, tmp_path: Path) -> None:
    trouble = explain_failure(output, tmp_path / "install.log")

    assert trouble.problem.startswith(problem)
    assert str(tmp_path / "install.log") in str(trouble)
