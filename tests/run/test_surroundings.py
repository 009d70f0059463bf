import importlib.util
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.commands import surroundings
from tools.commands.trouble import Trouble


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_taken_port_is_refused_with_a_free_one(taken_port: int) -> None:
    with pytest.raises(Trouble) as caught:
        surroundings.ensure_port_free("127.0.0.1", taken_port)

    named = int(caught.value.remedy.rsplit(" ", 1)[1])
    assert f"Порт {taken_port} уже занят" in caught.value.problem
    assert surroundings.port_problem("127.0.0.1", named) is None


def test_foreign_address_is_refused() -> None:
    with pytest.raises(Trouble, match="На этой машине нет адреса 192\\.0\\.2\\.1"):
        surroundings.ensure_port_free("192.0.2.1", 8000)


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_missing_venv_names_the_debian_package(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else found(name)
    )

    with pytest.raises(Trouble) as caught:
        surroundings.ensure_venv_module()

    assert "apt install python3-venv" in caught.value.remedy


def test_full_disk_is_refused_with_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=99 * surroundings.MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    with pytest.raises(Trouble, match="свободно 99 МБ, нужно не меньше 500 МБ"):
        surroundings.ensure_disk_space(tmp_path, megabytes=500)


def test_folder_of_another_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda folder, mode: False)

    with pytest.raises(Trouble, match=f"Нет права записи в папку {tmp_path}"):
        surroundings.ensure_writable(tmp_path)
