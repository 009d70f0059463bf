"""Authors are written to about decisions: once, together, only what still stands, only theirs."""

from datetime import timedelta

import pytest
from tests.factories import campaigns
from tests.factories.people import make_owner

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Merging, Refusal
from mezhgorod.campaigns.actions.telling import tell_decisions
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.notices.models import Letter
from mezhgorod.notices.tasks import tick
from mezhgorod.registry.models import Contact, PersonalLink
from mezhgorod.registry.queries.links import link_token

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
LATER = NOW + timedelta(minutes=31)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def campaign() -> Campaign:
    made = campaigns.opened()
    vologda, pskov = campaigns.vologda(), campaigns.pskov()
    other = make_owner("Другой союз")
    for party, owner, email in (
        (vologda, made.owner, "vologda@example.org"),
        (vologda, other, "vologda-theirs@example.org"),
        (pskov, other, "pskov-theirs@example.org"),
    ):
        Contact.objects.create(organization=party, owner=owner, email=email)
    return made


@pytest.fixture
def ours(campaign: Campaign) -> Submission:
    return campaigns.sent(campaign, campaigns.vologda(), campaigns.FORUM, campaigns.SEMINAR)


def ids(submission: Submission) -> list[int]:
    return list(submission.rows.order_by("position").values_list("pk", flat=True))


def give_back(campaign: Campaign, chosen: list[int], remark: str = "Кто принимает?") -> None:
    actions.return_rows(
        campaign=campaign, row_ids=chosen, remark=remark, actor=campaigns.runner(), now=NOW
    )


def accept(campaign: Campaign, chosen: list[int]) -> None:
    actions.accept_rows(campaign=campaign, row_ids=chosen, actor=campaigns.runner(), now=NOW)


def refuse(campaign: Campaign, chosen: list[int]) -> None:
    ground = campaign.rules["grounds"][0]["code"]
    actions.refuse_rows(
        campaign=campaign,
        row_ids=chosen,
        refusal=Refusal(ground, "Уже есть в плане"),
        actor=campaigns.runner(),
        now=NOW,
    )


def link(submission: Submission) -> str:
    given = PersonalLink.objects.get(object_id=submission.pk)
    return f"http://127.0.0.1:8000/propose/{link_token(given)}/"


def test_a_returned_row_is_told_to_its_author_after_a_pause(
    campaign: Campaign, ours: Submission
) -> None:
    give_back(campaign, ids(ours)[:1])

    early = tell_decisions(NOW + 29 * MINUTE)
    counts = [tell_decisions(LATER + index * MINUTE) for index in range(3)]

    assert (early, counts) == (0, [1, 0, 0])
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.state, letter.owner) == (
        "campaign.returned", "vologda@example.org", "queued", campaign.owner,
    )  # fmt: skip
    assert letter.body == (
        f"{ours.party.name}\n\nСтрока «Форум городов» возвращена с замечанием:\nКто принимает?\n\n"
        f"Поправьте её до 15 ноября 2025 года:\n{link(ours)}"
    )


def test_a_sitting_over_many_rows_is_one_letter(campaign: Campaign, ours: Submission) -> None:
    first, second = ids(ours)
    accept(campaign, [first])
    refuse(campaign, [second])

    assert tell_decisions(LATER) == 1

    letter = Letter.objects.get()
    ground = campaign.rules["grounds"][0]["words"]
    assert letter.kind == "campaign.decided"
    assert letter.body == (
        f"{ours.party.name}\n\nВаши предложения рассмотрены ({campaign.title}).\n\n"
        "Принято:\n– Форум городов\n\n"
        f"Не принято:\n– Семинар «Умный город»: {ground}. Уже есть в плане\n\n"
        f"Все строки и что с ними стало:\n{link(ours)}"
    )


def test_only_what_still_stands_is_told(campaign: Campaign, ours: Submission) -> None:
    first, second = ids(ours)
    refuse(campaign, [first, second])
    for pk in (first, second):
        actions.reconsider_row(campaign=campaign, row_id=pk, actor=campaigns.runner(), now=NOW)
    accept(campaign, [second])

    tell_decisions(LATER)

    assert list(Letter.objects.values_list("kind", "subject")) == [
        ("campaign.accepted", "Принято: Семинар «Умный город»")
    ]


