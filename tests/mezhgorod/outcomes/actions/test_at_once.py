"""Two at the same moment: the same list of parties, accepting while another one edits."""

from collections.abc import Callable

import pytest
from tests.factories.at_once import at_once
from tests.factories.outcomes import NOW, make_stage
from tests.factories.written_reports import draft, held_with, part_of, text_part

from mezhgorod.outcomes.actions import accept_facts, change_held, set_parties, submit_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import FactState, PartyDraft, PartyList, PartyRole, Told
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.writing import change_block, freeze_report
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.rules import ReportState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
_STATE = "held.accept.state"
BY = {"actor": SYSTEM, "now": NOW}


def test_of_two_lists_typed_at_once_one_is_kept_whole_and_one_is_told() -> None:
    held = make_stage().held
    seen = Told(sequence=held.sequence)
    lists = [["Псков", "Шуя"], ["Шуя", "Тверь", "Иваново"]]

    def keep(names: list[str]) -> Callable[[], object]:
        parties = PartyList(PartyRole.PARTICIPANT, tuple(map(PartyDraft, names)))
        return lambda: set_parties(held=held, parties=parties, told=seen, **BY)

    refused = at_once(*map(keep, lists))

    rows = held.participations.filter(role="participant").order_by("position")
    assert refused == ["held.changed_meanwhile"]
    assert list(rows.values_list("text", flat=True)) in lists


def test_accepting_twice_while_another_edits_is_told_once_and_loses_no_words() -> None:
    stage = make_stage(outcome="held")
    submit_facts(held=stage.held, actor=stage.host, now=NOW)
    held = HeldEvent.objects.get(pk=stage.held.pk)
    seen = Told(sequence=held.sequence)

    refused = at_once(
        *[lambda: accept_facts(held=held, actor=stage.directorate, now=NOW)] * 2,
        lambda: change_held(
            held=held, values={"result": "Решили."}, told=seen, actor=stage.coordinator, now=NOW
        ),
    )

    held.refresh_from_db()
    assert held.state == FactState.ACCEPTED
    assert AuditEntry.objects.filter(action="held.accepted").count() == 1
    assert (held.result, refused) in [
        ("", [_STATE, "held.changed_meanwhile"]),
        ("Решили.", [_STATE]),
    ]


def test_freezing_while_another_edits_keeps_what_was_seen() -> None:
    held = held_with(make_stage().owner, "Вологда, Шуя")
    report = draft(text_part("Приняли участие {участники:число}.", held), owner=held.owner)
    seen = Report.objects.get(pk=report.pk).sequence
    part = part_of(report)
    words = text_part("Участвовали {участники:число}.", held)

    refused = at_once(
        lambda: freeze_report(report=report, seen=seen, **BY),
        lambda: change_block(block=part, words=words, seen=part.sequence, **BY),
    )

    frozen = [str(one.content) for one in ReportVersion.objects.all()]
    state = Report.objects.get(pk=report.pk).state
    if refused == ["report.changed"]:
        assert (state, frozen) == (ReportState.DRAFT, [])
    else:
        assert state == ReportState.FROZEN
        assert "Приняли участие" in frozen[0]
