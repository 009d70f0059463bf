"""Decisions on plain values: kinds of papers, fields of templates, rights."""

from mezhgorod.papers.rules.addressees import Addressee, overrides_of, salutation
from mezhgorod.papers.rules.fields import PAPER_FIELDS
from mezhgorod.papers.rules.rights import (
    KEEP_TEMPLATES,
    MAKE_PAPERS,
    OPEN_PAPER,
    PAPERS_RIGHTS,
    SEE_PAPERS,
)
from mezhgorod.papers.rules.words import (
    COMMON_KINDS,
    MAX_AT_ONCE,
    MAX_IN_A_PAGE,
    BatchState,
    PaperKind,
    PaperState,
)

__all__ = [
    "COMMON_KINDS",
    "KEEP_TEMPLATES",
    "MAKE_PAPERS",
    "MAX_AT_ONCE",
    "MAX_IN_A_PAGE",
    "OPEN_PAPER",
    "PAPERS_RIGHTS",
    "PAPER_FIELDS",
    "SEE_PAPERS",
    "Addressee",
    "BatchState",
    "PaperKind",
    "PaperState",
    "overrides_of",
    "salutation",
]
