"""Paragraphs of a report from facts: templates, correct cases, numbers and lists."""

from planbook.narrative.binding import Binding, bind
from planbook.narrative.bound_facts import BoundFact
from planbook.narrative.decision import decision_spans
from planbook.narrative.errors import PhraseError
from planbook.narrative.faults import phrase_fault, used_fields
from planbook.narrative.fields import FieldInfo, SheetKind
from planbook.narrative.options import option_list
from planbook.narrative.pages import (
    Paragraph,
    ParagraphKind,
    ReportText,
    paragraphs_of,
    report_pages,
)
from planbook.narrative.phrase_syntax import Phrase, escape_text, parse_phrase
from planbook.narrative.rendering import render
from planbook.narrative.scopes import field_list
from planbook.narrative.sheets import (
    AgendaLine,
    Amount,
    AwardLine,
    DecisionLine,
    EventSheet,
    ExchangeLine,
    FactRef,
    Hedge,
    Involvement,
    Name,
    NameKind,
    PersonName,
    PlannedLine,
    Rendered,
    ReportSheet,
    Sheet,
    Span,
    StandingLine,
    TrophyLine,
)
from planbook.narrative.shipped import ShippedPhrase, phrase_key_for, phrase_named, phrases

__all__ = [
    "AgendaLine",
    "Amount",
    "AwardLine",
    "Binding",
    "BoundFact",
    "DecisionLine",
    "EventSheet",
    "ExchangeLine",
    "FactRef",
    "FieldInfo",
    "Hedge",
    "Involvement",
    "Name",
    "NameKind",
    "Paragraph",
    "ParagraphKind",
    "PersonName",
    "Phrase",
    "PhraseError",
    "PlannedLine",
    "Rendered",
    "ReportSheet",
    "ReportText",
    "Sheet",
    "SheetKind",
    "ShippedPhrase",
    "Span",
    "StandingLine",
    "TrophyLine",
    "bind",
    "decision_spans",
    "escape_text",
    "field_list",
    "option_list",
    "paragraphs_of",
    "parse_phrase",
    "phrase_fault",
    "phrase_key_for",
    "phrase_named",
    "phrases",
    "render",
    "report_pages",
    "used_fields",
]
