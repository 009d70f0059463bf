"""A party writes its rows: saved, disputed, chosen, removed, refused."""

from datetime import timedelta

import pytest
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import RowConflict, RowDraft, SavedRow
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import RowChoice, RowState, SubmissionState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import NOBODY, Role, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
JUNE = (("title", "Форум городов"), ("place", "г. Вологда"), ("timing", "5 июня"))
JULY = (("title", "Форум городов"), ("place", "г. Вологда"), ("timing", "июль"))


@pytest.fixture
def vologda() -> Organization:
    return campaigns.vologda()


@pytest.fixture
def campaign(vologda: Organization) -> Campaign:
    return campaigns.opened(vologda, campaigns.pskov())


@pytest.fixture
def ours(campaign: Campaign, vologda: Organization) -> Submission:
    return campaigns.submission_of(campaign, vologda)


def save(ours: Submission, row: ProposedRow | None, draft: RowDraft, actor=None, now=NOW):  # type: ignore[no-untyped-def]
    return actions.save_row(
        submission=ours,
        row_id=row.pk if row else None,
        draft=draft,
        actor=actor or campaigns.contact(ours.party),
        now=now,
    )


def test_a_new_row_is_understood_and_starts_the_submission(ours: Submission) -> None:
    saved = save(ours, None, RowDraft(JUNE, "Форумы"))
    ours.refresh_from_db()
    assert saved.is_new
    assert (saved.row.title, saved.row.row["timing"]["spans"], ours.state) == (
        "Форум городов",
        [["2026-06-05", "2026-06-05"]],
        SubmissionState.DRAFT,
    )


def test_the_same_press_adds_one_row(ours: Submission) -> None:
    draft = RowDraft(JUNE, token="page-1")  # noqa: S106 -- made by the page
    first, second = save(ours, None, draft), save(ours, None, draft)
    assert (first.row.pk, second.is_new, ours.rows.count()) == (second.row.pk, False, 1)


def test_two_people_see_both_texts_and_nothing_is_lost(ours: Submission) -> None:
    row = campaigns.typed(ours, JUNE)
    assert isinstance(save(ours, row, RowDraft(JULY, expected=1)), SavedRow)
    mine = (("title", "Форум"), ("place", "г. Вологда"), ("timing", "август"))
    answer = save(ours, row, RowDraft(mine, expected=1))
    assert isinstance(answer, RowConflict)
    assert (answer.mine, answer.theirs) == (mine, JULY)
    row.refresh_from_db()
    assert (row.text("timing"), row.sequence) == ("июль", 2)


def test_the_same_words_again_are_no_conflict(ours: Submission) -> None:
    row = campaigns.typed(ours, JUNE)
    answer = save(ours, row, RowDraft(JUNE, expected=0))
    assert isinstance(answer, SavedRow)
    assert answer.row.sequence == 1


def test_after_a_pause_the_words_before_go_into_the_way(ours: Submission) -> None:
    row = campaigns.typed(ours, JUNE)
    save(ours, row, RowDraft(JULY, expected=1), now=NOW + timedelta(hours=1))
    assert [(one.action, one.before) for one in campaigns.way_of(row)] == [
        ("row.add", None),
        ("row.edit", {"cells": [list(one) for one in JUNE], "section": "Форумы"}),
    ]


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ((("title", "Ф" * 100_000),), "campaign.too_long", "title"),
        ((("title", "Форум"), ("timing", "м" * 20_001)), "campaign.too_long", "timing"),
        ((("title", "Форум\x00"),), "campaign.bad_character", "title"),
        (tuple((f"other{n}", "") for n in range(51)), "campaign.too_many_cells", ""),
    ],
)
def test_what_no_plan_holds_is_refused(ours: Submission, cells, code: str, field: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleViolation) as refused:
        save(ours, None, RowDraft(cells))
    assert (refused.value.code, refused.value.field, ours.rows.count()) == (code, field, 0)


def test_removed_rows_come_back(ours: Submission) -> None:
    row, by = campaigns.typed(ours, JUNE), campaigns.contact(ours.party)
    actions.remove_row(submission=ours, row_id=row.pk, actor=by, now=NOW)
    removed = actions.remove_row(submission=ours, row_id=row.pk, actor=by, now=NOW)
    assert removed.state == RowState.REMOVED
    actions.restore_row(submission=ours, row_id=row.pk, actor=by, now=NOW)
    assert [one.action for one in campaigns.way_of(row)] == ["row.add", "row.remove", "row.restore"]


def test_keeping_a_changed_row_puts_the_old_words_back(vologda: Organization) -> None:
    campaign = campaigns.opened(vologda, source=campaigns.last_plan())
    ours = campaigns.submission_of(campaign, vologda)
    row = ours.rows.get(position=1)
    save(ours, row, RowDraft(JULY, expected=1))
    row.refresh_from_db()
    assert row.choice == RowChoice.CHANGE
    by = campaigns.contact(vologda)
    for changed in (1, 0):
        count = actions.choose_rows(
            submission=ours, row_ids=[row.pk], choice=RowChoice.KEEP, actor=by, now=NOW
        )
        assert count == changed
    row.refresh_from_db()
    assert (row.cells, row.choice) == (row.carried_cells, RowChoice.KEEP)


def test_own_rows_are_not_chosen(ours: Submission) -> None:
    row = campaigns.typed(ours, JUNE)
    count = actions.choose_rows(
        submission=ours,
        row_ids=[row.pk],
        choice=RowChoice.DROP,
        actor=campaigns.contact(ours.party),
        now=NOW,
    )
    assert count == 0


def test_strangers_write_nothing(ours: Submission) -> None:
    strangers = [
        NOBODY,
        campaigns.contact(campaigns.pskov()),
        people.actor_with(Role.AUDITOR, campaigns.owner()),
        campaigns.contact(ours.party, people.make_owner("Другой союз")),
    ]
    for stranger in strangers:
        with pytest.raises(RuleViolation) as refused:
            save(ours, None, RowDraft(JUNE), actor=stranger)
        assert refused.value.code == "campaign.propose.forbidden"
    assert ours.rows.count() == 0


def test_a_row_of_another_party_is_not_there(campaign: Campaign, ours: Submission) -> None:
    theirs = campaigns.submission_of(campaign, campaigns.pskov())
    row = campaigns.typed(theirs, JUNE)
    with pytest.raises(RuleViolation) as refused:
        save(ours, row, RowDraft(JULY, expected=1))
    assert refused.value.code == "campaign.no_row"
    row.refresh_from_db()
    assert row.text("timing") == "5 июня"


def test_a_closed_campaign_says_so(campaign: Campaign, ours: Submission) -> None:
    actions.close_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    with pytest.raises(RuleViolation) as refused:
        save(ours, None, RowDraft(JUNE))
    assert (refused.value.code, refused.value.message[:29]) == (
        "campaign.not_open",
        "Сбор предложений закрыт: стро",
    )
