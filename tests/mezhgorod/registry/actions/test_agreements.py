"""Agreements with their terms, partners in other regions, publications."""

from datetime import date

import pytest
from tests.factories.people import make_owner, make_party
from tests.factories.who_is_who import NOW, keeper

from mezhgorod.registry.actions import (
    AgreementDraft,
    CounterpartDraft,
    PeriodicalDraft,
    delete_agreement,
    delete_counterpart,
    save_agreement,
    save_counterpart,
    save_periodical,
    undo_change,
)
from mezhgorod.registry.models import Agreement, AuditEntry, Counterpart, Periodical, Region
from mezhgorod.registry.queries.agreements import agreements_of, counterparts_of
from mezhgorod.registry.queries.periodicals import periodical_rows
from mezhgorod.registry.rules import AgreementRole, AgreementState, PeriodicalKind, RuleViolation
from planbook.dates import Period

pytestmark = pytest.mark.django_db

MAG = "Международная Ассамблея столиц и крупных городов"
TITLE = "Соглашение о сотрудничестве в сфере труда и занятости населения"


def test_an_agreement_is_kept_with_parties_number_and_term() -> None:
    owner = make_owner("Смоленская область")
    side = make_party("Министерство труда и социальной защиты Республики Крым")
    draft = AgreementDraft(
        title=TITLE,
        number="12",
        signed_on=date(2023, 3, 1),
        until_text="до 31.12.2025",
        registered_on=date(2023, 3, 9),
        parties=[(owner, AgreementRole.SIDE), (side, AgreementRole.SIDE)],
    )

    made = save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)

    assert [
        (one.agreement, one.state, [str(side) for side in one.agreement.parties.all()])
        for one in agreements_of(owner=owner, today=date(2025, 11, 1))
    ] == [(made, AgreementState.ENDING, [owner.name, side.name])]


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (AgreementDraft(""), "directory.empty", "title"),
        (AgreementDraft("щ" * 100_000), "directory.too_long", "title"),
        (AgreementDraft(TITLE, until_text="до победы"), "bound.unread", "until"),
        (
            AgreementDraft(TITLE, signed_on=date(2024, 1, 1), until_text="2023 год"),
            "agreement.term",
            "until",
        ),
        (
            AgreementDraft(TITLE, signed_on=date(2024, 1, 9), registered_on=date(2024, 1, 1)),
            "agreement.registered",
            "registered_on",
        ),
    ],
)
def test_a_wrong_agreement_is_refused_whole(draft: AgreementDraft, code: str, field: str) -> None:
    owner = make_owner()

    with pytest.raises(RuleViolation) as refused:
        save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Agreement.objects.exists()


def test_a_deleted_agreement_comes_back_with_its_parties() -> None:
    owner = make_owner()
    draft = AgreementDraft(TITLE, parties=[(owner, AgreementRole.SIDE)])
    made = save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)
    delete_agreement(agreement=made, actor=keeper(owner), now=NOW)

    undo_change(entry=AuditEntry.objects.latest("id"), actor=keeper(owner), now=NOW)

    assert [(str(one), str(one.parties.get())) for one in Agreement.objects.all()] == [
        (TITLE, owner.name)
    ]


def test_agreements_and_partners_are_kept_by_their_owner_only() -> None:
    owner, stranger = make_owner(), make_owner("Ассоциация городов Поволжья")
    region = Region.objects.create(code="RU-CR", name="Республика Крым", slug="krym")
    partner = make_party("Министерство труда и социальной защиты Республики Крым")
    made = save_agreement(owner=owner, draft=AgreementDraft(TITLE), actor=keeper(owner), now=NOW)
    kept = save_counterpart(
        owner=owner,
        draft=CounterpartDraft(region, partner, "труд"),
        actor=keeper(owner),
        now=NOW,
    )

    with pytest.raises(RuleViolation):
        delete_agreement(agreement=made, actor=keeper(stranger), now=NOW)
    with pytest.raises(RuleViolation):
        delete_counterpart(counterpart=kept, actor=keeper(stranger), now=NOW)
    # Naming oneself as the owner does not help either.
    with pytest.raises(RuleViolation) as refused:
        save_agreement(
            owner=stranger,
            draft=AgreementDraft("Чужое"),
            agreement=made,
            actor=keeper(stranger),
            now=NOW,
        )

    assert refused.value.code == "agreement.foreign"
    assert (Agreement.objects.get().title, Counterpart.objects.count()) == (TITLE, 1)
    assert list(counterparts_of(owner=owner, region=region)) == [kept]
    assert list(counterparts_of(owner=stranger, region=region)) == []


@pytest.mark.parametrize(
    ("title", "timing", "rrule"),
    [
        # Rows 16 to 18 of the plan of МАГ for 2023.
        ("Размещение информации на Электронном портале МАГ", "постоянно", ""),
        (
            "Выпуск информационно-аналитического журнала «Вестник МАГ»",
            "ежеквартал.",
            "FREQ=MONTHLY;INTERVAL=3",
        ),
        ("Выпуск Электронного бюллетеня МАГ", "еженедельно", "FREQ=WEEKLY"),
    ],
)
def test_a_publication_is_offered_as_a_row_of_a_plan(title: str, timing: str, rrule: str) -> None:
    owner = make_owner(MAG)

    made = save_periodical(
        owner=owner, draft=PeriodicalDraft(title, timing), actor=keeper(owner), now=NOW
    )

    assert made.rrule == rrule
    assert [one.cells for one in periodical_rows(owner=owner, period=Period.from_edtf("2024"))] == [
        {"title": title, "timing": timing}
    ]


def test_a_publication_that_has_ended_is_not_offered_any_more() -> None:
    owner = make_owner(MAG)
    for title, since, until in (
        ("Закрытый", "2010", "2023 год"),
        ("Новый", "сентябрь 2024", ""),
        ("Будущий", "2025", ""),
    ):
        draft = PeriodicalDraft(
            title, "ежеквартально", PeriodicalKind.JOURNAL, since_text=since, until_text=until
        )
        save_periodical(owner=owner, draft=draft, actor=keeper(owner), now=NOW)

    offered = {
        year: [one.periodical.title for one in periodical_rows(owner=owner, period=period)]
        for year in ("2023", "2024", "2025")
        for period in [Period.from_edtf(year)]
    }

    assert offered == {"2023": ["Закрытый"], "2024": ["Новый"], "2025": ["Новый", "Будущий"]}


@pytest.mark.parametrize("timing", ["", "май", "25.05.2023", "иногда"])
def test_words_that_do_not_say_how_often_are_refused(timing: str) -> None:
    owner = make_owner(MAG)

    with pytest.raises(RuleViolation) as refused:
        save_periodical(
            owner=owner, draft=PeriodicalDraft("Журнал", timing), actor=keeper(owner), now=NOW
        )

    assert refused.value.field == "timing"
    assert not Periodical.objects.exists()
