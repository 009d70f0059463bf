"""Every right of every room: for the page «Кто что может» and for the test of the whole matrix."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.campaigns.rules.rights import CAMPAIGN_RIGHTS
from mezhgorod.evidence.rules import EVIDENCE_RIGHTS
from mezhgorod.exchanges.rules import EXCHANGE_RIGHTS
from mezhgorod.notices.rules.rights import NOTICES_RIGHTS
from mezhgorod.outcomes.rules import OUTCOMES_RIGHTS
from mezhgorod.papers.rules import PAPERS_RIGHTS
from mezhgorod.planning.rules.preparation import PREPARATION_RIGHTS
from mezhgorod.planning.rules.rights import PLANNING_RIGHTS
from mezhgorod.registry.rules import REGISTRY_RIGHTS, Reach, Right, Role
from mezhgorod.registry.rules.directory_rights import DIRECTORY_RIGHTS
from mezhgorod.reporting.rules.rights import REPORTING_RIGHTS

ROOMS: tuple[tuple[str, tuple[Right, ...]], ...] = (
    ("Планы", PLANNING_RIGHTS),
    ("Подготовка мероприятий", PREPARATION_RIGHTS),
    ("Бумаги мероприятий", PAPERS_RIGHTS),
    ("Сбор предложений", CAMPAIGN_RIGHTS),
    ("Информационные обмены", EXCHANGE_RIGHTS),
    ("Отчёты", REPORTING_RIGHTS),
    ("Итоги мероприятий", OUTCOMES_RIGHTS),
    ("Документы и замечания", EVIDENCE_RIGHTS),
    ("Письма", NOTICES_RIGHTS),
    ("Объединения", DIRECTORY_RIGHTS),
    ("Справочники, люди, ссылки", REGISTRY_RIGHTS),
)
ALL_RIGHTS: tuple[Right, ...] = tuple(right for _, rights in ROOMS for right in rights)

_REACH = {
    Reach.OWNER: "все",
    Reach.BODY: "своего органа",
    Reach.MANDATE: "за свой орган",
    Reach.PARTY: "своей организации",
}


@dataclass(frozen=True, slots=True)
class RightRow:
    """A line of the table: the action, and for every role how far it may, empty where not."""

    label: str
    reaches: tuple[str, ...]


def rights_table() -> list[tuple[str, list[RightRow]]]:
    """Return the rights of every room, the roles in the order of `Role`."""
    return [(room, [_row(right) for right in rights]) for room, rights in ROOMS]


def _row(right: Right) -> RightRow:
    reaches = (right.roles.get(role) for role in Role)
    return RightRow(right.label, tuple(_REACH[one] if one else "" for one in reaches))
