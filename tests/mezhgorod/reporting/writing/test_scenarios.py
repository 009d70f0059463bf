"""The report over facts: scenarios of the domain, hand words between facts, frozen numbers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.outcomes import put
from tests.factories.people import make_owner
from tests.factories.plans import NOW
from tests.factories.written_reports import (
    CULTURE,
    TARIFFS,
    directorate_of,
    draft,
    exchange_with,
    held_with,
    part_of,
    printed,
    text_part,
)

from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.writing import (
    BlockWords,
    ReportApproval,
    approve_report,
    complete_report,
    correct_report,
    freeze_report,
    publish_report,
    unfreeze_report,
)
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.queries.report_findings import report_findings
from mezhgorod.reporting.queries.versions import approved_version, public_version
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules import BlockKind, ReportState
from mezhgorod.reporting.rules.changes import changes_from_list
from mezhgorod.reporting.rules.content import content_from_dict

pytestmark = [pytest.mark.django_db]
# Scenario 39: fourteen municipalities in the genitive, in order, «и» before the last.
GENITIVES = (
    "Великого Устюга, Владимира, Калининграда, Коряжмы, Костромы, Петрозаводска, Пскова, Рыбинска, "
    "Северодвинска, Смоленска, Тихвина, Череповца, Шуи и Ярославля"
)


def fresh(report: Report) -> Report:
    return Report.objects.select_related("owner").get(pk=report.pk)


def freeze(report: Report, reason: str = "") -> ReportVersion:
    report = fresh(report)
    actor = directorate_of(report.owner)
    return freeze_report(report=report, seen=report.sequence, reason=reason, actor=actor, now=NOW)


def approve(report: Report) -> ReportVersion:
    report = fresh(report)
    actor = directorate_of(report.owner)
    return approve_report(
        report=report,
        approval=ReportApproval(is_without_body=True),
        seen=report.sequence,
        actor=actor,
        now=NOW,
    )


def frozen_words(version: ReportVersion) -> list[str]:
    return [line.text for line in content_from_dict(version.content).lines]


def test_the_section_of_culture_lists_fourteen_cities_without_hand_editing() -> None:
    held = held_with(make_owner())
    report = draft(BlockWords(BlockKind.EVENT, held_event=held))

    (paragraph,) = printed(report)

    assert GENITIVES in paragraph


def test_hand_words_stay_while_facts_between_them_change() -> None:
    held = held_with(make_owner(), "Вологда, Шуя")
    report = draft(text_part("Собрались {участники:род}. Хозяева были гостеприимны.", held))
    before = printed(report)

    put(held, "Вологда, Шуя, Ярославль")

    assert before == ["Собрались Вологды и Шуи. Хозяева были гостеприимны."]
    assert printed(report) == ["Собрались Вологды, Шуи и Ярославля. Хозяева были гостеприимны."]


def test_an_exchange_refused_later_counts_in_the_draft_but_not_in_the_approved_report() -> None:
    owner = make_owner()
    exchange = exchange_with(owner, 25)
    words = BlockWords(BlockKind.EXCHANGES, template="[*обмены: {тема} – {городов:число}]")
    report = draft(words, owner=owner)
    assert printed(report) == [f"{TARIFFS} – 25"]
    freeze(report)
    version = approve(report)

    refused = Response.objects.filter(round__exchange=exchange).first()
    assert refused is not None
    refused.state = ResponseState.REFUSED
    refused.save(update_fields=["state"])

    assert printed(report) == [f"{TARIFFS} – 24"]
    version.refresh_from_db()
    assert frozen_words(version) == [f"{TARIFFS} – 25"]


def test_a_correction_after_approval_makes_a_version_that_tells_which_fact_changed() -> None:
    held = held_with(make_owner(), "Вологда, Шуя")
    report = draft(text_part("Участвовали {участники}.", held), text_part("Спасибо за внимание!"))
    freeze(report)
    approve(report)
    actor = directorate_of(report.owner)
    publish_report(report=report, actor=actor, now=NOW)
    correct_report(report=report, actor=actor, now=NOW)
    put(held, "Вологда, Тверь")

    second = freeze(report, reason="Город назвали неверно")

    assert second.number == 2
    (change,) = changes_from_list(second.changes)
    assert (change.before, change.after) == (
        "Участвовали Вологда и Шуя.",
        "Участвовали Вологда и Тверь.",
    )
    assert {one.field for one in change.facts} == {"participants"}
    public = public_version(report=report)
    assert public is not None
    assert public.number == 1


def test_a_frozen_version_asks_no_facts(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    report = draft(text_part("Участвовали {участники}.", held_with(make_owner(), "Вологда")))
    version = freeze(report)

    with django_assert_num_queries(0):
        words = frozen_words(version)

    assert words == ["Участвовали Вологда."]


def test_queries_do_not_grow_with_events() -> None:
    owner = make_owner()
    report = fresh(draft(BlockWords(BlockKind.EVENTS), owner=owner))
    counts = []
    for number in (1, 2, 3):
        held_with(owner, "Вологда, Шуя", title=f"Заседание секции «Туризм» № {number}")
        with CaptureQueriesContext(connection) as asked:
            written_report(report=report)
        counts.append(len(asked))

    assert len(printed(report)) == 3
    assert counts[0] == counts[2]


def test_a_period_without_events_prints_nothing_and_cannot_be_frozen() -> None:
    report = draft(BlockWords(BlockKind.EVENTS), BlockWords(BlockKind.STATISTICS))

    assert printed(report) == []
    with pytest.raises(RuleViolation) as refused:
        freeze(report)
    assert refused.value.code == "report.empty"


def test_new_events_come_in_and_what_was_written_stays() -> None:
    owner = make_owner()
    held = held_with(owner, "Вологда")
    report = draft(text_part("О заседании: {участники}.", held), owner=owner)
    new = held_with(owner, "Шуя", title="Заседание секции «Туризм»")

    added = complete_report(report=report, actor=directorate_of(owner), now=NOW)
    again = complete_report(report=report, actor=directorate_of(owner), now=NOW)

    assert [one.held_event_id for one in added] == [new.pk]
    assert again == []
    assert printed(report)[0] == "О заседании: Вологда."
    assert part_of(report, 2).held_event_id == new.pk


def test_findings_lead_to_what_is_missing() -> None:
    owner = make_owner()
    held = held_with(owner, "")
    report = draft(text_part("Участвовали {участники:род}. {итог}", held), owner=owner)
    held_with(owner, "Шуя", title="Заседание секции «Туризм»")

    found = {one.code: one for one in report_findings(written_report(report=fresh(report)))}

    assert found["FIELD-EMPTY"].held_id == held.pk
    assert "участники" in found["FIELD-EMPTY"].message
    assert found["EVENT-LEFT-OUT"].subject == "Заседание секции «Туризм»"


def test_an_exchange_known_only_from_a_report_is_not_counted_twice_unseen() -> None:
    owner = make_owner()
    told = held_with(owner, "", title="Обмен о тарифах", kind="информационный обмен")
    report = draft(text_part("Спасибо."), owner=owner)
    alone = [one.code for one in report_findings(written_report(report=fresh(report)))]

    exchange_with(owner, 2)

    found = report_findings(written_report(report=fresh(report)))
    assert "EXCHANGE-TOLD" not in alone
    assert [one.held_id for one in found if one.code == "EXCHANGE-TOLD"] == [told.pk]


def test_going_back_to_the_draft_gives_up_the_frozen_text() -> None:
    report = draft(text_part("Спасибо за внимание!"))
    freeze(report)

    unfreeze_report(report=report, actor=directorate_of(report.owner), now=NOW)

    assert fresh(report).state == ReportState.DRAFT
    assert not report.versions.exists()
    assert approved_version(report=report) is None


def test_all_cities_of_culture_are_told() -> None:
    assert len(CULTURE.split(", ")) == len(GENITIVES.replace(" и ", ", ").split(", ")) == 14
