"""Letters are written once, and nothing that cannot be sent gets into the queue unseen."""

import pytest
from tests.factories.letters import NOW, draft, make_letter
from tests.factories.people import actor_with, make_owner

from mezhgorod.notices.actions import (
    LetterText,
    allow_letters_like,
    count_as_sent,
    edit_letter,
    hold_again,
    queue_letters,
    release_letter,
    release_letters,
    send_again,
    stop_letter,
    stop_letters_like,
)
from mezhgorod.notices.models import Letter, LetterStop
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Role, RuleViolation

pytestmark = pytest.mark.django_db


def test_the_same_intention_is_written_once() -> None:
    drafts = [draft(1), draft(1), draft(2)]

    counts = [queue_letters(owner=None, letters=drafts, now=NOW) for _ in range(2)]

    assert counts == [2, 0]
    assert Letter.objects.count() == 2


def test_a_key_of_any_length_stays_unique() -> None:
    long = "k" * 300

    for key in (f"{long}1", f"{long}2", f"{long}1", "a\0b"):
        queue_letters(owner=None, letters=[draft(1, key=key)], now=NOW)

    assert Letter.objects.count() == 3
    assert max(len(key) for key in Letter.objects.values_list("key", flat=True)) <= 200


def test_heads_are_one_line_and_fit() -> None:
    evil = "Тема\r\nBcc: x@example.org\0" + "ы" * 100_000

    queue_letters(
        owner=None, letters=[draft(1, subject=evil, to_name=evil, body="a\0b\r\nc")], now=NOW
    )

    letter = Letter.objects.get()
    assert letter.subject == f"Тема Bcc: x@example.org{'ы' * 100_000}"[:300]
    assert (letter.to_name, letter.body) == (letter.subject, "ab\nc")


@pytest.mark.parametrize("address", ["", "нет адреса", "a@b@c", f"{'x' * 400}@example.org"])
def test_a_wrong_address_is_seen_and_not_queued(address: str) -> None:
    queue_letters(owner=None, letters=[draft(1, to_address=address)], now=NOW)

    letter = Letter.objects.get()
    assert letter.state == LetterState.FAILED
    assert letter.error


def test_whoever_refused_gets_no_such_letters_any_more() -> None:
    owner, other = make_owner(), make_owner("Другой союз")
    first = make_letter(owner)
    waiting = make_letter(owner, to_address="Contact1@example.org")
    stop_letters_like(letter=first, now=NOW)
    again = stop_letters_like(letter=first, now=NOW)

    queue_letters(owner=owner, letters=[draft(7, to_address="contact1@example.org")], now=NOW)
    queue_letters(
        owner=owner,
        letters=[
            draft(8, to_address="contact1@example.org", kind="account.invitation"),
            draft(9, to_address="contact1@example.org", kind="event.invitation"),
            draft(10, to_address="contact2@example.org"),
        ],
        now=NOW,
    )
    queue_letters(owner=other, letters=[draft(11, to_address="contact1@example.org")], now=NOW)

    waiting.refresh_from_db()
    states = dict(Letter.objects.filter(key__startswith="reminder:").values_list("key", "state"))
    assert waiting.state == LetterState.STOPPED
    assert [states[f"reminder:{number}"] for number in (7, 8, 9, 10, 11)] == [
        "stopped", "queued", "queued", "queued", "queued",
    ]  # fmt: skip
    assert (again.labels, LetterStop.objects.count()) == ((), 1)
    allow_letters_like(letter=first)
    assert LetterStop.objects.count() == 0


STATES = list(LetterState)
ALLOWED = {
    "edit": {"held", "queued"},
    "release": {"held"},
    "stop": {"held", "queued"},
    "again": {"failed", "uncertain", "stopped"},
    "hold": {"failed", "uncertain", "stopped"},
    "believe": {"uncertain"},
}
BECOMES = {
    "edit": "held",
    "release": "queued",
    "stop": "stopped",
    "again": "queued",
    "hold": "held",
    "believe": "sent",
}


