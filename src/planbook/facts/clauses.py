"""Clauses of a sentence that tell of an event each; a verb left out is that of the clause before.

«Форум прошёл в Туле, а семинар «Дом» принял Орёл» is told as two sentences; «Первое заседание
состоялось в мае в Туле, второе – в октябре в Орле» lends the second clause its event and its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbook.facts.circumstances import date_of
from planbook.facts.mention import EventMention
from planbook.facts.places import CITY
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import RANKING, Scene
from planbook.facts.telling import spoken_of
from planbook.facts.vocabulary import words_of
from planbook.facts.words import agreeing, gender_of, is_adjective
from planbook.language import search_text
from planbook.language.editions import edition_at
from planbook.text import format_roman

_CUT = re.compile(
    r"\s*[;,]\s+(?:(?:а|но|и|затем|потом|далее|после\s+чего|при\s+этом|вслед\s+за\s+(?:ним|ней))\s+(?!также|именно))?"
    r"|\s+(?:а|и)\s+(?!также)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# Words that open a clause about the one before it.
_SUBORDINATE = re.compile(
    r"(?:(?:в|во|на|о|об|из|с|со|к|по|для|среди|благодаря)\s+)?(?:котор|чь[яией])|(?:где|что|чтобы|когда|если|поскольку|так\s+как|хотя|откуда|куда|включая|в\s+том\s+числе|а\s+именно)(?!\w)"
    r"|(?:в|на|по|с|для|среди|из)\s+(?:нем|ней|них|нему|ним|его|ее|их|этом)(?!\w)|(?:его|ее|их|он|она|оно|они)(?!\w)"
)
_PARTICIPLE = re.compile(
    r"(?:проведенн|состоявш|прошедш|проходивш|организованн|собравш|объединивш|принявш"
    r"|запланированн|намеченн)"
)
_VERBS = ("held", "host", "intend", "withdraw")
_DASH = re.compile(r"\s*(?:[–—-]\s+|,\s+)?")
_HELD = re.compile(
    r"\s+(?:[а-я]+\s+){0,2}?(?:прош[её]?л|состоял|проведен|проходил|был[аои]?\s+проведен|пройдет"
    r"|состоится)"
)
# What may stand before the words that are left: «а в октябре – летняя».
_LEAD = re.compile(r"(?:[^.;:()\x00]{2,40}?\s[–—-]\s+)?")
_ORDINAL = re.compile(
    r"(?P<word>(?P<stem>перв|втор|трет|четверт|пят|шест|седьм|восьм)(?:ое|ая|ый|ой|ий|ья|ье))(?![\w-])"
    r"(?:\s+из\s+(?:них|котор\w+|этих\s+\w+))?"
)
_STEMS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм")
_ORDINALS = {stem: number for number, stem in enumerate(_STEMS, start=1)}
_NEXT = re.compile(r"(?:следующ(?:ее|ая|ий)|очередн(?:ое|ая|ой)|предстоящ(?:ее|ая|ий))(?![\w-])")
_ADJECTIVE = re.compile(r"(?P<word>[а-я]{4,}(?:ый|ий|ой|ая|яя|ое|ее))(?![\w-])")
_PURPOSE = re.compile(
    r"(?P<word>для|по|среди|о|об)\s+[^.,;:()–—-]{3,80}?"
    r"(?=\s*[–—-]\s|\s+(?:прош|состоя)|\s+в\s+[а-я]*\s)"
)
_QUOTED = re.compile(r"\x00+")
_MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence; `spoken` is the event it has taken over from the one before."""

    start: int
    spoken: EventMention | None = None


def clauses(scene: Scene, before: EventMention | None = None) -> list[Scene]:
    """Return the clauses that tell of an event each, the whole sentence where there is one.

    `before` is the event of the sentence before: «Второе – в октябре в Орле» goes on with it.
    """
    pieces = list(_pieces(scene, before))
    if not pieces or (len(pieces) == 1 and pieces[0].spoken is None):
        return [scene]
    starts = [0, *(piece.start for piece in pieces[1:]), len(scene.text)]
    found = []
    for index, piece in enumerate(pieces):
        part = scene.part(starts[index], starts[index + 1])
        if piece.spoken is not None:
            part = replace(part, spoken=piece.spoken, lent=() if part.has("intend") else ("held",))
        found.append(part)
    return found


def _pieces(scene: Scene, before: EventMention | None) -> Iterator[_Piece]:
    """Yield where the clauses with an event of their own begin."""
    known, has_one = before, False
    stretches = _stretches(scene)
    for index, (start, stop) in enumerate(stretches):
        part = scene.part(start, stop)
        # «Второе, 15 ноября, принимал Орёл»: what was left of the noun stands alone.
        last = stretches[min(index + 2, len(stretches) - 1)][1] if _is_word(part) else stop
        spoken = _taken_over(scene.part(start, last), known) if known is not None else None
        if spoken is not None and (has_one or start == 0):
            yield _Piece(start, spoken)
            has_one = True
            known = spoken
        elif _is_full(part, is_first=not has_one):
            yield _Piece(start if has_one else 0)
            has_one = True
            known = spoken_of(part)


def _is_word(part: Scene) -> bool:
    return len(part.text.split()) == 1


def _stretches(scene: Scene) -> list[tuple[int, int]]:
    """Return the stretches between commas and «и», brackets kept whole."""
    shape = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), scene.shape)
    starts = [0, *(cut.end() for cut in _CUT.finditer(shape))][:_MOST_PIECES]
    return list(zip(starts, [*starts[1:], len(shape)], strict=True))


