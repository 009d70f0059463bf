"""Rules of typing: spaces, alphabets, quotation marks, endings after digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from planbook.checks.pieces import HEADING, TextPiece, excerpt
from planbook.checks.rule import Remark, Scene
from planbook.language.morphology import is_known_word
from planbook.places.gazetteer import settlements_named
from planbook.text import Script, fix_lookalikes, script_of, to_latin

MAX_SLIPS = 20
_QUOTED = 60
_TIMING_ROLES = ("timing", "place_timing")
_MONTHS = (
    "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
# «2023года»; an ordinal with its ending («1ого») is another slip.
_STUCK = re.compile(r"(?<![\w-])(\d{1,4})(?!(?:ого|его|ому|ему|ыми|ими)\b)(?=[а-яё]{3,})")
_STUCK_MARK = re.compile(
    r"(?<!\w)(?:г|п|с|д|ст|им|ул|пр|оз|пос|пгт|мкр|наб|просп)\.(?=[А-ЯЁ][а-яё])"
)
_BROKEN_HYPHEN = re.compile(r"(?<![\w-])([А-ЯЁа-яё]+)- ([А-ЯЁа-яё]+)")
_COMPOUND = re.compile(r"[А-ЯЁа-яё]+-[А-ЯЁа-яё]+")
# After a short word («от -25») a minus may be meant.
_STUCK_DASH = re.compile(r"(?<=[а-яё»)]{4}) -(?=\d)")
# Not after a bullet, which may be set off by any space.
_DOUBLE_SPACE = re.compile(r"(?<=[^\s·•●▪–—-])[ \t\u00a0]{2,}(?=\S)")
_SPACE_BEFORE_MARK = re.compile(r"(?<=[А-ЯЁа-яё»)]) +(?=[,;](?:\s|$))")
_MONTH = re.compile(rf"(?:{_MONTHS})", re.IGNORECASE)
_LINKING_ADJECTIVE = re.compile(r"[а-яё]+(?:[иы]й|ая|[ое]е|[иы]е|[иы]х|[ое]го|[ое]му|[иы]м|[ое]й)")
_WORD = re.compile(r"[^\W\d_]+")
# «ХХ», «ХХІ», «І» in Cyrillic letters; one «Х» alone only where it numbers the event.
_CYRILLIC_NUMERAL = re.compile(r"(?<![\w.-])(?:[ХІ]{2,5}|І)(?![\w.])")
_ENDING = re.compile(
    r"(?<![\w-])\d{1,3}-(ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|его|ому|ему|ым|им|ую|юю)(?![\w-])"
)
_ENDINGS = {
    **dict.fromkeys(("ый", "ий", "ой"), "й"),
    **dict.fromkeys(("ая", "яя"), "я"),
    **dict.fromkeys(("ое", "ее", "ые", "ие"), "е"),
    **dict.fromkeys(("ых", "их"), "х"),
    **dict.fromkeys(("ого", "его"), "го"),
    **dict.fromkeys(("ому", "ему"), "му"),
    **dict.fromkeys(("ым", "им"), "м"),
    **dict.fromkeys(("ую", "юю"), "ю"),
}
_YEAR_FORM = re.compile(rf"(?:{_MONTHS}|квартал|полугодие)\s+((?:19|20)\d\d\s+год)(?![а-яё])")


def slips(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the first places of a pattern: a text full of one slip is told by its first ones."""
    return islice(pattern.finditer(text), MAX_SLIPS)


def missing_spaces(scene: Scene) -> Iterator[Remark]:
    """Find words that are stuck together or torn by a space: «2023года», «ООН- Хабитат»."""
    for piece in scene.pieces:
        if not _reported_by_grammar(piece):
            for found in slips(_STUCK, piece.text):
                yield _spacing(piece, found.end(), found.end(), " ", "Нет пробела")
        for found in slips(_STUCK_MARK, piece.text):
            yield _spacing(piece, found.end(), found.end(), " ", "Нет пробела после сокращения")
        for found in slips(_STUCK_DASH, piece.text):
            yield _spacing(piece, found.start(), found.end(), " – ", "Нет пробела после тире")
        for found in slips(_SPACE_BEFORE_MARK, piece.text):
            yield _spacing(piece, found.start(), found.end(), "", "Лишний пробел перед знаком")
    yield from _broken_hyphens(scene)


