"""Events named in a sentence: kind, number, own name, body, and a title in the nominative."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from planbook.facts.kinds import next_kind
from planbook.facts.mention import EventMention
from planbook.facts.numbering import bare_number
from planbook.facts.unnamed import bodies_met, body_meetings, people_meetings, quoted_whole
from planbook.facts.vocabulary import phrases, words_of
from planbook.facts.words import TextWord, agreeing, gender_of, is_adjective, is_verb, words_before
from planbook.language import Edition, Notation, search_text
from planbook.language.editions import edition_at
from planbook.language.morphology import readings
from planbook.plans.event_kinds import KindMatch
from planbook.plans.organizations import names_something_else
from planbook.plans.wording import Enclosed, Outlined
from planbook.text import format_roman

_MAX_GAP = 160
_MAX_FRONT = 7
_MAX_COMPLEMENT = 16
_THEME_GAP = re.compile(r"\s*,?\s*(?:по теме|на тему)\s*:?\s*")
_COMPLEMENT_WORD = re.compile(r"\s+([^\W_]+(?:-[^\W_]+)*)")
_DAYS_COUNTED = re.compile(
    r"(?<!\w)(?:в|во|\d+|дв\w+|тр[её]\w*|четыр\w+|пят\w+|шест\w+|сем\w+|нескольк\w+|эти|этих|все|всех|перв\w+|последн\w+|ближайш\w+|течение|выходн\w+|праздничн\w+)\s$"
)
_PREPOSITIONS_INSIDE = {"по", "среди", "для", "о", "об", "между", "памяти", "имени"}
_PASSIVE = re.compile(r"(?<!\w)(?:проведен|организован|прош[её]?л|состоял|проходил)\w{0,3}\s")
_ONLINE = re.compile(r"(?:онлайн|видео|интернет|теле)-$")
_ASIDE = re.compile(r",\s+(?:уже\s+|как\s+)?[а-я-]+(?:\s+[а-я-]+)?,\s+$|\s*\([^()]{3,40}\)\s+$")
_DAY_OF = re.compile(
    r"(?:\d|-й|(?<!\w)(?:во?|ко?|на|за|до|после|с|о|об|ко|перв\w+|втор\w+|трет\w+|последн\w+|один|одного|эт\w+|кажд\w+|весь|рабоч\w+|текущ\w+|сегодняшн\w+|накануне|канун|тот|того|заключительн\w+|следующ\w+|друг\w+|посвящ\w+))\s*$"
)
_WORD_BEFORE = re.compile(r"([а-я-]{5,})\s+$")
_HANDED = re.compile(
    r"(?<!\w)(?:принял|примет|приняв|переда[лнюе]|передав|перешл|перейд|достал|подхват|от\s|взял|взяв)"
)
_NOT_OF_NAME = re.compile(
    r"[.:;()\x00]|,\s*(?:котор|секци|где|что|на|в|посвящ)|\s[–—-]\s|по теме|на тему|тема\b"
    r"|(?<!\w)(?:знак|медал|номинаци|приз(?!ер))"
)


def find_events(outlined: Outlined) -> list[EventMention]:
    """Return the events a sentence names, in order; plural nouns without a name are left out."""
    found: list[EventMention] = []
    position = 0
    blocked = [one.span() for one in phrases("events", "not_events").finditer(outlined.shape)]
    while (kind := next_kind(outlined.shape, position)) is not None:
        position = kind.end
        if any(start <= kind.start < end for start, end in blocked):
            continue
        if kind.name == "тур" and outlined.text[kind.start].isupper():
            # «у Нижней Туры»
            continue
        if kind.name == "день" and not _is_holiday(outlined, kind):
            continue
        if kind.name == "эстафета" and _is_handed_on(outlined.shape, kind):
            continue
        if kind.name == "дни" and _DAYS_COUNTED.search(outlined.shape, 0, kind.start):
            continue
        mention = _mention(outlined, kind, found[-1].end if found else 0)
        if mention is not None:
            found.append(mention)
            position = max(position, mention.end)
    found += quoted_whole(outlined, found)
    found += body_meetings(outlined, found)
    found += bodies_met(outlined, found)
    found += people_meetings(outlined, found)
    return _without_wholes(outlined, found)


def _is_holiday(outlined: Outlined, kind: KindMatch) -> bool:
    """Tell whether «день» is a holiday with a name: «День рыбака», no day of a calendar."""
    if _DAY_OF.search(outlined.shape, 0, kind.start):
        return False
    word = _COMPLEMENT_WORD.match(outlined.text, kind.end)
    return (
        word is not None
        and word[1].lower() not in words_of("events", "no_holidays")
        and _may_depend(word[1], False)
    )


def _is_handed_on(shape: str, kind: KindMatch) -> bool:
    """Tell whether «эстафета» is what one host hands to another."""
    before = _WORD_BEFORE.search(shape, max(0, kind.start - 40), kind.start)
    if before is not None and is_adjective(before[1]):
        return False
    clause = re.split(r"[.;]", shape[max(0, kind.start - 80) : kind.start])[-1]
    return bool(_HANDED.search(clause) or _HANDED.search(shape[kind.end : kind.end + 90]))


def _without_wholes(outlined: Outlined, found: list[EventMention]) -> list[EventMention]:
    """Drop «заседание» of «заседание конференции «…»»: the larger event is the one told of."""
    found.sort(key=lambda one: one.start)
    kept: list[EventMention] = []
    for one in found:
        if kept and not _is_known(kept[-1]) and not kept[-1].is_plural and one.is_named:
            gap = outlined.shape[kept[-1].end : one.start]
            if not gap.strip() and len(gap) < 3:
                part = kept.pop()
                one = replace(one, start=part.start, is_inside=part.is_inside)
        kept.append(one)
    return kept


def _is_known(mention: EventMention) -> bool:
    return bool(mention.own_name or mention.body or mention.edition)


def _mention(outlined: Outlined, kind: KindMatch, least: int) -> EventMention | None:
    front = words_before(outlined.text, kind.start, _MAX_FRONT, least)
    words, edition = _front(outlined, front or _before_aside(outlined, kind, least))
    edition = edition or bare_number(outlined, kind, words)
    quote = _own_quote(outlined, kind.end)
    title, end = _title(outlined, kind, words, quote)
    start = min([one.start for one in (edition, *words[:1]) if one], default=kind.start)
    if not words:
        start, title = _with_online(outlined, kind, start, title)
    if edition is None and quote is None:
        edition = _edition_after(outlined, kind.end, end)
    mention = replace(
        _named(kind, quote, edition),
        start=start,
        end=end,
        title=title,
        is_plural=is_plural(outlined.shape[kind.start : kind.end]),
        is_next=_has_next(outlined, front) or _is_handed(outlined.shape, start),
        has_scope=_has_scope(words, title),
        season=_season(words),
        front=frozenset(search_text(word.text) for word in words),
    )
    mention = _with_number(outlined, _with_theme(outlined, mention, quote), edition)
    if mention.is_plural and not (mention.own_name or mention.edition):
        return None
    before = outlined.shape[max(0, start - 40) : start]
    return replace(
        mention,
        is_inside=_preceded(before, "parent"),
        is_framework=_preceded(before, "framework"),
    )


def _before_aside(outlined: Outlined, kind: KindMatch, least: int) -> list[TextWord]:
    """Return the words before a remark set off by commas: «X, юбилейный, фестиваль»."""
    aside = _ASIDE.search(outlined.shape, max(least, kind.start - 80), kind.start)
    if aside is None:
        return []
    front = words_before(outlined.text, aside.start(), 1, least)
    return front if front and edition_at(outlined.text, front[0].start) else []


def _with_online(outlined: Outlined, kind: KindMatch, start: int, title: str) -> tuple[int, str]:
    online = _ONLINE.search(outlined.shape, max(0, kind.start - 9), kind.start)
    if online is None:
        return start, title
    return online.start(), f"{online[0]}{title[:1].lower()}{title[1:]}"


def _named(kind: KindMatch, quote: Enclosed | None, edition: Edition | None) -> EventMention:
    """Return by what the event is known: a name, a body, a number of a series or of a meeting."""
    name = quote.content.strip() if quote else ""
    is_words = edition is not None and edition.style.notation is Notation.WORDS
    is_meeting = bool(name) and is_words and kind.name in words_of("events", "meetings")
    number = edition.number if edition else None
    return EventMention(
        start=kind.start,
        end=kind.end,
        kind=kind.name,
        title="",
        edition=None if is_meeting else number,
        edition_span=(edition.start, edition.end) if edition else (0, 0),
        meeting=number if is_meeting else None,
        own_name="" if _is_body(kind) else name,
        body=name if _is_body(kind) else "",
    )


def _edition_after(outlined: Outlined, start: int, end: int) -> Edition | None:
    """Return the number of the whole that follows a part: «соревнования IV Спартакиады»."""
    for word in _COMPLEMENT_WORD.finditer(outlined.text, start, end):
        found = edition_at(outlined.text, word.start(1))
        if found is not None and next_kind(outlined.shape[found.end : end]):
            return found
    return None


def _is_body(kind: KindMatch) -> bool:
    return kind.name in ("заседание секции",)


def _front(outlined: Outlined, front: list[TextWord]) -> tuple[list[TextWord], Edition | None]:
    """Return the adjectives before a kind and its number; other words end them."""
    kept: list[TextWord] = []
    edition: Edition | None = None
    for word in reversed(front):
        found = edition_at(outlined.text, word.start)
        if found is not None and found.end <= (kept[0].start if kept else front[-1].end):
            edition = found
            continue
        if (
            edition is not None
            or not is_adjective(word.text)
            or "\x00" in outlined.shape[word.start : word.end]
        ):
            break
        kept.insert(0, word)
    stop = phrases("events", "no_adjectives")
    while kept and stop.fullmatch(outlined.shape[kept[0].start : kept[0].end]):
        kept.pop(0)
    return [
        word for word in kept if not stop.fullmatch(outlined.shape[word.start : word.end])
    ], edition


def _has_next(outlined: Outlined, front: list[TextWord]) -> bool:
    text = " ".join(outlined.shape[word.start : word.end] for word in front[-3:])
    return bool(re.search(r"(?:следующ|предстоящ|ближайш)\w+", text))


def _is_handed(shape: str, start: int) -> bool:
    """Tell whether the event is one whose relay a city takes: «эстафету фестиваля приняла»."""
    return bool(re.search(r"(?<!\w)эстафет[ауы]\s+$", shape[max(0, start - 12) : start]))


def _season(words: list[TextWord]) -> str:
    text = " ".join(word.text.lower() for word in words)
    found = re.search(r"зимн|летн|весенн|осенн", text)
    return found[0] if found else ""


def _has_scope(words: list[TextWord], title: str) -> bool:
    is_longer = len(title.split()) > 1 + len(words)
    return bool(words) and (is_longer or any(word.text[0].isupper() for word in words[1:] or words))


def _preceded(before: str, key: str) -> bool:
    return any(
        len(before) - found.end() < 24 and _is_one_phrase(before[found.end() :])
        for found in phrases("triggers", key).finditer(before)
    )


def _is_one_phrase(words: str) -> bool:
    """Tell whether no comma or verb stands in the words: not «в рамках плана проведён |кубок»."""
    return "," not in words.strip(" ,") and not _PASSIVE.search(words)


def _own_quote(outlined: Outlined, start: int) -> Enclosed | None:
    """Return the name in quotes that belongs to a kind: nothing but its complement between."""
    for part in outlined.parts:
        if not part.is_quote or part.start < start:
            continue
        gap = outlined.shape[start : part.start]
        if part.start - start > _MAX_GAP or _NOT_OF_NAME.search(gap):
            return None
        if _breaks(gap) or next_kind(gap):
            return None
        return None if names_something_else(outlined.text[start : part.start]) else part
    return None


def _breaks(gap: str) -> bool:
    """Tell whether a verb stands in the words between a kind and a name."""
    return any(is_verb(word) for word in re.findall(r"[а-яё]{3,}", gap)[:20])


def _with_theme(outlined: Outlined, mention: EventMention, quote: Enclosed | None) -> EventMention:
    gap = _THEME_GAP.match(outlined.shape, mention.end)
    if gap is None:
        return mention
    for part in outlined.parts:
        if part.is_quote and part.start == gap.end():
            return replace(
                mention,
                theme=part.content.strip(),
                theme_span=(part.start, part.end),
                end=part.end,
                title=f"{mention.title} по теме «{part.content.strip()}»",
            )
    return mention


def _title(
    outlined: Outlined, kind: KindMatch, words: list[TextWord], quote: Enclosed | None
) -> tuple[str, int]:
    """Return the title without its number and where the words of the event end."""
    head = kind.name
    gender = gender_of(head)
    front = [agreeing(word.text, gender) for word in words]
    complement, end = _complement(outlined, _end_of_kind(outlined, kind), quote)
    name = f"«{quote.content.strip()}»" if quote else ""
    surface = outlined.text[kind.start : kind.start + 1]
    if (surface.isupper() and not front) or (
        surface.isupper() and front and front[-1][:1].isupper()
    ):
        head = head[:1].upper() + head[1:]
    parts = [*front, head, complement, name]
    title = " ".join(part for part in parts if part)
    return title, quote.end if quote else end


def _end_of_kind(outlined: Outlined, kind: KindMatch) -> int:
    """Return where the words of the kind itself end: «заседание» of «заседание Совета»."""
    words = list(re.finditer(r"\S+", outlined.shape[kind.start : kind.end]))
    count = len(kind.name.split())
    return kind.start + words[count - 1].end() if len(words) > count else kind.end


def _with_number(
    outlined: Outlined, mention: EventMention, edition: Edition | None
) -> EventMention:
    title = mention.title
    if mention.edition:
        title = f"{format_roman(mention.edition)} {title}"
    elif mention.meeting and edition:
        number = outlined.text[edition.start : edition.end]
        word = agreeing(number.lower(), gender_of(mention.kind))
        title = f"{word[:1].upper()}{word[1:]} {title[:1].lower()}{title[1:]}"
    return replace(mention, title=title[:1].upper() + title[1:])


def _complement(outlined: Outlined, start: int, quote: Enclosed | None) -> tuple[str, int]:
    """Return what depends on the noun: «детского творчества», «по плаванию»."""
    if quote is not None:
        return " ".join(outlined.text[start : quote.start].split()).strip(" ,"), quote.start
    kept: list[str] = []
    position = end = start
    after_preposition = False
    while len(kept) < _MAX_COMPLEMENT:
        found = _COMPLEMENT_WORD.match(outlined.text, position)
        if found is None:
            break
        word = found[1]
        lower = word.lower()
        if lower in _PREPOSITIONS_INSIDE or lower == "и":
            kept.append(word)
            position = found.end()
            after_preposition = after_preposition or lower != "и"
            continue
        if not _may_depend(word, after_preposition) or edition_at(outlined.text, found.start(1)):
            break
        kept.append(word)
        position = end = found.end()
    while kept and (kept[-1].lower() in _PREPOSITIONS_INSIDE or kept[-1] == "и"):
        kept.pop()
    return " ".join(kept), end


@lru_cache(maxsize=8192)
def _may_depend(word: str, after_preposition: bool) -> bool:
    if word.isupper() and len(word) > 1:
        return True
    if len(word) < 3 or word.lower() in words_of("events", "no_complement"):
        return False
    cases = {"gent", "datv", "loct", "accs", "ablt"} if after_preposition else {"gent"}
    found = readings(word)[:6]
    if not found or any("PRTF" in one.tag for one in found[:2]):
        return False
    if "VERB" in found[0].tag or "PRTS" in found[0].tag:
        return False
    nominal = ("NOUN", "ADJF", "Anum")
    return any(
        any(part in one.tag for part in nominal) and any(case in one.tag for case in cases)
        for one in found
    )


@cache
def _plural_only() -> frozenset[str]:
    return frozenset(
        {"чтения", "игры", "соревнования", "дни", "курсы", "гонки", "публичные слушания"}
    )


@lru_cache(maxsize=4096)
def is_plural(form: str) -> bool:
    """Tell whether a form of a kind can only be a plural; «чтения» have no singular."""
    word = form.split()[0].split("-")[-1]
    last = form.split()[-1]
    if search_text(last) in {search_text(one) for one in _plural_only()} or search_text(word) in {
        "чтение",
        "соревнование",
        "день",
        "курс",
        "гонка",
        "игра",
    }:
        return False
    found = [one for one in readings(word) if "NOUN" in one.tag or "ADJF" in one.tag]
    return bool(found) and all("plur" in one.tag for one in found)