def test_a_merged_row_names_the_other(campaign: Campaign, ours: Submission) -> None:
    first, second = ids(ours)
    actions.merge_into(
        campaign=campaign, row_id=first, into_id=second, actor=campaigns.runner(), now=NOW
    )

    tell_decisions(LATER)

    words = "– Форум городов: с предложением Вологды: «Семинар «Умный город»»"
    assert words in Letter.objects.get().body


def test_a_row_with_a_common_text_tells_what_was_and_became(
    campaign: Campaign, ours: Submission
) -> None:
    theirs = campaigns.sent(campaign, campaigns.pskov(), campaigns.FORUM)
    cells = (*campaigns.FORUM[:2], ("timing", "25-26 мая"))
    merging = Merging(ids(ours)[0], ids(theirs), cells)
    actions.merge_rows(campaign=campaign, merging=merging, actor=campaigns.runner(), now=NOW)

    assert tell_decisions(LATER) == 1

    letter = Letter.objects.get()
    assert (letter.kind, letter.subject) == ("campaign.moved", "Изменено: Форум городов")
    assert "Было: май\nСтало: 25-26 мая" in letter.body


def test_a_common_text_taken_back_is_not_told(campaign: Campaign, ours: Submission) -> None:
    theirs = campaigns.sent(campaign, campaigns.pskov(), campaigns.FORUM)
    cells = (*campaigns.FORUM[:2], ("timing", "25-26 мая"))
    merging = Merging(ids(ours)[0], ids(theirs), cells)
    actions.merge_rows(campaign=campaign, merging=merging, actor=campaigns.runner(), now=NOW)
    actions.reconsider_row(
        campaign=campaign, row_id=ids(theirs)[0], actor=campaigns.runner(), now=NOW
    )

    assert (tell_decisions(LATER), Letter.objects.count()) == (0, 0)


def test_proposals_returned_as_a_whole_are_one_letter(campaign: Campaign, ours: Submission) -> None:
    actions.return_submission(
        submission=ours, remark="Добавьте сроки", actor=campaigns.runner(), now=NOW
    )

    assert tell_decisions(LATER) == 1
    assert (
        "Предложения возвращены с замечанием: Добавьте сроки\nПоправьте их до 15 ноября 2025 года."
        in Letter.objects.get().body
    )


def test_every_author_reads_of_own_rows_only(campaign: Campaign, ours: Submission) -> None:
    theirs = campaigns.sent(campaign, campaigns.pskov(), campaigns.GAMES)
    Contact.objects.create(
        owner=campaign.owner, organization=theirs.party, email="pskov@example.org"
    )
    accept(campaign, [*ids(ours), *ids(theirs)])

    assert tell_decisions(LATER) == 2

    bodies = dict(Letter.objects.values_list("to_address", "body"))
    assert sorted(bodies) == ["pskov@example.org", "vologda@example.org"]
    assert ("спартакиада" in bodies["vologda@example.org"].lower()) is False
    assert ("Форум городов" in bodies["pskov@example.org"]) is False


def test_who_has_no_address_here_gets_nothing(campaign: Campaign) -> None:
    theirs = campaigns.sent(campaign, campaigns.pskov(), campaigns.GAMES)
    accept(campaign, ids(theirs))

    assert (tell_decisions(LATER), Letter.objects.count()) == (0, 0)


def test_a_long_sitting_is_told_after_three_hours(campaign: Campaign, ours: Submission) -> None:
    first, second = ids(ours)
    accept(campaign, [first])
    late = NOW + timedelta(hours=3)
    actions.accept_rows(
        campaign=campaign, row_ids=[second], actor=campaigns.runner(), now=late - 5 * MINUTE
    )

    assert tell_decisions(late) == 1
    assert Letter.objects.get().subject == "Принято: Форум городов"
    assert tell_decisions(late + 31 * MINUTE) == 1


def test_the_clock_writes_these_letters(campaign: Campaign, ours: Submission) -> None:
    accept(campaign, ids(ours)[:1])

    done = tick(now=LATER)

    assert done is not None
    assert list(Letter.objects.values_list("kind", flat=True)) == ["campaign.accepted"]