def double_spaces(scene: Scene) -> Iterator[Remark]:
    """Find two spaces in a row inside a line."""
    for piece in scene.pieces:
        for found in slips(_DOUBLE_SPACE, piece.text):
            yield _spacing(piece, found.start(), found.end(), " ", "Два пробела подряд")


def mixed_scripts(scene: Scene) -> Iterator[Remark]:
    """Find words typed in letters of two alphabets, and Roman numerals in Cyrillic letters."""
    for piece in scene.pieces:
        if piece.text.isascii():
            continue
        mixed = (found for found in _WORD.finditer(piece.text) if _in_one_script(found[0]))
        for found in islice(mixed, MAX_SLIPS):
            fixed = _in_one_script(found[0])
            yield _script(piece, found.span(), fixed, "Буквы разных алфавитов в одном слове")
        for found in slips(_CYRILLIC_NUMERAL, piece.text):
            yield _script(piece, found.span(), to_latin(found[0]), _NUMERAL)
        yield from _edition_script(piece)


def unbalanced_quotes(scene: Scene) -> Iterator[Remark]:
    """Find quotation marks that are opened and not closed, or closed and not opened."""
    for piece in scene.pieces:
        # «Территория" is one slip, though both kinds of marks are out of balance.
        marks = _unpaired_guillemets(piece.text) or _unpaired_straight(piece.text)
        for mark in marks[:MAX_SLIPS]:
            is_open = _opens(piece.text, mark)
            evidence = _beside_mark(piece.text, mark, is_open=is_open)
            problem = "открыта и не закрыта" if is_open else "закрыта, но не открыта"
            yield Remark(f"Кавычка {problem}: {evidence}", piece.source, evidence)


def ordinal_endings(scene: Scene) -> Iterator[Remark]:
    """Find too long endings after digits: «30-ый» is written «30-й»."""
    for piece in scene.pieces:
        for found in slips(_ENDING, piece.text):
            right = found[0][: -len(found[1])] + _ENDINGS[found[1]]
            yield Remark(
                f"Окончание «{found[0]}» после цифр длиннее, чем нужно: пишут «{right}».",
                piece.source,
                found[0],
                piece.mended(*found.span(), right),
            )


def year_forms(scene: Scene) -> Iterator[Remark]:
    """Find «август 2022 год»: after a month the year stands in the genitive."""
    for piece in scene.pieces:
        if piece.role not in _TIMING_ROLES:
            continue
        for found in slips(_YEAR_FORM, piece.text):
            yield Remark(
                f"После месяца слово «год» стоит в родительном падеже: «{found[1]}а».",
                piece.source,
                found[0],
                piece.mended(*found.span(1), f"{found[1]}а"),
            )


_NUMERAL = "Римское число набрано русскими буквами"


def _spacing(piece: TextPiece, start: int, end: int, instead: str, problem: str) -> Remark:
    evidence = excerpt(piece.text, start, end)
    return Remark(
        f"{problem}: «{evidence}».", piece.source, evidence, piece.mended(start, end, instead)
    )


def _reported_by_grammar(piece: TextPiece) -> bool:
    """The grammar of time reports figures stuck to words in its own cells."""
    codes = {finding.code for finding in piece.item.findings} if piece.item else set()
    return piece.role in _TIMING_ROLES and "timing.spacing" in codes


