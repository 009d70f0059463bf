"""Commands and options with their Russian descriptions; docs/reference/cli.md repeats them."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from planbook.dates import Period

_PERIOD_HELP = (
    "период плана в записи EDTF: 2023, 2022-41 (второе полугодие), 2023-34 (второй квартал), "
    "2016-10, 2023-09/2024-05"
)
_EXIT_CODES = (
    "Коды завершения: 0 — выполнено; 1 — файл или его содержание не приняты; "
    "2 — ошибка в командной строке; 130 — прервано."
)
_ALL_EXIT_CODES = f"{_EXIT_CODES} 3 — у команд check и diff: есть что посмотреть."
_DIFF_EXIT_CODES = (
    "Коды завершения: 0 — редакции одинаковы; 3 — есть изменения; "
    "1 — файл или его содержание не приняты; 2 — ошибка в командной строке; 130 — прервано."
)
_CHECK_EXIT_CODES = (
    "Коды завершения: 0 — замечаний нет или все они к сведению; 1 — файл не принят; "
    "2 — ошибка в командной строке; 3 — есть ошибки или то, что требует внимания; 130 — прервано."
)

# What argparse says in English, and the same in Russian.
_HEADINGS = (
    ("usage:", "Использование:"),
    ("positional arguments:", "Аргументы:"),
    ("options:", "Параметры:"),
)
_ERRORS = (
    (re.compile(r"the following arguments are required: (.*)"), r"не указано: \1"),
    (re.compile(r"one of the arguments (.*) is required"), r"укажите одно из двух: \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"лишнее: \1"),
    (re.compile(r"argument (.*): expected one argument"), r"у параметра \1 нет значения"),
    (re.compile(r"argument (.*): not allowed with argument (.*)"), r"\1 не сочетается с \2"),
    (re.compile(r"argument .*: invalid choice: '(.*)' .*"), r"нет команды «\1»"),
    (re.compile(r"argument (--period|-o/--output): (.*)"), r"\1: \2"),
)


class _Parser(argparse.ArgumentParser):
    """Speaks Russian where argparse prints words of its own."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line: how the command is used, and what is wrong with it."""
        self.print_usage(sys.stderr)
        for pattern, russian in _ERRORS:
            message = pattern.sub(russian, message)
        self.exit(2, f"{self.prog}: ошибка в командной строке: {message}\n")

    def format_help(self) -> str:
        """Return the help with Russian headings."""
        return _in_russian(super().format_help())

    def format_usage(self) -> str:
        """Return the usage line with a Russian heading."""
        return _in_russian(super().format_usage())


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `planbook`."""
    parser = _Parser(
        prog="planbook",
        description="Читает планы мероприятий, сроки и места так, как их пишут в документах.",
        epilog=_ALL_EXIT_CODES,
        add_help=False,
    )
    _add_help(parser)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="КОМАНДА", title="Команды", parser_class=_Parser
    )
    _add_read(commands.add_parser("read", help="прочитать план из файла", add_help=False))
    _add_timing(commands.add_parser("timing", help="прочитать срок", add_help=False))
    _add_place(commands.add_parser("place", help="прочитать место", add_help=False))
    _add_convert(
        commands.add_parser("convert", help="записать план в другом формате", add_help=False)
    )
    _add_diff(commands.add_parser("diff", help="сравнить две редакции плана", add_help=False))
    _add_check(commands.add_parser("check", help="проверить план или доклад", add_help=False))
    return parser


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Сравнивает две редакции плана: какие строки изменены, добавлены, исключены. "
        "С параметром -o записывает перечень изменений документом Word."
    )
    parser.epilog = _DIFF_EXIT_CODES
    parser.add_argument("old", metavar="ПРЕЖНИЙ", help="файл с прежней редакцией")
    parser.add_argument("file", metavar="НОВЫЙ", help="файл с новой редакцией")
    parser.add_argument(
        "-o", "--output", metavar="ФАЙЛ", type=_word, help="куда записать перечень, .docx"
    )
    parser.add_argument("--period", metavar="EDTF", type=_period, help=_PERIOD_HELP)
    parser.add_argument("--force", action="store_true", help="заменить файл, если он уже есть")
    _add_json(parser)
    _add_help(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Проверяет план или доклад: даты, порядковые номера, возрасты, места, пробелы, кавычки."
    )
    parser.epilog = _CHECK_EXIT_CODES
    parser.add_argument("file", metavar="ФАЙЛ", help="файл с планом или докладом")
    parser.add_argument(
        "--earlier",
        metavar="ФАЙЛ",
        action="append",
        default=[],
        help="план прошлого года для сравнения порядковых номеров; можно указать несколько раз",
    )
    parser.add_argument("--period", metavar="EDTF", type=_period, help=_PERIOD_HELP)
    _add_json(parser)
    _add_help(parser)


def _add_convert(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Читает план из файла и записывает его в другом: вид по макету, формат по расширению."
    )
    parser.epilog = _EXIT_CODES
    parser.add_argument("file", metavar="ФАЙЛ", help="файл с планом")
    parser.add_argument(
        "-o",
        "--output",
        metavar="ФАЙЛ",
        type=_output,
        required=True,
        help="куда записать: .docx, .pdf, .html, .xlsx, .csv, .json или .ics",
    )
    parser.add_argument(
        "--layout",
        metavar="МАКЕТ",
        help="название макета или файл .toml; без параметра — вид исходного документа",
    )
    parser.add_argument("--period", metavar="EDTF", type=_period, help=_PERIOD_HELP)
    parser.add_argument("--force", action="store_true", help="заменить файл, если он уже есть")
    _add_help(parser)


def _add_read(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Читает план мероприятий: файл Word, Excel, OpenDocument или PDF, страницу, текст."
    )
    parser.epilog = _EXIT_CODES
    parser.add_argument("file", metavar="ФАЙЛ", help="файл с планом")
    parser.add_argument("--period", metavar="EDTF", type=_period, help=_PERIOD_HELP)
    _add_json(parser)
    _add_help(parser)


def _add_timing(parser: argparse.ArgumentParser) -> None:
    parser.description = "Читает срок: «30 марта-1 апреля», «III-IV квартал», «по согласованию»."
    parser.epilog = _EXIT_CODES
    _add_source(parser, "срок, как он записан в плане")
    parser.add_argument("--period", metavar="EDTF", type=_period, help=_PERIOD_HELP)
    _add_json(parser)
    _add_help(parser)


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.description = "Читает место: «Вологда (ВКС)», «Калужская, Брянская области»."
    parser.epilog = _EXIT_CODES
    _add_source(parser, "место, как оно записано в плане")
    _add_json(parser)
    _add_help(parser)


def _add_source(parser: argparse.ArgumentParser, text_help: str) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("text", metavar="ТЕКСТ", nargs="?", help=text_help)
    source.add_argument(
        "--file",
        metavar="ФАЙЛ.csv",
        help="таблица CSV со столбцами text и period; на каждую строку — одна строка JSON",
    )


def _period(edtf: str) -> Period:
    from planbook.dates import Period, PeriodError  # noqa: PLC0415 -- slow import

    try:
        return Period.from_edtf(edtf)
    except PeriodError as err:
        raise argparse.ArgumentTypeError(str(err)) from err


def _output(name: str) -> Path:
    from planbook.writers.registry import WRITERS, formats_told  # noqa: PLC0415 -- rarely needed

    path = Path(name)
    if path.suffix.lower().removeprefix(".") not in WRITERS:
        raise argparse.ArgumentTypeError(
            f"формат файла «{path.name}» не поддерживается. {formats_told()}"
        )
    return path


def _word(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() != ".docx":
        raise argparse.ArgumentTypeError(f"перечень записывается в .docx, а не в «{path.name}».")
    return path


def _in_russian(text: str) -> str:
    for english, russian in _HEADINGS:
        text = text.replace(english, russian)
    return text


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="вывести результат в формате JSON")


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="показать эту справку")
