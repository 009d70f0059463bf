"""Rows of several authors become one with a common text; it can be taken back word for word."""

import pytest
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Merging
from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.rules.combining import combined_cells
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import change_row
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import Period

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
OURS = (("title", "Форум малых городов"), ("place", "г. Вологда"), ("timing", "май"))
THEIRS = (("title", "Форум городов"), ("place", "г. Псков"), ("timing", "25-26 мая"))
COMMON = (
    ("title", "Форум малых городов"),
    ("place", "г. Вологда, г. Псков"),
    ("timing", "25-26 мая"),
)


@pytest.fixture
def campaign() -> Campaign:
    campaign = campaigns.opened()
    campaigns.sent(campaign, campaigns.vologda(), OURS)
    campaigns.sent(campaign, campaigns.pskov(), THEIRS)
    return campaign


def row(party: str) -> ProposedRow:
    return ProposedRow.objects.get(submission__party__territory__name=party)


def merge(campaign: Campaign, **fields: object) -> ProposedRow:
    ours, theirs = row("Вологда"), row("Псков")
    values = {"into": ours.pk, "others": [theirs.pk], "cells": COMMON} | fields
    merging = Merging(**values)  # type: ignore[arg-type]
    return actions.merge_rows(campaign=campaign, merging=merging, actor=campaigns.runner(), now=NOW)


def undo(campaign: Campaign) -> ProposedRow:
    return actions.reconsider_row(
        campaign=campaign, row_id=row("Псков").pk, actor=campaigns.runner(), now=NOW
    )


def accept(campaign: Campaign) -> None:
    actions.accept_rows(
        campaign=campaign, row_ids=[row("Вологда").pk], actor=campaigns.runner(), now=NOW
    )


def said(one: ProposedRow) -> tuple[tuple[str, str], ...]:
    return tuple((role, text) for role, text in one.cells)


def test_the_text_that_is_proposed_unites_both() -> None:
    assert combined_cells([OURS, THEIRS], period=Period.from_edtf("2026")) == list(COMMON)
    assert combined_cells([THEIRS, OURS], period=Period.from_edtf("2026")) == [
        ("title", "Форум малых городов"),
        ("place", "г. Псков, г. Вологда"),
        ("timing", "25-26 мая"),
    ]


@pytest.mark.parametrize(
    ("texts", "common"),
    [
        (("", "Администрация"), "Администрация"),
        (("Администрация", "администрация "), "Администрация"),
        (("Дума\nАдминистрация", "Музей"), "Дума\nАдминистрация\nМузей"),
        (("Дума; Администрация", "Дума"), "Дума; Администрация"),
        (("г. Вологда, ул. Мира, 1", "г. Псков"), "г. Вологда, ул. Мира, 1; г. Псков"),
    ],
)
def test_lists_are_united(texts: tuple[str, str], common: str) -> None:
    rows = [[("responsible", text)] for text in texts]
    assert combined_cells(rows, period=Period.from_edtf("2026")) == [("responsible", common)]


def test_merging_writes_the_common_text_once_and_keeps_the_words_of_the_other(
    campaign: Campaign,
) -> None:
    for _ in range(2):
        merge(campaign)
    ours, theirs = row("Вологда"), row("Псков")
    assert (said(ours), ours.state, ours.row["title"]) == (
        COMMON, "submitted", "Форум малых городов",
    )  # fmt: skip
    assert (said(theirs), theirs.state, theirs.merged_into) == (THEIRS, "merged", ours)
    assert [one.summary for one in campaigns.way_of(ours)][-2:] == [
        "Записан общий текст объединённых строк",
        "К ней присоединена строка «Форум городов» (Псков)",
    ]


def test_taking_back_gives_both_their_words(campaign: Campaign) -> None:
    merge(campaign)
    for _ in range(2):
        undo(campaign)
    ours, theirs = row("Вологда"), row("Псков")
    assert (said(ours), ours.state, said(theirs), theirs.state, theirs.merged_into) == (
        OURS, "submitted", THEIRS, "submitted", None,
    )  # fmt: skip
    assert ours.row["timing"]["text"] == "май"


def test_a_text_changed_since_stays_when_a_merging_is_taken_back(campaign: Campaign) -> None:
    ours = merge(campaign)
    changed = [["title", "Форум"], *ours.cells[1:]]
    ProposedRow.objects.filter(pk=ours.pk).update(cells=changed)
    undo(campaign)
    assert (row("Вологда").cells, row("Псков").state) == (changed, "submitted")


def test_rows_that_had_joined_before_go_back_where_they_were(campaign: Campaign) -> None:
    party = people.make_party("Департамент культуры")
    campaigns.invite(campaign, party)
    third = campaigns.sent(campaign, party, THEIRS).rows.get()
    theirs = row("Псков")
    merge(campaign, into=theirs.pk, others=[third.pk])
    merge(campaign)
    third.refresh_from_db()
    assert third.merged_into == row("Вологда")
    undo(campaign)
    third.refresh_from_db()
    assert (third.merged_into, third.state) == (theirs, "merged")


def test_a_row_of_the_plan_says_the_common_text_there_too_and_back(campaign: Campaign) -> None:
    accept(campaign)
    merge(campaign)
    item = PlanItem.objects.select_related("event").get()
    assert (item.event.timing_text, row("Вологда").item_id) == ("25-26 мая", item.pk)
    undo(campaign)
    assert PlanItem.objects.select_related("event").get().event.timing_text == "май"


def test_a_row_changed_in_the_plan_is_not_overwritten(campaign: Campaign) -> None:
    accept(campaign)
    item = PlanItem.objects.get()
    cells = (*OURS[:2], ("timing", "сентябрь"))
    change_row(
        item=item, cells=cells, seen=None, grounds=Grounds(), actor=campaigns.runner(), now=NOW
    )
    with pytest.raises(RuleViolation) as refused:
        merge(campaign)
    assert refused.value.code == "campaign.plan_row_changed"
    assert row("Псков").state == "submitted"


def test_words_changed_meanwhile_are_not_lost(campaign: Campaign) -> None:
    with pytest.raises(RuleViolation) as refused:
        merge(campaign, seen={row("Вологда").pk: 0})
    assert refused.value.code == "campaign.changed_meanwhile"
    assert said(row("Вологда")) == OURS


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"cells": (("title", " "),)}, "campaign.no_title"),
        ({"cells": (("title", "Форум\x00"),)}, "campaign.bad_character"),
        ({"others": []}, "campaign.merge_count"),
        ({"others": list(range(1_000, 1_020))}, "campaign.merge_count"),
        ({"others": [999_999]}, "campaign.no_row"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_changes(
    campaign: Campaign, fields: dict[str, object], code: str
) -> None:
    before = list(ProposedRow.objects.values())
    with pytest.raises(RuleViolation) as refused:
        merge(campaign, **fields)
    assert refused.value.code == code
    assert list(ProposedRow.objects.values()) == before


def test_parties_merge_nothing(campaign: Campaign) -> None:
    merging = Merging(row("Вологда").pk, [row("Псков").pk], COMMON)
    with pytest.raises(RuleViolation) as refused:
        actions.merge_rows(
            campaign=campaign,
            merging=merging,
            actor=campaigns.contact(campaigns.vologda()),
            now=NOW,
        )
    assert refused.value.code == "campaign.run.forbidden"
