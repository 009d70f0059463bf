"""Word templates of people: fields found in a .docx, checked at once, filled with values."""

from planbook.word_templates.checking import TemplateFault, TemplateReading, read_template
from planbook.word_templates.filling import Filled, fill_template, merge_filled
from planbook.word_templates.shipped import ShippedTemplate, shipped_templates
from planbook.word_templates.values import (
    FieldSpec,
    PaperSheet,
    Value,
    ValueKind,
    printed_value,
)

__all__ = [
    "FieldSpec",
    "Filled",
    "PaperSheet",
    "ShippedTemplate",
    "TemplateFault",
    "TemplateReading",
    "Value",
    "ValueKind",
    "fill_template",
    "merge_filled",
    "printed_value",
    "read_template",
    "shipped_templates",
]
