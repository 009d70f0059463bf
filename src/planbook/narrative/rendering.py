"""Phrases become words, every number and name with the fact it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planbook.language import Case, Gender
from planbook.narrative.counted import number_text
from planbook.narrative.declension import gender_of_next
from planbook.narrative.errors import PhraseError
from planbook.narrative.options import Options
from planbook.narrative.phrase_syntax import Field, Node, Part, Repeat, parse_phrase
from planbook.narrative.printing import finished, gap, printed
from planbook.narrative.scopes import Scope, SheetScope, scope_of
from planbook.narrative.sheets import Amount, FactRef, Rendered, Sheet, Span
from planbook.narrative.values import Number, Values

MAX_OUTPUT = 200_000
# Repetitions inside repetitions multiply; this is far above any real report.
MAX_STEPS = 100_000
_LIST_WORDS = {
    "модераторы": ("модератор", "модераторы"),
    "докладчики": ("докладчик", "докладчики"),
    "организаторы": ("организатор", "организаторы"),
    "участники": ("участник", "участники"),
    "гости": ("гость", "гости"),
    "решения": ("решение", "решения"),
    "город": ("город", "города"),
}


def render(template: str, sheet: Sheet) -> Rendered:
    """Print a phrase from a sheet.

    A field outside brackets that says nothing is printed as «…» and named in `missing`.

    Raises:
        PhraseError: the phrase is wrong or prints more than is allowed.

    >>> from planbook.narrative.sheets import EventSheet, Name
    >>> event = EventSheet("1", "Семинар", hosts=(Name("Владимир"),))
    >>> render("{название} прошёл {город:в}[ в {год} году]: {итог}", event).text
    'Семинар прошёл во Владимире: …'
    """
    printer = _Printer()
    spans = printer.nodes(parse_phrase(template).nodes, scope_of(sheet))
    return Rendered(_merged(spans), tuple(dict.fromkeys(printer.missing)))


@dataclass(slots=True)
class _Printer:
    """Prints one phrase; collects names of fields that say nothing."""

    missing: list[str] = field(default_factory=list)
    size: int = 0
    steps: int = 0

    def nodes(self, nodes: tuple[Node, ...], scope: Scope) -> list[Span]:
        """Print nodes one after another."""
        spans: list[Span] = []
        for index, node in enumerate(nodes):
            if isinstance(node, str):
                spans += self._counted([Span(node)])
            elif isinstance(node, Part):
                spans += self._part(node, scope)
            else:
                spans += self._told(nodes, index, node, scope) or [self._gap(node, scope)]
        return spans

    def _told(
        self, nodes: tuple[Node, ...], index: int, node: Field | Repeat, scope: Scope
    ) -> list[Span]:
        """Print a field or a repetition that stands at an index among its neighbours."""
        if isinstance(node, Repeat):
            return self._repeat(node, scope)
        after = nodes[index + 1 :] if node.options.is_ordinal else ()
        return self._field(node, after, scope)

    def _part(self, part: Part, scope: Scope) -> list[Span]:
        for alternative in part.alternatives:
            missed = len(self.missing)
            spans = self._alternative(alternative, scope)
            if spans is not None:
                return spans
            del self.missing[missed:]
        return []

    def _alternative(self, nodes: tuple[Node, ...], scope: Scope) -> list[Span] | None:
        """Return what an alternative prints, None when one of its own fields says nothing."""
        spans: list[Span] = []
        has_part = has_found = False
        for index, node in enumerate(nodes):
            if isinstance(node, str):
                spans += self._counted([Span(node)])
                continue
            if isinstance(node, Part):
                has_part = True
                found = self._part(node, scope)
            else:
                found = self._told(nodes, index, node, scope)
                if not found:
                    return None
            has_found = has_found or bool(found)
            spans += found
        return spans if has_found or not has_part else None

    def _field(self, node: Field, after: tuple[Node, ...], scope: Scope) -> list[Span]:
        values = _values(node, scope)
        options = node.options
        if options.is_ordinal and options.gender is None and _is_number(values):
            gender = gender_of_next(_ahead(after, scope), options.case or Case.NOMINATIVE)
            options = replace(options, gender=Gender(gender) if gender else None)
        try:
            if options.part in ("unit", "number") and not _is_number(values):
                spans = _list_words(node.name, values, options)
                return self._counted(finished(spans, options))
            return self._counted(printed(values, options))
        except PhraseError as error:
            raise PhraseError(f"поле «{node.name}»: {error.cause}", node.start) from error

    def _repeat(self, node: Repeat, scope: Scope) -> list[Span]:
        scopes = scope.repeated(node.name)
        if scopes is None:
            raise PhraseError(f"списка «{node.name}» нет.", node.start)
        spans: list[Span] = []
        for inner in scopes:
            self.steps += len(node.nodes) + 1
            if self.steps > MAX_STEPS:
                raise PhraseError("повторений слишком много: разделите текст.", node.start)
            line = self.nodes(node.nodes, inner)
            if spans and line:
                spans += self._counted([Span(node.separator)])
            spans += line
        return spans

    def _gap(self, node: Field | Repeat, scope: Scope) -> Span:
        self.missing.append(node.name)
        around = scope if isinstance(scope, SheetScope) else scope.outer
        return gap(FactRef(around.sheet.key, around.attribute(node.name)))

    def _counted(self, spans: list[Span]) -> list[Span]:
        for span in spans:
            self.size += len(span.text)
        if self.size > MAX_OUTPUT:
            raise PhraseError(f"получается больше {MAX_OUTPUT} знаков: сократите списки.", 0)
        return spans


def _ahead(after: tuple[Node, ...], scope: Scope) -> str:
    """Return words that follow, for a numeral that agrees with them."""
    words = ""
    for node in after:
        if isinstance(node, str):
            words += node
        elif isinstance(node, Field):
            values = scope.values(node.name)
            words += "".join(span.text for span in printed(values, node.options)) if values else ""
        if words.strip():
            break
    return words


def _list_words(name: str, values: Values, options: Options) -> list[Span]:
    """Return how many are in a list, or what they are called, agreeing with how many they are.

    How many are in an open list is not known.
    """
    chosen = values.chosen(options.first, options.last)
    if not chosen.items or (options.part == "number" and chosen.is_open):
        return []
    count = len(chosen.items)
    forms = _LIST_WORDS.get(name)
    word = forms[count > 1] if forms else name
    if options.part == "number":
        word = number_text(count, options, is_roman=False)
    facts = tuple(one.fact for one in chosen.items)
    return [Span(word, facts[0], facts=facts)]


def _values(node: Field, scope: Scope) -> Values:
    values = scope.values(node.name)
    if values is None:
        raise PhraseError(f"поля «{node.name}» здесь нет.", node.start)
    return values


def _is_number(values: Values) -> bool:
    return bool(values.items) and isinstance(values.items[0].value, Number | Amount)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join words by hand that stand side by side."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.fact is None and merged[-1].fact is None:
            merged[-1] = Span(merged[-1].text + span.text)
        elif span.text:
            merged.append(span)
    return tuple(merged)
