"""Which variants there are and how each is made; what did not change is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from planbook import read
from tools.variants import word_runs
from tools.variants.office import convert
from tools.variants.originals import (
    PLANS,
    SOURCE,
    as_in_word,
    as_received,
    with_merges,
    with_two_levels,
)
from tools.variants.pages import write_word_page
from tools.variants.scoring import CORPUS, FOLDER, MADE_FROM
from tools.variants.sheets import write_csv, write_xlsx
from tools.variants.word import write_docx

# Files made here, byte for byte the same every time.
OWN: dict[str, Callable[[str], bytes]] = {
    "plain.docx": lambda slug: write_docx(with_merges(slug), word_runs.PLAIN),
    "rich.docx": lambda slug: write_docx(as_in_word(slug), word_runs.RICH),
    "two_level.docx": lambda slug: write_docx(with_two_levels(slug), word_runs.PLAIN),
    "word.html": lambda slug: write_word_page(as_in_word(slug)),
    "sheet.xlsx": lambda slug: write_xlsx(as_in_word(slug)),
    "dates.xlsx": lambda slug: write_xlsx(as_in_word(slug), read(CORPUS / slug / SOURCE)),
    "sheet.csv": lambda slug: write_csv(as_received(slug)),
}


def _office(slug: str) -> bytes:
    return write_docx(as_in_word(slug), word_runs.OFFICE)


def _printed(slug: str) -> bytes:
    return write_docx(as_in_word(slug), word_runs.PRINTED)


# Files made by LibreOffice: what it is given, and the format of that.
CONVERTED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "plain.odt": (OWN["plain.docx"], "docx"),
    "plain.doc": (OWN["plain.docx"], "docx"),
    "rich.odt": (_office, "docx"),
    "rich.doc": (_office, "docx"),
    "saved.docx": (_office, "docx"),
    "print.pdf": (_printed, "docx"),
    "print.html": (_printed, "docx"),
    "two_level.pdf": (OWN["two_level.docx"], "docx"),
    "sheet.ods": (OWN["sheet.xlsx"], "xlsx"),
    "sheet.xls": (OWN["sheet.xlsx"], "xlsx"),
    "sheet.pdf": (OWN["sheet.xlsx"], "xlsx"),
}


def build(*, is_forced: bool = False, corpus: Path = CORPUS) -> Iterator[str]:
    """Make the variants and yield the name of each file that was written.

    LibreOffice puts the moment and its own numbers into what it writes, so its files are made anew
    only when what they are made from has changed, or when that is forced.
    """
    for slug in PLANS:
        folder = corpus / slug / FOLDER
        folder.mkdir(exist_ok=True)
        record = folder / MADE_FROM
        known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
        for name, make in OWN.items():
            if _write_changed(folder / name, make(slug)):
                yield f"{slug}/{name}"
        for name, (make, source_type) in CONVERTED.items():
            data = make(slug)
            checksum = hashlib.sha256(data).hexdigest()
            target = folder / name
            if target.exists() and known.get(name) == checksum and not is_forced:
                continue
            target.write_bytes(convert(data, source_type, target.suffix[1:]))
            known[name] = checksum
            yield f"{slug}/{name}"
        record.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _write_changed(target: Path, data: bytes) -> bool:
    if target.exists() and target.read_bytes() == data:
        return False
    target.write_bytes(data)
    return True