def do(name: str, letter: Letter, role: Role, owner_name: str = "") -> None:
    owner = make_owner(owner_name) if owner_name else letter.owner
    assert owner is not None
    actor = actor_with(role, owner)
    if name == "edit":
        text = LetterText("new@example.org", "Новая тема", "Новый текст")
        edit_letter(letter=letter, text=text, actor=actor, now=NOW)
        return
    actions = {
        "release": release_letter,
        "stop": stop_letter,
        "again": send_again,
        "hold": hold_again,
        "believe": count_as_sent,
    }
    actions[name](letter=letter, actor=actor, now=NOW)


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("state", STATES)
def test_what_may_be_done_in_which_state(name: str, state: LetterState) -> None:
    letter = make_letter(make_owner(), state=state, error="слова сервера")

    try:
        do(name, letter, Role.DIRECTORATE)
    except RuleViolation:
        letter.refresh_from_db()
        assert (letter.state, AuditEntry.objects.count()) == (state, 0)
        assert state.value not in ALLOWED[name]
    else:
        letter.refresh_from_db()
        assert (letter.state, AuditEntry.objects.count()) == (BECOMES[name], 1)
        assert state.value in ALLOWED[name]


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize(
    ("role", "owner_name"),
    [
        (Role.AUDITOR, ""),
        (Role.APPROVER, ""),
        (Role.CITY_CONTACT, ""),
        (Role.BODY_COORDINATOR, ""),
        (Role.CLERK, ""),
        (Role.DIRECTORATE, "Другой союз"),
    ],
)
def test_others_may_do_nothing(name: str, role: Role, owner_name: str) -> None:
    state = sorted(ALLOWED[name])[0]
    letter = make_letter(make_owner(), state=state)

    with pytest.raises(RuleViolation) as refused:
        do(name, letter, role, owner_name)

    letter.refresh_from_db()
    assert refused.value.code.endswith(".forbidden")
    assert letter.state == state


def test_a_letter_that_left_meanwhile_is_not_changed() -> None:
    letter = make_letter(make_owner())
    Letter.objects.update(state=LetterState.SENDING)

    with pytest.raises(RuleViolation, match="обновите страницу"):
        do("edit", letter, Role.DIRECTORATE)

    assert Letter.objects.get().subject == "Письмо 1"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (LetterText("не адрес", "Тема", "Текст"), "to_address"),
        (LetterText("a@example.org", " \n", "Текст"), "subject"),
        (LetterText("a@example.org", "ы" * 301, "Текст"), "subject"),
        (LetterText("a@example.org", "Тема", "\0"), "body"),
        (LetterText("a@example.org", "Тема", "ы" * 100_001), "body"),
    ],
)
def test_wrong_corrections_name_their_field(text: LetterText, field: str) -> None:
    letter = make_letter(make_owner(), is_held=True)
    assert letter.owner is not None

    with pytest.raises(RuleViolation) as refused:
        edit_letter(
            letter=letter, text=text, actor=actor_with(Role.DIRECTORATE, letter.owner), now=NOW
        )

    assert refused.value.field == field


def test_all_that_wait_go_together_or_none() -> None:
    ours, theirs = make_owner(), make_owner("Другой союз")
    letters = [make_letter(ours, is_held=True), make_letter(ours, is_held=True)]
    foreign = make_letter(theirs, is_held=True)
    actor = actor_with(Role.DIRECTORATE, ours)

    with pytest.raises(RuleViolation):
        release_letters(letters=[*letters, foreign], actor=actor, now=NOW)
    assert set(Letter.objects.values_list("state", flat=True)) == {"held"}

    Letter.objects.filter(pk=letters[0].pk).update(state=LetterState.STOPPED)
    assert release_letters(letters=letters, actor=actor, now=NOW) == 1
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == [
        "stopped", "queued", "held",
    ]  # fmt: skip
    assert AuditEntry.objects.get().after == {"letters": [one.pk for one in letters]}