def _is_full(part: Scene, *, is_first: bool) -> bool:
    """Tell whether a stretch names its event and says by a verb what was with it."""
    if _SUBORDINATE.match(part.shape):
        return False
    verbs = [span for name in _VERBS for span in part.triggers.get(name, ())]
    if all(_PARTICIPLE.match(part.shape, start) for start, _ in verbs):
        return False
    mention = spoken_of(part) or next(iter(part.events), None)
    if mention is None or is_first:
        return mention is not None
    outside = not (mention.is_inside or mention.is_framework)
    return outside and _has_circumstance(part)


def _has_circumstance(part: Scene) -> bool:
    """Tell whether a stretch says where, when or in what way."""
    if any(True for _ in date_of(part)) or part.has("remote", "mixed"):
        return True
    return any(one.kind == CITY for one in part.places)


def _stands_somewhere(part: Scene) -> bool:
    """Tell whether a stretch without a verb says where, when or in what way."""
    if any(True for _ in date_of(part)) or part.has("remote", "mixed"):
        return True
    return any(group.of_kind(CITY) and standing(part, group) is Standing.IN for group in part.lists)


def _taken_over(part: Scene, known: EventMention) -> EventMention | None:
    """Return the event of a stretch that names only what differs from the event before."""
    spoken = _left_words(part, known)
    if spoken is None or RANKING.search(part.shape) or not _stands_somewhere(part):
        return None
    return spoken


def _left_words(part: Scene, known: EventMention) -> EventMention | None:
    """Return the event told by the words that are left of its name."""
    first = _LEAD.match(part.shape)
    for start in {0, first.end() if first else 0}:
        for read in (_by_next, _by_number, _by_name, _by_adjective, _by_purpose):
            spoken = read(part, start, known)
            if spoken is not None and _goes_on(part, spoken.end):
                return spoken
    return None


def _goes_on(part: Scene, end: int) -> bool:
    """Tell whether the place or the verb stands right behind the words that are left."""
    after = part.shape[end:]
    gap = _DASH.match(after)
    is_dashed = bool(gap and re.search(r"[–—-]", gap[0]))
    is_told = bool(_HELD.match(after))
    is_placed = bool(re.match(r"\s*(?:во?\s|\d|$|[.;,]|\x00|онлайн|дистанционно)", after))
    return is_dashed or is_told or is_placed


def _by_number(part: Scene, start: int, known: EventMention) -> EventMention | None:
    """Read «второе – в Орле», «XIII – в Туле»."""
    word = _ORDINAL.match(part.shape, start)
    if word is not None:
        number, end = _ORDINALS[word["stem"]], word.end("word")
    else:
        edition = edition_at(part.text, start)
        if edition is None or not known.edition:
            return None
        number, end = edition.number, edition.end
    base = _base_title(known)
    till = word.end() if word is not None else end
    if known.kind in words_of("events", "meetings") or not known.edition:
        title = f"{_numbered(part.text[start:end], known)} {base[:1].lower()}{base[1:]}"
        return EventMention(start, till, known.kind, title, meeting=number, body=known.body)
    title = f"{format_roman(number)} {base}"
    return EventMention(start, end, known.kind, title, edition=number, edition_span=(start, end))


def _by_next(part: Scene, start: int, known: EventMention) -> EventMention | None:
    """Read «форум прошёл в Туле, следующий состоится в Орле»."""
    found = _NEXT.match(part.shape, start)
    if found is None or not part.has("intend"):
        return None
    return EventMention(start, found.end(), known.kind, _base_title(known), is_next=True)


def _numbered(word: str, known: EventMention) -> str:
    form = agreeing(word.lower(), gender_of(known.kind))
    return form[:1].upper() + form[1:]


def _base_title(known: EventMention) -> str:
    """Return a title without the number it begins with."""
    words = known.title.split()
    if (known.edition or known.meeting) and len(words) > 1:
        return " ".join(words[1:])
    return known.title


def _by_name(part: Scene, start: int, known: EventMention) -> EventMention | None:
    """Read «фестиваль «А» прошёл в Туле, «Б» – в Орле»."""
    quote = _QUOTED.match(part.shape, start)
    if quote is None or not known.own_name:
        return None
    name = part.text[quote.start() + 1 : quote.end() - 1].strip()
    title = f"{known.kind[:1].upper()}{known.kind[1:]} «{name}»"
    return EventMention(start, quote.end(), known.kind, title, own_name=name)


def _by_adjective(part: Scene, start: int, known: EventMention) -> EventMention | None:
    """Read «зимняя спартакиада прошла в Туле, летняя – в Орле»."""
    found = _ADJECTIVE.match(part.shape, start)
    if found is None or not is_adjective(found["word"]) or not known.front:
        return None
    words = known.title.split()
    index = next((at for at, word in enumerate(words) if search_text(word) in known.front), None)
    if index is None or found["word"] in words[index].lower():
        return None
    words[index] = agreeing(found["word"], gender_of(known.kind))
    title = " ".join(words)
    season = re.search(r"зимн|летн|весенн|осенн", found["word"])
    return EventMention(
        start,
        found.end(),
        known.kind,
        title[:1].upper() + title[1:],
        season=season[0] if season else "",
        front=frozenset({search_text(words[index])}),
        has_scope=True,
    )


def _by_purpose(part: Scene, start: int, known: EventMention) -> EventMention | None:
    """Read «семинар для бухгалтеров прошёл в Туле, для юристов – в Орле»."""
    found = _PURPOSE.match(part.shape, start)
    if found is None:
        return None
    cut = re.search(rf"\s{found['word']}\s", known.title)
    if cut is None:
        return None
    title = f"{known.title[: cut.start()]} {' '.join(part.text[start : found.end()].split())}"
    return EventMention(start, found.end(), known.kind, title, has_scope=True)
