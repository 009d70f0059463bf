"""The running site: services that are restarted and stopped, and the whole of `run.py serve`."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.commands import environment, layout, site
from tools.commands.processes import Service
from tools.commands.trouble import Trouble

PATIENCE = 30.0
pytestmark = pytest.mark.slow


def service_running(code: str, folder: Path) -> Service:
    command = [sys.executable, "-c", code]
    return Service("Проба", command, folder / "probe.log", dict(os.environ), folder)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "не дождались"
        time.sleep(0.02)


def test_service_stops_when_asked(tmp_path: Path) -> None:
    service = service_running("import time; time.sleep(60)", tmp_path)
    service.start()

    service.ask_to_stop()
    service.stop()

    assert service.exit_code == -signal.SIGTERM


def test_service_deaf_to_the_polite_signal_is_killed(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('готов', flush=True); time.sleep(60)"
    )
    service = service_running(deaf, tmp_path)
    service.start()
    wait_until(lambda: service.last_lines() == "готов")

    service.ask_to_stop()
    service.stop(seconds=0.2)

    assert service.exit_code == -signal.SIGKILL


def test_service_that_ends_at_once_is_given_up_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "WATCH_SECONDS", 0.01)
    service = service_running("raise SystemExit('нет базы')", tmp_path)
    service.start()

    with pytest.raises(Trouble) as caught:
        site.watch([service])

    assert len(service.starts) == site.RESTARTS + 1
    assert caught.value.problem.startswith("Проба не может работать.\nнет базы")
    assert "Проба: код 1, запускаю снова." in capsys.readouterr().out


def test_service_that_ends_has_its_work_taken_up_before_it_starts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "WATCH_SECONDS", 0.01)
    service = service_running("print('работа'); raise SystemExit(1)", tmp_path)
    service.recovery = [sys.executable, "-c", "print('поднято')"]
    service.start()

    with pytest.raises(Trouble):
        site.watch([service])

    assert service.last_lines().split() == ["работа"] + ["поднято", "работа"] * site.RESTARTS


@pytest.mark.skipif(sys.platform != "linux", reason="только Linux связывает жизнь процессов")
def test_service_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    parent = (
        "import sys, time; from pathlib import Path; from tools.commands.processes import Service;"
        "s = Service('', ['sleep', '60'], Path('log'), {'PATH': '/bin'}, Path('.')); s.start();"
        "print(s.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(layout.ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.kill()

    wait_until(lambda: not is_running(child))


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, and not yet collected by whoever inherited it


@pytest.mark.skipif(
    not environment.is_current(environment.MAIN, "web"),
    reason="окружение поставлено не через run.py",
)
@pytest.mark.parametrize(
    "number", [pytest.param(signal.SIGINT, marks=pytest.mark.thorough), signal.SIGTERM]
)
def test_serve_answers_and_stops_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    changes = {"MEZHGOROD_DATA_DIR": str(tmp_path / "var"), "MEZHGOROD_DATABASE_URL": ""}
    command = [sys.executable, str(layout.ROOT / "run.py"), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, **changes}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        while lines[-1] and not lines[-1].startswith("Остановить"):
            lines.append(process.stdout.readline())
        process.send_signal(number)
        lines.append(process.communicate(timeout=PATIENCE)[0])

    said = "".join(lines)
    assert (process.returncode, f"http://127.0.0.1:{port}/" in said) == (0, True), said
    assert said.endswith("Останавливаю…\nОстановлено.\n")
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
