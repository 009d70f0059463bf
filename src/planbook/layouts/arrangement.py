"""A plan arranged by a layout into a document ready for print."""

from __future__ import annotations

from planbook.documents.printed import PrintedDocument
from planbook.layouts.layout import Layout, Source
from planbook.plans import PlanDraft


def arrange(
    plan: PlanDraft,
    layout: Layout,
    *,
    logo: bytes | None = None,
    wording: Source = Source.VERBATIM,
) -> PrintedDocument:
    """Arrange a plan by a layout."""
    raise NotImplementedError
