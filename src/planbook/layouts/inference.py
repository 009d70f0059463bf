"""A layout taken from a document: «как в этом файле»."""

from __future__ import annotations

from planbook.documents import Document
from planbook.layouts.layout import Layout
from planbook.plans import PlanDraft


def layout_like(document: Document, draft: PlanDraft) -> Layout:
    """Return the layout in which a document is printed."""
    raise NotImplementedError
