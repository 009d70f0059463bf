"""Events told without their noun: in quotes alone, by the body that met, by those who met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from planbook.facts.kinds import next_kind
from planbook.facts.mention import EventMention
from planbook.facts.words import is_adjective
from planbook.language.editions import edition_at
from planbook.language.morphology import readings
from planbook.plans.organizations import names_something_else
from planbook.plans.wording import Outlined, fold_same_length

_MAX_GAP = 160
_CALLS = re.compile(
    r"(?:проект|программ|номинаци|тем[аеоуы]|секци|рубрик|книг|сборник|газет|журнал|положени|решени|доклад|премьер|фильм|песн"
    r"|закон|стать|команд|центр|обществ|ассоциаци|организаци|клуб|союз|фонд|движени|звани|знак|медал|орден|девиз|лозунг|дел[оеу]$|вопрос|модул|площадк|направлени|сайт|портал|групп)"
)
_MOST_BEFORE_KIND = 60
_MEETING_OF_BODY = re.compile(
    r"(?:(?P<lead>собрал\w{1,3}|работал\w{0,2}|заседал\w{0,2}|встретил\w{1,3})\s)?(?<!\w)секци[яию]\s+"
    r"(?P<name>\x00+)(?P<rest>[^.]{0,60}?\s(?:заседани\w+|собрал\w{1,3}|собер[её]тся|собраться|собиралась|заседала|работала|встретил\w{1,3}|встречал\w{1,3}))?"
)
_BODIES = {
    "правление": "правления",
    "президиум": "президиума",
    "пленум": "пленума",
    "совет": "совета",
    "комиссия": "комиссии",
    "комитет": "комитета",
    "оргкомитет": "оргкомитета",
    "рабочая группа": "рабочей группы",
    "палата": "палаты",
    "коллегия": "коллегии",
    "клуб": "клуба",
    "штаб": "штаба",
    "актив": "актива",
    "ассамблея": "ассамблеи",
    "секция": "секции",
    "исполком": "исполкома",
    "жюри": "жюри",
}
_NOUNS = "|".join(_BODIES)
_MET = (
    r"(?:собер[её]тся|(?:намерен[аыо]?|планирует)\s+собраться|собрал(?:ся|ась|ось)"
    r"|заседал[аои]?|собирал(?:ся|ась|ось))"
)
_BODY = rf"(?P<front>(?:[а-я-]+(?:ый|ий|ой|ая|ое|ее)\s+){{0,2}})(?P<noun>{_NOUNS})(?![\w-])"
_COUNCIL = (
    r"(?P<front4>(?:[а-я-]+ый\s+)?)(?P<noun4>совет|президиум|пленум)(?=\s+(?:союза|ассоциации|содружества|федерации|объединения))"
    r"(?P<of4>\s+[^\s.,;:()]+(?:\s+[^\s.,;:()]*(?:ов|их|ых|ой|ии|ья))*)"
)
_TOOK_PLACE = r"(?:прош[её]л|состоялся|проходил)\s+(?:очередной\s+|расширенный\s+|выездной\s+)?"
_BODY_MET = re.compile(
    rf"(?<![\w-])(?:{_MET}\s+{_BODY}|{_BODY.replace('front', 'front2').replace('noun', 'noun2')}"
    rf"(?P<of>(?:\s+[^\s.,;:]+){{0,5}}?)\s+(?:[\d–-]+\s+[а-я]+\s+)?{_MET}"
    rf"|{_TOOK_PLACE}{_COUNCIL}"
    rf"|{_BODY.replace('front', 'front3').replace('noun', 'noun3')},\s+"
    rf"(?:заседавш|собиравш|собравш)[а-я]+)(?!\w)"
)
_PEOPLE_MET = re.compile(
    r"(?<!\w)встретились\s+(?P<who>(?:[а-я]+ые\s+)?(?:члены|главы|мэры|руководители|депутаты|председатели|градоначальники)(?:\s+[^.,;:()]+)?)"
)
_MOST_WHO = 90


def quoted_whole(outlined: Outlined, found: list[EventMention]) -> Iterator[EventMention]:
    """Yield events whose kind stands inside their quotes: «Форум городов атомной энергетики»."""
    taken = [(one.start, one.end) for one in found]
    for part in outlined.parts:
        if not part.is_quote or any(start <= part.start < end for start, end in taken):
            continue
        content = part.content.strip()
        kind = next_kind(fold_same_length(content), 0, _MOST_BEFORE_KIND)
        before = outlined.text[max(0, part.start - _MAX_GAP) : part.start]
        if kind is None or not _leads_name(content[: kind.start]) or _is_owned(before):
            continue
        yield EventMention(
            part.start, part.end, kind.name, f"«{content}»", own_name=content, has_scope=True
        )


def _leads_name(front: str) -> bool:
    """Tell whether only adjectives and a number stand before the kind of a quoted name."""
    return all(is_adjective(word) or edition_at(word, 0) is not None for word in front.split())


def _is_owned(before: str) -> bool:
    """Tell whether the word before a quoted name says that something else is called so."""
    words = re.findall(r"[А-ЯЁа-яё-]+", re.split(r"[.,;:()«»]", before)[-1])[-3:]
    return bool(words) and bool(names_something_else(words[-1]) or _CALLS.match(words[-1].lower()))


def body_meetings(outlined: Outlined, found: list[EventMention]) -> Iterator[EventMention]:
    """Yield meetings told by their body: «Секция «Культура» провела своё заседание»."""
    has_first = False
    for match in _MEETING_OF_BODY.finditer(outlined.shape):
        if any(one.start <= match.start() < one.end for one in found):
            continue
        told = match["rest"] or ""
        is_told = match["lead"] or re.search(
            r"провел|собрал|собер|собир|собрат|заседала|работала|встрет|встреч", told
        )
        is_elliptic = has_first and re.match(
            r"\s*[–—-]\s*во?\s", outlined.shape[match.end("name") :]
        )
        if not is_told and not is_elliptic:
            continue
        has_first = True
        content = outlined.text[match.start("name") + 1 : match.end("name") - 1].strip()
        for bare in [one for one in found if match.start() <= one.start < match.end()]:
            found.remove(bare)
        yield EventMention(
            match.start(),
            match.end("name"),
            "заседание секции",
            f"Заседание секции «{content}»",
            body=content,
        )


def bodies_met(outlined: Outlined, found: list[EventMention]) -> Iterator[EventMention]:
    """Yield meetings told by a standing body: «в Туле собрался координационный совет»."""
    for match in _BODY_MET.finditer(outlined.shape):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        noun = match["noun"] or match["noun2"] or match["noun3"] or match["noun4"]
        front = (match["front"] or match["front2"] or match["front3"] or "").split()
        words = [_genitive(word, noun.split()[-1]) for word in front]
        of = "of4" if match["of4"] else "of"
        whose = outlined.text[match.start(of) : match.end(of)].strip() if match[of] else ""
        title = " ".join(["Заседание", *words, _BODIES[noun], *([whose] if whose else [])])
        kind = "заседание правления" if noun == "правление" else "заседание"
        yield EventMention(match.start(), match.end(), kind, title, has_scope=bool(front))


def people_meetings(outlined: Outlined, found: list[EventMention]) -> Iterator[EventMention]:
    """Yield a meeting told by those who met: «встретились члены Союза городов»."""
    match = _PEOPLE_MET.search(outlined.shape)
    if match is None or found:
        return
    end = min(match.end(), match.start("who") + _MOST_WHO)
    who = outlined.text[match.start("who") : end].replace("\x00", " ").strip().split(" ", 1)
    rest = f" {who[1]}" if len(who) > 1 else ""
    title = f"Встреча {_genitive(who[0].lower(), '')}{rest}"
    yield EventMention(match.start(), match.start("who"), "встреча", title)


@lru_cache(maxsize=1024)
def _genitive(word: str, noun: str) -> str:
    """Return a noun in the plural or the adjective of a noun in the genitive."""
    gender = next((one.tag for one in readings(noun) if "NOUN" in one.tag), ()) if noun else ()
    wanted = {"gent", "plur"} if not noun else {"gent", "sing"}
    wanted |= {mark for mark in ("masc", "femn", "neut") if mark in gender}
    for reading in readings(word):
        form = reading.inflect(wanted)
        if form is not None:
            return str(form.word)
    return word
