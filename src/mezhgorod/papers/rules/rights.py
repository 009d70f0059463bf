"""What may be done with papers, and by whom."""

from __future__ import annotations

from mezhgorod.papers.rules.words import PaperState
from mezhgorod.registry.rules import Reach, Right, Role

_KEEPERS = {Role.DIRECTORATE: Reach.OWNER, Role.REGIONAL_COORDINATOR: Reach.OWNER}
_MAKERS = {**_KEEPERS, Role.BODY_COORDINATOR: Reach.BODY}

KEEP_TEMPLATES = Right("paper.templates", "вести шаблоны бумаг", _KEEPERS)
MAKE_PAPERS = Right("paper.make", "составлять, отзывать и рассылать бумаги", _MAKERS)
SEE_PAPERS = Right(
    "paper.see",
    "видеть журнал бумаг и открывать их",
    {**_MAKERS, Role.APPROVER: Reach.OWNER, Role.AUDITOR: Reach.OWNER},
)
OPEN_PAPER = Right(
    "paper.open",
    "открыть свою бумагу",
    {**_MAKERS, Role.CITY_CONTACT: Reach.PARTY},
    states=frozenset({PaperState.MADE, PaperState.SENT}),
)
PAPERS_RIGHTS = (KEEP_TEMPLATES, MAKE_PAPERS, SEE_PAPERS, OPEN_PAPER)
