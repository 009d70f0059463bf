"""Reads the command line of `run.py` and calls the verb; every failure ends in plain words."""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import NoReturn

from tools.commands import checking, site, testing
from tools.commands.trouble import Trouble

HELP = """Межгород: планы сотрудничества городов и регионов, собранные в живой календарь.

python3 run.py              поставить всё нужное, загрузить пять планов для знакомства, открыть сайт
python3 run.py serve        то же для своих данных: без учётной записи demo и без её документов
python3 run.py test         все тесты на SQLite и на PostgreSQL; ключи pytest можно дописать
python3 run.py check        стиль, типы, границы комнат, шаблоны, миграции, ссылки
python3 run.py fmt          привести код в порядок
python3 run.py bench        замеры скорости
python3 run.py corpus       сверить чтение корпуса во всех форматах; --accept переписывает ожидаемое
python3 run.py lock         пересчитать закреплённые библиотеки (нужна программа uv)
python3 run.py ci           check, затем test: то же, что .ci/run

Сайт (без слова и serve):
  --port НОМЕР    порт, по умолчанию 8000
  --host АДРЕС    адрес, по умолчанию 127.0.0.1 (только эта машина)

Тесты (test):
  --sqlite        только SQLite
  --postgres      только PostgreSQL
  --core          только ядро planbook: собранный пакет в чистом окружении без Django
  --coverage      измерить покрытие (в один процесс, медленнее)

Настройки окружения: MEZHGOROD_DATA_DIR (папка данных, по умолчанию var),
MEZHGOROD_DATABASE_URL (PostgreSQL вместо SQLite), MEZHGOROD_ALLOWED_HOSTS, MEZHGOROD_DEBUG.
Коды выхода: 0 — хорошо, 1 — не получилось, 2 — не понял команду, 130 — прервано.
"""
PORTS = range(1, 65536)
MISUSE = 2


class Parser(ArgumentParser):
    """Argparse without its English words."""

    def error(self, message: str) -> NoReturn:
        """Say in Russian that the options are wrong."""
        raise Trouble(
            "Не понял параметры команды.", "смотрите python3 run.py --help", exit_code=MISUSE
        )


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code of the program."""
    _make_output_safe()
    try:
        return _dispatch(list(arguments))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr, flush=True)
        return trouble.exit_code
    except KeyboardInterrupt:
        print("\nПрервано. Следующий запуск продолжит с этого места.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"\n{_explain(error)}", file=sys.stderr, flush=True)
        return 1


def _dispatch(arguments: list[str]) -> int:
    if any(word in ("-h", "--help", "help", "помощь") for word in arguments):
        print(HELP, end="")
        return 0
    verb = arguments.pop(0) if arguments and not arguments[0].startswith("-") else "demo"
    if verb not in VERBS:
        raise Trouble(
            f"Нет такой команды: {verb}.", "смотрите python3 run.py --help", exit_code=MISUSE
        )
    return VERBS[verb](arguments)


def _demo(arguments: list[str]) -> int:
    return site.run_site(_address(arguments), with_demo=True)


def _serve(arguments: list[str]) -> int:
    return site.run_site(_address(arguments), with_demo=False)


def _address(arguments: list[str]) -> site.Address:
    parser = Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000)
    options = parser.parse_args(arguments)
    return site.Address(options.host, options.port)


def _port(text: str) -> int:
    if text.isdecimal() and int(text) in PORTS:
        return int(text)
    raise Trouble(
        f"Порт должен быть числом от 1 до 65535, а не «{text}».",
        "например: python3 run.py --port 8001",
        exit_code=MISUSE,
    )


def _test(arguments: list[str]) -> int:
    options, rest = _test_options(arguments)
    if options.core:
        return testing.run_core_tests(rest)
    return testing.run_tests(
        testing.AskedTests(
            on_sqlite=not options.postgres,
            on_postgres=not options.sqlite,
            with_coverage=options.coverage,
            arguments=rest,
        )
    )


def _test_options(arguments: list[str]) -> tuple[Namespace, list[str]]:
    parser = Parser(add_help=False, allow_abbrev=False)
    only = parser.add_mutually_exclusive_group()
    for name in ("--core", "--sqlite", "--postgres"):
        only.add_argument(name, action="store_true")
    parser.add_argument("--coverage", action="store_true")
    return parser.parse_known_args(arguments)


def _ci(arguments: list[str]) -> int:
    checked = checking.run_checks()
    return _test(arguments) or checked


def _nothing_more(action: Callable[[], int]) -> Callable[[list[str]], int]:
    def verb(arguments: list[str]) -> int:
        Parser(add_help=False).parse_args(arguments)
        return action()

    return verb


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": _demo,
    "serve": _serve,
    "test": _test,
    "check": _nothing_more(checking.run_checks),
    "fmt": _nothing_more(checking.format_code),
    "bench": lambda arguments: checking.run_module("bench", arguments),
    "corpus": lambda arguments: checking.run_module("tools.corpus", arguments),
    "lock": _nothing_more(checking.lock),
    "ci": _ci,
}


def _explain(error: OSError) -> Trouble:
    words = os.strerror(error.errno) if error.errno else str(error)
    where = f" ({error.filename})" if error.filename else ""
    if isinstance(error, PermissionError):
        return Trouble(f"Нет права доступа{where}.", "запустите от имени владельца этой папки.")
    return Trouble(f"Система отказала: {words}{where}.", "устраните причину и запустите снова.")


def _make_output_safe() -> None:
    """A terminal that cannot show Russian gets question marks, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
