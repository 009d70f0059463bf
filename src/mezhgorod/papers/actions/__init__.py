"""Writes: templates, papers, withdrawing, forgetting. One function, one transaction."""

from mezhgorod.papers.actions.forgetting import forget_in_papers
from mezhgorod.papers.actions.making import (
    PapersWanted,
    make_papers,
    make_waiting,
    preview_paper,
    resume_batch,
)
from mezhgorod.papers.actions.templates import (
    TemplateDraft,
    TemplateRefused,
    ensure_shipped,
    retire_template,
    save_template,
)
from mezhgorod.papers.actions.withdrawing import withdraw_paper

__all__ = [
    "PapersWanted",
    "TemplateDraft",
    "TemplateRefused",
    "ensure_shipped",
    "forget_in_papers",
    "make_papers",
    "make_waiting",
    "preview_paper",
    "resume_batch",
    "retire_template",
    "save_template",
    "withdraw_paper",
]
