"""How plans look in print: layouts as data, and a plan arranged by one for the writers."""

from planbook.layouts.arrangement import arrange
from planbook.layouts.codec import layout_from_dict, layout_to_dict
from planbook.layouts.errors import LayoutError
from planbook.layouts.flattening import flatten
from planbook.layouts.form import FormField, form_fields
from planbook.layouts.inference import layout_like
from planbook.layouts.layout import Layout, LayoutColumn, PageSetup, Source
from planbook.layouts.result import plan_with_results, with_result
from planbook.layouts.review import layout_findings
from planbook.layouts.shipped import LAYOUT_NAMES, layout_named

__all__ = [
    "LAYOUT_NAMES",
    "FormField",
    "Layout",
    "LayoutColumn",
    "LayoutError",
    "PageSetup",
    "Source",
    "arrange",
    "flatten",
    "form_fields",
    "layout_findings",
    "layout_from_dict",
    "layout_like",
    "layout_named",
    "layout_to_dict",
    "plan_with_results",
    "with_result",
]
