"""`planbook` on the command line: read and convert plans, read timings and places.

Understands nothing itself.
Exit codes: 0 done, 1 the file or its content is refused, 2 wrong command line, 3 the checker found
something that needs attention, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planbook.cli.arguments import build_parser
from planbook.errors import PlanbookError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from planbook.plans import PlanDraft

EXIT_DONE = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_ATTENTION = 3
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error is one Russian sentence on stderr."""
    _speak_utf8()
    parser = build_parser()
    options = parser.parse_args(arguments)
    commands = {
        "read": _read,
        "timing": _timing,
        "place": _place,
        "convert": _convert,
        "check": _check,
        "diff": _diff,
    }
    try:
        return commands[options.command](options)
    except PlanbookError as err:
        return _refuse(str(err))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of the output has gone: nothing more to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE


def _read(options: argparse.Namespace) -> int:
    from planbook.cli.progress import show_progress  # noqa: PLC0415 -- slow import
    from planbook.cli.reading import read  # noqa: PLC0415 -- slow import
    from planbook.cli.tables import plan_table  # noqa: PLC0415 -- slow import
    from planbook.plans import plan_to_json  # noqa: PLC0415 -- slow import

    with show_progress() as progress:
        draft = read(options.file, period=options.period, progress=progress)
    if draft.kind != "plan":
        return _read_report(options, draft)
    if options.json:
        _write_json(plan_to_json(draft), indent=2)
    else:
        _write(plan_table(draft))
    return EXIT_DONE


def _read_report(options: argparse.Namespace, draft: PlanDraft) -> int:
    from planbook.cli.events import events_of, events_table  # noqa: PLC0415 -- slow import
    from planbook.cli.tables import plan_table  # noqa: PLC0415 -- slow import
    from planbook.facts import events_to_json  # noqa: PLC0415 -- slow import
    from planbook.plans import plan_to_json  # noqa: PLC0415 -- slow import

    events = events_of(options.file, draft)
    if options.json:
        _write_json({**plan_to_json(draft), "events": events_to_json(events)}, indent=2)
    elif events or draft.kind == "report":
        _write(f"{plan_table(draft)}\n{events_table(events)}")
    else:
        _write(plan_table(draft))
    return EXIT_DONE


def _convert(options: argparse.Namespace) -> int:
    from planbook.cli.convert import convert  # noqa: PLC0415 -- slow import
    from planbook.cli.progress import show_progress  # noqa: PLC0415 -- slow import

    with show_progress() as progress:
        result = convert(
            Path(options.file),
            options.output,
            layout=options.layout,
            period=options.period,
            force=options.force,
            progress=progress,
        )
    _write(str(result))
    return EXIT_DONE


def _check(options: argparse.Namespace) -> int:
    from planbook.cli.check import check_file, check_table  # noqa: PLC0415 -- slow import
    from planbook.cli.progress import show_progress  # noqa: PLC0415 -- slow import

    with show_progress() as progress:
        result = check_file(
            Path(options.file),
            period=options.period,
            earlier=[Path(name) for name in options.earlier],
            progress=progress,
        )
    if options.json:
        _write_json(result.as_dict(), indent=2)
    else:
        _write(check_table(result))
    return EXIT_ATTENTION if result.needs_attention else EXIT_DONE


def _diff(options: argparse.Namespace) -> int:
    from planbook.cli import diff as cli  # noqa: PLC0415 -- slow import
    from planbook.cli.progress import show_progress  # noqa: PLC0415 -- slow import

    with show_progress() as progress:
        diff = cli.diff_files(
            Path(options.old), Path(options.file), period=options.period, progress=progress
        )
    if options.output is not None:
        _write(cli.write_changes(diff, options.output, force=options.force))
    elif options.json:
        _write_json(cli.diff_to_dict(diff), indent=2)
    else:
        _write(cli.diff_table(diff))
    return EXIT_ATTENTION if cli.has_changes(diff) else EXIT_DONE


def _timing(options: argparse.Namespace) -> int:
    from planbook.cli.batch import timing_lines  # noqa: PLC0415 -- slow import
    from planbook.cli.tables import timing_table  # noqa: PLC0415 -- slow import
    from planbook.dates import parse_timing, timing_to_dict  # noqa: PLC0415 -- slow import

    period = options.period
    if options.file is not None:
        return _write_lines(timing_lines(options.file, period))
    timing = parse_timing(_typed(options.text), period=period)
    if options.json:
        _write_json(timing_to_dict(timing), indent=2)
    else:
        _write(timing_table(timing))
    return EXIT_DONE


def _place(options: argparse.Namespace) -> int:
    from planbook.cli.batch import place_lines  # noqa: PLC0415 -- slow import
    from planbook.cli.tables import places_table  # noqa: PLC0415 -- slow import
    from planbook.places import parse_places  # noqa: PLC0415 -- slow import

    if options.file is not None:
        return _write_lines(place_lines(options.file))
    result = parse_places(_typed(options.text))
    if options.json:
        _write_json(result.as_dict(), indent=2)
    else:
        _write(places_table(result))
    return EXIT_DONE


def _write_lines(lines: Iterable[object]) -> int:
    for value in lines:
        _write_json(value)
    return EXIT_DONE


def _write_json(value: object, *, indent: int | None = None) -> None:
    _write(json.dumps(value, ensure_ascii=False, indent=indent))


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return EXIT_REFUSED


def _typed(text: str) -> str:
    """Return a text as it was typed: without a locale Python takes UTF-8 for single bytes."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return os.fsencode(text).decode("utf-8", errors="replace")


def _speak_utf8() -> None:
    """Print Russian in any locale; what cannot be printed is shown by its code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
