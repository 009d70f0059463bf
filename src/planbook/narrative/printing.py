"""Values of one field become spans: names in cases, districts that share a noun, joined lists."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planbook.language import Case, full_preposition, post_form, short_person_name
from planbook.narrative.counted import amount_text, number_text
from planbook.narrative.declension import (
    decline_person,
    decline_phrase,
    district_adjective,
    district_parts,
    is_settlement,
    settlement_form,
)
from planbook.narrative.options import Options
from planbook.narrative.sheets import Amount, FactRef, Name, NameKind, PersonName, Span
from planbook.narrative.values import Item, Mode, Number, Value, Values, Words

_OTHERS = {
    Case.NOMINATIVE: "другие",
    Case.GENITIVE: "других",
    Case.DATIVE: "другим",
    Case.ACCUSATIVE: "других",
    Case.INSTRUMENTAL: "другими",
    Case.PREPOSITIONAL: "других",
}
_TAKES_FULL = frozenset({"в", "с", "к", "о"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between joiners: a name, or districts that share «районов Области»."""

    spans: tuple[Span, ...]


def printed(values: Values, options: Options) -> list[Span]:
    """Return the spans of a field; no spans where it says nothing."""
    chosen = values.chosen(options.first, options.last)
    if not chosen.items:
        return []
    is_open = chosen.is_open and not options.is_closed
    pieces = list(_pieces(chosen.items, options))
    spans = _joined(pieces, options, is_open=is_open)
    if is_open:
        spans.append(Span(f" и {_OTHERS[options.case or Case.NOMINATIVE]}"))
    return finished(_with_preposition(spans, options, chosen.items[0].value), options)


def value_text(value: Value, options: Options) -> str:
    """Return one value in words."""
    case = options.case or Case.NOMINATIVE
    match value:
        case Name():
            return name_text(value, case, options)
        case Amount():
            return amount_text(value, options)
        case PersonName():
            return person_text(value, case, options)
        case Number():
            return number_text(value.number, options, is_roman=value.is_roman)
        case Words():
            text = value.text if value.is_fixed else decline_phrase(value.text, case)
            return _quoted(text) if options.is_quoted else text
        case Mode():
            return mode_text(value.mode, options)


def name_text(name: Name, case: Case, options: Options) -> str:
    """Return a name in a case: «города Тихвина», «Приморского района Архангельской области».

    >>> name_text(Name("Тихвин"), Case.GENITIVE, Options(marker="город"))
    'города Тихвина'
    """
    region = f" {decline_phrase(name.region, Case.GENITIVE)}" if name.region else ""
    is_town = name.kind is NameKind.TEXT and is_settlement(name.text)
    if name.kind is NameKind.SETTLEMENT or is_town:
        text = settlement_form(name.text, case)
        if options.marker == "город":
            text = f"{decline_phrase('город', case)} {text}"
        elif options.marker:
            text = f"{options.marker} {text}"
        return text + region if options.region else text
    parts = None if name.kind is NameKind.ORGANIZATION else district_parts(name.text)
    if parts is not None:
        text = f"{district_adjective(parts[0], case)} {decline_phrase(parts[1], case)}"
    else:
        text = decline_phrase(name.text, case)
    is_district = name.kind is NameKind.DISTRICT
    return text + region if is_district and options.region is not False else text


def person_text(person: PersonName, case: Case, options: Options) -> str:
    """Return a person, with the office before and the city behind where asked.

    >>> person = PersonName("Олег Белак", "глава города", Name("Нарьян-Мар"))
    >>> person_text(person, Case.DATIVE, Options(part="both"))
    'главе города Олегу Белаку (Нарьян-Мар)'
    """
    name = decline_person(person.name, case)
    if options.has_initials:
        name = decline_person(short_person_name(person.name), case)
    if options.part in ("post", "both") and person.post:
        post = post_form(person.post, case)
        name = f"{post} {name}".strip()
    if options.part in ("place", "both") and person.place is not None:
        name = f"{name} ({person.place.text})".strip()
    return name


