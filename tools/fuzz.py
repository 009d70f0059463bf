"""Files of the corpus, spoiled at random: whatever the bytes, readers answer, and in time.

`python -m tools.fuzz --seconds 600` tries for ten minutes; the tests try for one. Every case has a
name such as «7:3:plain.docx», from which the same bytes can be made again with `--case`.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import signal
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planbook.documents import Document
from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS, read_document

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
# A converter may take its whole time before it is ended; reading what it gave comes on top.
SECONDS_PER_CASE = DEFAULT_LIMITS.conversion_seconds + 30.0
_LARGEST_SEED = 400_000
_VALUES = (
    "",
    "0",
    "1",
    "-1",
    "x",
    "9" * 30,
    "65535",
    "1048576",
    "true",
    "continue",
    "../x",
    "A1:ZZ9",
)
_NOISE = (b"\0", b"\xff" * 4, b"<", b">", b"&x;", b'"', b"\r\n", b"%PDF-", b"PK\x03\x04", b"]]>")
_SIGNS = (b"\t", b"\n", b"\n\n", b'"', b";", b",", b"|", b" ", b"1.", b"*", b"\r")
_TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)([^<>]*?)(/?)>")
_VALUE = re.compile(rb'="([^"<>]*)"')
_NUMBER = re.compile(rb"\d+")


class TooSlow(BaseException):
    """A reader did not answer in time; no reader can catch it by accident."""


@dataclass(slots=True)
class Tally:
    """What came of many cases: how many of each answer, the slowest, and failures by case."""

    answers: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take the cases of another worker."""
        self.answers.update(other.answers)
        self.slowest = max(self.slowest, other.slowest)
        self.failures.update(other.failures)


@cache
def seeds() -> dict[str, bytes]:
    """Return the files that are spoiled, by their names: sources and one variant of each kind."""
    found = {path.parent.name + ".txt": path for path in CORPUS.glob("*/source.txt")}
    for path in sorted(CORPUS.glob("*/variants/*")):
        if path.suffix != ".json" and path.stat().st_size <= _LARGEST_SEED:
            found.setdefault(path.name, path)
    return {name: path.read_bytes() for name, path in found.items()}


def run_cases(seed: int, worker: int, seconds: float) -> Tally:
    """Spoil and read files until the time is over."""
    tally = Tally()
    names = sorted(seeds())
    formats = sorted({name.rpartition(".")[2] for name in names})
    ends_at = time.monotonic() + seconds
    number = 0
    while time.monotonic() < ends_at:
        number += 1
        rng = _random(f"{seed}:{worker}:{number}")
        kind = rng.choice(formats)
        name = rng.choice([name for name in names if name.endswith(f".{kind}")])
        try_case(f"{seed}:{worker}:{number}:{name}", tally)
    return tally


