"""Letters leave once: with a real SMTP server, good, bad, slow and gone."""

import time
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings
from tests.factories.letters import (
    NOW,
    draft,
    free_port,
    hang_up,
    head_of,
    mail_server,
    make_letter,
    make_letters,
    server_that_drops_the_text,
    text_of,
    use_server,
)

from mezhgorod.notices.actions import mark_orphans, queue_letters, send_due
from mezhgorod.notices.actions.sending import SendingResult
from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import LetterState, pause_after
from mezhgorod.registry.models import Organization

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return NOW


def state_of(letter: Letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.attempts, letter.error


def test_a_letter_arrives_whole(settings: Settings) -> None:
    owner = Organization.objects.create(name="Союз городов Северной Двины", slug="union")
    words = draft(
        1, subject="Письмо о «Форуме»", body="Текст\n\nhttps://plan.example.org/p/1 & всё"
    )
    queue_letters(owner=owner, letters=[words], now=NOW)

    with mail_server(settings) as postman:
        result = send_due(clock=now)

    letter = Letter.objects.get()
    stop = f"https://plan.example.org/letters/stop/{letter.stop_token}/"
    (message,) = postman.messages
    assert result == SendingResult(sent=1)
    assert postman.recipients == ["contact1@example.org"]
    assert head_of(message) == {
        "From": "Союз городов Северной Двины <plan@example.org>",
        "To": "Контактное лицо 1 <contact1@example.org>",
        "Subject": "Письмо о «Форуме»",
        "Date": "Wed, 10 May 2023 09:00:00 +0000",
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": "ru",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }
    assert text_of(message) == (
        f"Текст\n\nhttps://plan.example.org/p/1 & всё\n\n-- \nНе присылать такие письма: {stop}\n"
    )
    link = '<a href="https://plan.example.org/p/1">https://plan.example.org/p/1</a>'
    assert f"<p>{link} &amp; всё</p>" in text_of(message, "text/html")
    assert (letter.state, letter.sent_at, letter.is_shown_only) == ("sent", NOW, False)


def test_a_second_run_sends_nothing(settings: Settings) -> None:
    make_letters(3)

    with mail_server(settings) as postman:
        results = [send_due(clock=now), send_due(clock=now)]

    assert results == [SendingResult(sent=3), SendingResult()]
    assert [head_of(one)["Subject"] for one in postman.messages] == [
        "Письмо 1",
        "Письмо 2",
        "Письмо 3",
    ]


def test_without_a_mail_server_letters_are_only_shown(settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    letter, held = make_letter(), make_letter(is_held=True)

    result = send_due(clock=now)

    letter.refresh_from_db()
    assert result == SendingResult(shown=1)
    assert (letter.state, letter.is_shown_only, letter.sent_at) == ("sent", True, NOW)
    assert state_of(held) == ("held", 0, "")


def test_held_stopped_and_later_letters_stay(settings: Settings) -> None:
    make_letter(is_held=True)
    make_letter(state=LetterState.STOPPED)
    make_letter(send_after=NOW + timedelta(seconds=1))

    with mail_server(settings) as postman:
        result = send_due(clock=now)

    assert (result, postman.taken) == (SendingResult(), [])


@pytest.mark.parametrize("phase", ["on_mail", "on_rcpt", "on_data"])
def test_a_temporary_refusal_is_tried_again_later(settings: Settings, phase: str) -> None:
    letter = make_letter()

    with mail_server(settings) as postman:
        setattr(postman, phase, lambda _server, _envelope: "450 mailbox busy")
        result = send_due(clock=now)
        assert send_due(clock=now) == SendingResult()

    letter.refresh_from_db()
    assert result == SendingResult(later=1)
    assert state_of(letter) == ("queued", 1, "450 mailbox busy")
    assert letter.send_after == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("phase", ["on_mail", "on_rcpt", "on_data"])
def test_a_permanent_refusal_keeps_the_words_of_the_server(settings: Settings, phase: str) -> None:
    letter, other = make_letters(2)

    with mail_server(settings) as postman:
        answers = iter(["550 no such user", "250 OK"])
        setattr(postman, phase, lambda _server, _envelope: next(answers))
        result = send_due(clock=now)

    assert result == SendingResult(sent=1, failed=1)
    assert state_of(letter) == ("failed", 0, "550 no such user")
    assert state_of(other) == ("sent", 0, "")


def test_tries_end_after_growing_pauses(settings: Settings) -> None:
    letter = make_letter()
    moments, waits = [NOW], []

    with mail_server(settings) as postman:
        postman.on_rcpt = lambda _server, _envelope: "451 try later"
        for _ in range(5):
            send_due(clock=lambda: moments[-1])
            letter.refresh_from_db()
            after = letter.send_after if letter.state == "queued" else None
            waits.append(after and (after - moments[-1]).total_seconds() / 60)
            moments.append(after or moments[-1])

    assert waits == [1, 5, 30, 180, None]
    assert state_of(letter) == ("failed", 5, "451 try later")
    assert pause_after(5) is None


def test_nobody_at_the_port_counts_one_try_of_one_letter(settings: Settings) -> None:
    first, second = make_letters(2)
    use_server(settings, free_port())

    result = send_due(clock=now)

    assert result == SendingResult(later=1)
    assert state_of(first) == ("queued", 1, "почтовый сервер не принимает соединений")
    assert state_of(second) == ("queued", 0, "")


@pytest.mark.parametrize("phase", ["on_mail", "on_rcpt"])
def test_a_connection_broken_before_the_text_is_safe_to_repeat(
    settings: Settings, phase: str
) -> None:
    letter = make_letter()

    with mail_server(settings) as postman:
        setattr(postman, phase, hang_up)
        result = send_due(clock=now)
        setattr(postman, phase, lambda _server, _envelope: "250 OK")
        letter.refresh_from_db()
        again = send_due(clock=lambda: letter.send_after or NOW)

    assert (result, again) == (SendingResult(later=1), SendingResult(sent=1))
    assert len(postman.taken) == 1


def test_a_connection_broken_after_the_text_is_uncertain(settings: Settings) -> None:
    letter = make_letter()

    with mail_server(settings) as postman:
        postman.on_data = hang_up
        result = send_due(clock=now)
        again = send_due(clock=lambda: NOW + timedelta(days=1))

    assert (result, again) == (SendingResult(uncertain=1), SendingResult())
    state, attempts, error = state_of(letter)
    assert (state, attempts) == ("uncertain", 0)
    assert error.startswith("Письмо передано, но подтверждения нет")


def test_a_connection_broken_inside_a_short_text_is_uncertain(settings: Settings) -> None:
    letter = make_letter()

    with server_that_drops_the_text(settings, after=100):
        result = send_due(clock=now)

    assert result == SendingResult(uncertain=1)
    assert state_of(letter)[0] == "uncertain"


def test_a_connection_broken_inside_a_long_text_is_safe_to_repeat(settings: Settings) -> None:
    letter = make_letter(body="слово " * 2_000_000)

    with server_that_drops_the_text(settings, after=100):
        result = send_due(clock=now)

    assert result == SendingResult(later=1)
    assert state_of(letter)[:2] == ("queued", 1)


def test_a_server_slower_than_the_patience_is_uncertain(settings: Settings) -> None:
    letter = make_letter()

    def slow(_server: object, _envelope: object) -> str:
        time.sleep(0.6)
        return "250 OK"

    with mail_server(settings) as postman:
        settings.EMAIL_TIMEOUT = 0.3
        postman.on_data = slow
        result = send_due(clock=now)

    assert result == SendingResult(uncertain=1)
    assert state_of(letter)[2].endswith("почтовый сервер не ответил вовремя")


def test_a_letter_taken_by_another_worker_meanwhile_is_left_alone(settings: Settings) -> None:
    first, second = make_letters(2)

    with mail_server(settings) as postman:
        postman.on_data = lambda _server, _envelope: "250 OK"
        moments = iter([NOW, NOW, NOW, NOW])

        def clock() -> datetime:
            # Asked for the third time when the first letter is sent and the second is next.
            if next(moments, None) is None:
                taken = Letter.objects.filter(pk=second.pk, state=LetterState.QUEUED)
                taken.update(state=LetterState.SENDING, claim="other")
            return NOW

        result = send_due(clock=clock)

    assert result == SendingResult(sent=1)
    assert len(postman.taken) == 1
    assert (state_of(first)[0], state_of(second)[0]) == ("sent", "sending")


def test_what_was_left_in_the_middle_waits_for_a_person() -> None:
    old = make_letter(state=LetterState.SENDING, claimed_at=NOW - timedelta(minutes=16))
    new = make_letter(state=LetterState.SENDING, claimed_at=NOW - timedelta(minutes=14))

    assert mark_orphans(now=NOW) == 1
    assert (state_of(old)[0], state_of(new)[0]) == ("uncertain", "sending")
    assert mark_orphans(now=NOW, silence=timedelta(0)) == 1


def test_a_wrong_address_never_reaches_the_server(settings: Settings) -> None:
    letter = make_letter(to_address="a@example.org>\r\nRCPT TO:<b@example.org")

    with mail_server(settings) as postman:
        result = send_due(clock=now)

    assert (result, postman.recipients) == (SendingResult(failed=1), [])
    assert "не похоже на адрес" in state_of(letter)[2]