def mode_text(mode: str, options: Options) -> str:
    """Return how an event was attended.

    >>> mode_text("online", Options()), mode_text("hybrid", Options())
    ('в режиме видео-конференц-связи', 'в смешанном формате')
    """
    if mode == "hybrid":
        return "в смешанном формате"
    if mode == "in_person":
        return "очно"
    if mode != "online":
        return ""
    link = {"вкс": "вкс", "ВКС": "ВКС", "слитно": "видеоконференцсвязи"}
    noun = "формате" if options.has_format_word else "режиме"
    return f"в {noun} {link.get(options.style, 'видео-конференц-связи')}"


def _pieces(items: tuple[Item, ...], options: Options) -> list[_Piece]:
    pieces: list[_Piece] = []
    is_apart = len(items) > 1 and options.preposition
    plain = replace(options, preposition="") if is_apart else options
    index = 0
    while index < len(items):
        count = _shared_noun(items, index)
        one = items[index]
        if count > 1:
            pieces.append(_Piece(_districts(items[index : index + count], options)))
        elif text := value_text(one.value, plain):
            pieces.append(_Piece((Span(text, one.fact, facts=one.facts),)))
        index += count
    return [piece for piece in pieces if piece.spans]


def _shared_noun(items: tuple[Item, ...], start: int) -> int:
    """Return how many districts from a place on share noun and region: «районов Области»."""
    shared: tuple[str, str] | None = None
    for place in range(start, len(items)):
        key = _noun_and_region(items[place].value)
        if key is None or (shared is not None and key != shared):
            return max(place - start, 1)
        shared = key
    return len(items) - start


def _noun_and_region(value: Value) -> tuple[str, str] | None:
    """Return what a district may share with its neighbours, None for what is no district."""
    if not isinstance(value, Name) or value.kind is not NameKind.DISTRICT:
        return None
    parts = district_parts(value.text)
    return (parts[1], value.region) if parts else None


def _districts(run: tuple[Item, ...], options: Options) -> tuple[Span, ...]:
    case = options.case or Case.NOMINATIVE
    spans: list[Span] = []
    region, noun = "", ""
    for place, item in enumerate(run):
        if not isinstance(item.value, Name):
            continue
        adjective, noun = district_parts(item.value.text) or (item.value.text, "")
        region = item.value.region
        if place:
            spans.append(Span(" и " if place == len(run) - 1 else ", "))
        spans.append(Span(district_adjective(adjective, case), item.fact, facts=item.facts))
    plural = decline_phrase(noun, case, is_plural=True)
    tail = decline_phrase(region, Case.GENITIVE) if region and options.region is not False else ""
    spans.append(Span(f" {plural} {tail}".rstrip(), run[-1].fact))
    return tuple(spans)


def _joined(pieces: list[_Piece], options: Options, *, is_open: bool) -> list[Span]:
    spans: list[Span] = []
    has_and = options.has_and and not is_open
    for index, piece in enumerate(pieces):
        if index:
            is_last = index == len(pieces) - 1
            spans.append(Span(" и " if is_last and has_and else options.separator))
        spans += piece.spans
    return spans


def _with_preposition(spans: list[Span], options: Options, value: Value) -> list[Span]:
    """Put the preposition before the list; counts have theirs inside, after «более чем»."""
    if not options.preposition or not spans or isinstance(value, Amount):
        return spans
    word = options.preposition
    if word in _TAKES_FULL:
        word = full_preposition(word, spans[0].text)
    return [Span(f"{word} "), *spans]


def finished(spans: list[Span], options: Options) -> list[Span]:
    """Return spans with the letters that options ask for."""
    if not options.has_yo:
        spans = [_replaced(one, one.text.replace("ё", "е").replace("Ё", "Е")) for one in spans]
    if spans and (options.is_capitalized or options.is_lowered):
        text = spans[0].text
        first = text[:1].upper() if options.is_capitalized else text[:1].lower()
        spans[0] = _replaced(spans[0], first + text[1:])
    return [span for span in spans if span.text]


def _replaced(span: Span, text: str) -> Span:
    return replace(span, text=text)


def _quoted(text: str) -> str:
    """Return words in «ёлочки»; quotes inside become „лапки“."""
    if text.startswith("«") and text.endswith("»") and text.count("«") == 1:
        return text
    inner = text.replace("«", "„").replace("»", "“")
    return f"«{inner}»"


def gap(fact: FactRef) -> Span:
    """Return the sign of a fact that is not known."""
    return Span("…", fact, is_gap=True)