def _broken_hyphens(scene: Scene) -> Iterator[Remark]:
    torn = [
        (piece, found)
        for piece in scene.pieces
        for found in slips(_BROKEN_HYPHEN, piece.text)
        if found[2] not in ("и", "или")
    ]
    if not torn:
        return
    elsewhere = {word for piece in scene.pieces for word in _COMPOUND.findall(piece.text)}
    for piece, found in torn:
        instead = _joined(found[1], found[2], elsewhere)
        choice = f"дефис — «{found[1]}-{found[2]}» или тире — «{found[1]} – {found[2]}»"
        yield Remark(
            f"Пробел после дефиса: «{found[0]}».",
            piece.source,
            found[0],
            piece.mended(*found.span(), instead) if instead else None,
            remedy="" if instead else f"Решите: {choice}.",
        )


def _joined(first: str, second: str, elsewhere: set[str]) -> str:
    """Return how torn words are certainly written together, or nothing."""
    compound = f"{first}-{second}"
    if compound in elsewhere or _is_compound(first, second):
        return compound
    is_torn = second.islower() and not is_known_word(second) and is_known_word(first + second)
    return first + second if is_torn else ""


def _is_compound(first: str, second: str) -> bool:
    """Tell whether two words are certainly one compound: a pair of months, an adjective, a city."""
    if _MONTH.fullmatch(first) and _MONTH.fullmatch(second):
        return True
    if first.lower().endswith("о") and _LINKING_ADJECTIVE.fullmatch(second):
        return True
    return bool(settlements_named(f"{first}-{second}"))


@lru_cache(maxsize=4096)
def _in_one_script(word: str) -> str:
    """Return a word of mixed alphabets written in one, nothing where it is right or unmendable."""
    if script_of(word) is not Script.MIXED:
        return ""
    fixed = fix_lookalikes(word)
    return fixed if fixed != word else ""


def _script(piece: TextPiece, span: tuple[int, int], fixed: str, problem: str) -> Remark:
    word = piece.text[span[0] : span[1]]
    where = " в заголовке" if piece.role == HEADING else ""
    return Remark(f"{problem}{where}: «{word}».", piece.source, word, piece.mended(*span, fixed))


def _edition_script(piece: TextPiece) -> Iterator[Remark]:
    """Yield the number of the event itself where it is one Cyrillic letter: «Х слёт»."""
    numeral = piece.item.edition_text if piece.item and piece.role == "title" else ""
    if numeral == "Х":
        found = re.search(r"(?<![\w.-])Х(?![\w.-])", piece.text)
        if found is not None:
            yield _script(piece, found.span(), to_latin(numeral), _NUMERAL)


def _opens(text: str, mark: int) -> bool:
    if text[mark] in "«»":
        return text[mark] == "«"
    return mark == 0 or text[mark - 1].isspace() or text[mark - 1] in "(«"


def _unpaired_guillemets(text: str) -> list[int]:
    """Return the places of «ёлочки» without a partner; they may stand inside each other."""
    if text.count("«") == text.count("»"):
        return []
    unpaired: list[int] = []
    opened: list[int] = []
    for found in re.finditer("[«»]", text):
        if found[0] == "«":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            unpaired.append(found.start())
    return sorted([*unpaired, *opened])


def _unpaired_straight(text: str) -> list[int]:
    """Return the first straight mark that is followed by another of its kind, or by none."""
    marks = [found.start() for found in re.finditer('"', text)]
    if len(marks) % 2 == 0:
        return []
    for mark, following in pairwise(marks):
        if _opens(text, mark) and _opens(text, following):
            return [mark]
        if not _opens(text, mark) and not _opens(text, following):
            return [following]
    return marks[-1:] if _opens(text, marks[-1]) else marks[:1]


def _beside_mark(text: str, mark: int, *, is_open: bool) -> str:
    """Return the quoted words beside an unpaired mark, verbatim."""
    start, end = (mark, mark + _QUOTED) if is_open else (max(mark - _QUOTED, 0), mark + 1)
    return text[start:end].strip()
