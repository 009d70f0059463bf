"""`run.py` without a verb and `serve`: prepare the database, keep server and worker running."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from tools.commands import environment, layout, surroundings
from tools.commands.processes import Service
from tools.commands.trouble import Trouble

READY_SECONDS = 60.0
WATCH_SECONDS = 0.5
RESTARTS = 5
RESTARTS_WITHIN = 60.0
BLOCKING_THREADS = 4  # each keeps a database connection of its own
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- asked for


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def reachable_host(self) -> str:
        """A host to ask from this machine."""
        return EVERYWHERE.get(self.host, self.host)

    @property
    def url(self) -> str:
        """What to type into a browser."""
        host = self.reachable_host
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl+C, SIGTERM or a closed terminal."""


def run_site(address: Address, *, with_demo: bool) -> int:
    """Set everything up, then serve until stopped; returns the exit code."""
    began = time.monotonic()
    surroundings.ensure_port_free(address.host, address.port)
    with _stopping_on_signals():
        environment.ensure_installed(environment.MAIN, "web")
        surroundings.ensure_writable(layout.data_dir())
        account = prepare(with_demo=with_demo)
        services = [_web(address), _worker()]
        try:
            _start(services, address)
            _announce(address, account, seconds=time.monotonic() - began)
            watch(services)
        except Stopped:
            print("\nОстанавливаю…", flush=True)
        finally:
            _stop(services)
    print("Остановлено.", flush=True)
    return 0


def prepare(*, with_demo: bool) -> dict[str, str]:
    """Migrate and, for the demo, fill; returns what to say about the account."""
    command = [str(environment.MAIN.python), "-m", "tools.commands.prepare_site"]
    done = subprocess.run(
        command + ["--demo"] * with_demo,
        env=layout.clean_environ(),
        cwd=layout.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise Trouble(
            "Не удалось подготовить базу данных (причина выше).",
            "исправьте причину и запустите снова: начатое не испорчено.",
        )
    answer: dict[str, str] = json.loads(lines[-1])
    return answer


def _web(address: Address) -> Service:
    command = [
        str(environment.MAIN.python), "-m", "granian", "--interface", "wsgi",
        "--host", address.host, "--port", str(address.port),
        "--workers", "1", "--blocking-threads", str(BLOCKING_THREADS), "--no-ws",
        "mezhgorod.config.wsgi:application",
    ]  # fmt: skip
    return _service("Веб-сервер", "web", command)


def _worker() -> Service:
    manage = str(layout.ROOT / "manage.py")
    python = str(environment.MAIN.python)
    command = [python, manage, "work", "--alone", "--no-reload"]
    service = _service("Фоновый обработчик", "worker", command)
    # There is one worker, and it has ended: whatever is «being read» now is read by nobody.
    service.recovery = [python, manage, "recover_runs", "--minutes", "0"]
    return service


def _service(title: str, name: str, command: list[str]) -> Service:
    log = layout.log_dir() / f"{name}.log"
    return Service(title, command, log, layout.clean_environ(), layout.ROOT)


def _start(services: list[Service], address: Address) -> None:
    for service in services:
        service.start()
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(address):
        web = services[0]
        if web.exit_code is not None or time.monotonic() > deadline:
            raise Trouble(
                f"Веб-сервер не отвечает.\n{web.last_lines()}", f"посмотрите журнал {web.log}."
            )
        time.sleep(0.1)


def _answers(address: Address) -> bool:
    connection = http.client.HTTPConnection(address.reachable_host, address.port, timeout=10)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        log = layout.log_dir() / "web.log"
        raise Trouble(f"Главная страница отвечает ошибкой {status}.", f"посмотрите журнал {log}.")
    return True


def _announce(address: Address, account: dict[str, str], *, seconds: float) -> None:
    lines = [f"Готово за {seconds:.0f} с. «Межгород» работает.", "", f"  Адрес:   {address.url}"]
    if account:
        lines += [f"  Вход:    {account['username']}", f"  Пароль:  {account['password']}"]
        if account.get("others"):
            lines += [f"  Другие роли: {account['others']} (пароль тот же)"]
    lines += [f"  Журналы: {layout.log_dir()}", "", "Остановить: Ctrl+C"]
    if address.host in EVERYWHERE:
        name = socket.gethostname()
        lines += ["", "Сайт открыт для сети. Перечислите имена, по которым к нему обращаются:"]
        lines += [f"MEZHGOROD_ALLOWED_HOSTS=127.0.0.1,localhost,{name}"]
    print("\n".join(lines), flush=True)


def watch(services: list[Service]) -> None:
    """Start again what has ended, until it ends too often."""
    while True:
        time.sleep(WATCH_SECONDS)
        for service in services:
            if service.exit_code is None:
                continue
            if service.starts_within(RESTARTS_WITHIN) > RESTARTS:
                raise Trouble(
                    f"{service.title} не может работать.\n{service.last_lines()}",
                    f"посмотрите журнал {service.log}.",
                )
            print(f"{service.title}: код {service.exit_code}, запускаю снова.", flush=True)
            service.start_again()


def _stop(services: list[Service]) -> None:
    for service in services:
        service.ask_to_stop()
    for service in services:
        service.stop()


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """Turn the three stopping signals into one exception, once: the cleaning is not disturbed."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    except Stopped:
        print("\nОстановлено до конца подготовки.", flush=True)
        raise SystemExit(130) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