def _random(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - repeatable, not secret


def make_case(case: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a case."""
    name = case.rpartition(":")[2]
    return name, spoil(seeds()[name], _random(case))


def try_case(case: str, tally: Tally) -> None:
    """Read one case and note what came of it."""
    name, data = make_case(case)
    started_at = time.monotonic()
    try:
        with time_limit(SECONDS_PER_CASE):
            answer = answer_of(data, name)
    except (Exception, TooSlow):  # noqa: BLE001 - any of them is a finding
        tally.failures[case] = traceback.format_exc()
        answer = "failure"
    tally.answers[f"{name.rpartition('.')[2]} {answer}"] += 1
    tally.slowest = max(tally.slowest, (time.monotonic() - started_at, case))


def answer_of(data: bytes, name: str) -> str:
    """Return «document» or the code of the refusal; anything else is an error."""
    try:
        document = read_document(data, file_name=name)
    except UnreadableDocument as error:
        if not (error.cause and error.remedy):
            raise AssertionError(f"no cause or remedy: {error.code}") from error
        return error.code
    if not isinstance(document, Document):
        raise AssertionError(f"no document: {document!r}")
    return "document"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` in the main thread when the time is over."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooSlow(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def spoil(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes of a file after one to four random changes, mostly one."""
    for _change in range(rng.choice((1, 1, 1, 2, 4))):
        if data.startswith(b"PK") and rng.random() < 0.85:
            data = _spoil_part(data, rng)
        elif data.lstrip()[:1] == b"<" and rng.random() < 0.7:
            data = _spoil_markup(data, rng)
        elif b"\0" not in data[:1000] and not data.startswith(b"%PDF") and rng.random() < 0.7:
            data = _spoil_text(data, rng)
        else:
            data = rng.choice(_BYTE_CHANGES)(data, rng)
    return data


def _spoil_part(data: bytes, rng: random.Random) -> bytes:
    """Change one part of an archive and pack it again; a damaged archive changes as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except Exception:  # noqa: BLE001 - spoiled before
        return rng.choice(_BYTE_CHANGES)(data, rng)
    if not parts:
        return data
    name = rng.choice(sorted(parts))
    chance = rng.random()
    if chance < 0.05:
        del parts[name]
    elif chance < 0.1:
        parts[name] = parts[rng.choice(sorted(parts))]
    elif chance < 0.2:
        parts[name] = rng.choice(_BYTE_CHANGES)(parts[name], rng)
    else:
        parts[name] = _spoil_markup(parts[name], rng)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return stream.getvalue()


def _spoil_markup(data: bytes, rng: random.Random) -> bytes:
    """Change a value or a number, or leave out, double, move, nest or rename an element."""
    tags = list(_TAG.finditer(data[:_LARGEST_SEED]))
    if not tags:
        return rng.choice(_BYTE_CHANGES)(data, rng)
    one, other = rng.choice(tags), rng.choice(tags)
    kind = rng.randrange(7)
    if kind < 3:
        values = list((_VALUE if kind else _NUMBER).finditer(data))
        if not values:
            return data
        found = rng.choice(values)
        start, end = found.span(1 if kind else 0)
        return data[:start] + rng.choice(_VALUES).encode() + data[end:]
    if kind == 3:
        return data[: one.start()] + data[one.end() :]
    if kind == 4:
        return data[: one.start()] + other[0] + data[one.end() :]
    first, last = sorted((one.start(), other.end()))
    piece = data[first:last][:20_000]
    if kind == 5:
        return data[:first] + piece * rng.choice((2, 2, 3, 50)) + data[first + len(piece) :]
    return data[:first] + one[0] * rng.choice((2, 30, 300)) + data[first:]


def _spoil_text(data: bytes, rng: random.Random) -> bytes:
    """Put a sign of the layout somewhere, take one away, or move lines; the encoding stays."""
    place = rng.randrange(len(data) + 1)
    sign = rng.choice(_SIGNS)
    kind = rng.randrange(4)
    if kind == 0:
        return data[:place] + sign * rng.choice((1, 1, 2, 300)) + data[place:]
    if kind == 1:
        return data[:place] + data[place:].replace(sign, rng.choice(_SIGNS), rng.choice((1, 5, -1)))
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    if kind == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one:one] = lines[min(one, other) : max(one, other)]
    return b"\n".join(lines)


def _flip_bits(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _flip in range(rng.choice((1, 1, 2, 8, 64)) if data else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _drop_block(data: bytes, rng: random.Random) -> bytes:
    start, end = _block(data, rng)
    return data[:start] + data[end:]


def _repeat_block(data: bytes, rng: random.Random) -> bytes:
    start, end = _block(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 20)) + data[end:]


def _swap_blocks(data: bytes, rng: random.Random) -> bytes:
    (start, end), (from_, to) = sorted((_block(data, rng), _block(data, rng)))
    if end > from_:
        return data
    return data[:start] + data[from_:to] + data[end:from_] + data[start:end] + data[to:]


def _insert_noise(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(_NOISE) * rng.choice((1, 3, 200)) + data[place:]


def _overwrite(data: bytes, rng: random.Random) -> bytes:
    start, end = _block(data, rng)
    end = min(end, start + 64)
    filling = rng.choice((b"\0", b"\xff", b"\x7f", b"9"))
    return data[:start] + filling * (end - start) + data[end:]


def _splice(data: bytes, rng: random.Random) -> bytes:
    other = seeds()[rng.choice(sorted(seeds()))]
    start, end = _block(other, rng)
    place = rng.randrange(len(data) + 1)
    return data[:place] + other[start:end] + data[place:]


def _block(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 4, 64, 512, 4096)))


_BYTE_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip_bits, _flip_bits, _cut, _drop_block, _repeat_block, _swap_blocks, _insert_noise,
    _overwrite, _splice,
)  # fmt: skip


def main() -> int:
    """Try for the time asked for and print what came of it; 1 when there were failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--case", help="make one case again and read it")
    asked = parser.parse_args()
    tally = Tally()
    if asked.case:
        try_case(asked.case, tally)
    else:
        print(f"seed {asked.seed}", flush=True)
        with ProcessPoolExecutor(asked.processes) as pool:
            tasks = [
                pool.submit(run_cases, asked.seed, worker, asked.seconds)
                for worker in range(asked.processes)
            ]
            for task in tasks:
                tally.add(task.result())
    for answer, count in sorted(tally.answers.items()):
        print(f"{count:7} {answer}")
    print(f"{tally.answers.total()} cases, slowest {tally.slowest[0]:.1f} s ({tally.slowest[1]})")
    for case, failure in tally.failures.items():
        print(f"\n{case}\n{failure}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
