"""Rows of plans tied to agreements and publications; signed texts kept."""

from io import BytesIO

import pytest
from tests.factories.people import make_owner
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.who_is_who import NOW, keeper

from mezhgorod.planning.actions.years.feeds import (
    drop_agreement_file,
    keep_agreement_file,
    link_agreement,
    link_periodical,
    unlink_agreement,
)
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries.feeds import (
    files_of_agreement,
    items_of_agreements,
    items_of_periodicals,
)
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.actions import (
    AgreementDraft,
    PeriodicalDraft,
    save_agreement,
    save_periodical,
)
from mezhgorod.registry.models import Agreement, AuditEntry, Organization, Periodical
from mezhgorod.registry.rules import NOBODY, RuleViolation

pytestmark = pytest.mark.django_db


def make_agreement(owner: Organization) -> Agreement:
    draft = AgreementDraft("Соглашение о сотрудничестве")
    return save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)


def make_periodical(owner: Organization) -> Periodical:
    draft = PeriodicalDraft("Выпуск Электронного бюллетеня МАГ", "еженедельно")
    return save_periodical(owner=owner, draft=draft, actor=keeper(owner), now=NOW)


def make_row(**fields: object) -> PlanItem:
    return make_item(make_section(make_plan(**fields)))  # type: ignore[arg-type]


def test_a_row_is_tied_once_and_untied() -> None:
    item = make_row()
    owner = item.section.plan.owner
    made = make_agreement(owner)
    actor = keeper(owner)

    news = [link_agreement(agreement=made, item=item, actor=actor, now=NOW) for _ in range(2)]

    assert news == [True, False]
    assert items_of_agreements(agreements=[made], actor=NOBODY) == {made.pk: [item]}
    unlink_agreement(agreement=made, item=item, actor=actor, now=NOW)
    assert items_of_agreements(agreements=[made], actor=NOBODY) == {}
    assert AuditEntry.objects.filter(action="agreement.feed").count() == 2


def test_rows_of_a_draft_are_told_to_those_who_read_drafts_only() -> None:
    item = make_row(state=PlanState.DRAFT)
    owner = item.section.plan.owner
    made = make_periodical(owner)
    link_periodical(periodical=made, item=item, actor=keeper(owner), now=NOW)

    assert items_of_periodicals(periodicals=[made], actor=NOBODY) == {}
    assert items_of_periodicals(periodicals=[made], actor=keeper(owner)) == {made.pk: [item]}


def test_a_row_of_another_owner_and_a_foreign_hand_are_refused() -> None:
    item = make_row()
    owner, stranger = item.section.plan.owner, make_owner("Ассоциация городов Поволжья")
    ours, theirs = make_agreement(owner), make_agreement(stranger)

    with pytest.raises(RuleViolation) as foreign_plan:
        link_agreement(agreement=theirs, item=item, actor=keeper(stranger), now=NOW)
    with pytest.raises(RuleViolation) as foreign_hand:
        link_agreement(agreement=ours, item=item, actor=keeper(stranger), now=NOW)

    assert foreign_plan.value.code == "feed.foreign_plan"
    assert foreign_hand.value.code == "directory.keep.forbidden"
    assert items_of_agreements(agreements=[ours, theirs], actor=NOBODY) == {}


def test_a_signed_text_is_kept_once_and_taken_off() -> None:
    owner = make_owner()
    made = make_agreement(owner)

    for _ in range(2):
        kept = keep_agreement_file(
            agreement=made,
            file=BytesIO(b"%PDF-1.7"),
            file_name="Соглашение.pdf",
            actor=keeper(owner),
            now=NOW,
        )

    assert files_of_agreement(agreement=made) == [kept]
    drop_agreement_file(kept=kept, actor=keeper(owner), now=NOW)
    assert files_of_agreement(agreement=made) == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("вирус.exe", b"MZ", "agreement.file_kind"), ("пусто.pdf", b"", "file.empty")],
)
def test_what_is_no_signed_text_is_refused(name: str, data: bytes, code: str) -> None:
    owner = make_owner()
    made = make_agreement(owner)

    with pytest.raises(RuleViolation) as refused:
        keep_agreement_file(
            agreement=made, file=BytesIO(data), file_name=name, actor=keeper(owner), now=NOW
        )

    assert refused.value.code == code
    assert files_of_agreement(agreement=made) == []
