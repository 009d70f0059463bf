"""Talks to the mail server and says what became of one message, without guessing."""

from __future__ import annotations

import contextlib
import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

_PERMANENT = 500
_MAX_WORDS = 1000


class Outcome(Enum):
    """What is known after a message was handed over."""

    TAKEN = "taken"
    LATER = "later"  # certainly not taken, may be tried again
    NEVER = "never"  # refused for good
    UNKNOWN = "unknown"  # the whole text was given, the answer did not come


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, in its words."""

    outcome: Outcome
    words: str = ""


class _Watched(smtplib.SMTP):
    """Knows whether the last byte of a message was given to the server.

    Only before that a broken connection says that nothing was taken (RFC 5321, 4.5.3.2.6).
    """

    is_text_given = False

    def send(self, s: Any) -> None:
        super().send(s)
        # Commands are text, the message is bytes that end with a lonely full stop.
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            self.is_text_given = True


class _WatchedTLS(_Watched, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    _partial_connection: smtplib.SMTP | None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedTLS if self.use_ssl else _Watched

    def give_up(self) -> None:
        """Drop the connection, also a half-made one, without a word."""
        for one in (self.connection, self._partial_connection):
            if one is not None:
                one.close()
        self.connection = self._partial_connection = None


class PostOffice:
    """One connection to the mail server of the settings, opened when it is needed."""

    def __init__(self) -> None:
        self._backend = _Backend(fail_silently=False)

    def open(self) -> str:
        """Connect and log in unless that is done; return the trouble in words, empty if none."""
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._backend.give_up()
            return _words(error)
        return ""

    def hand_over(self, *, sender: str, recipient: str, message: bytes) -> Answer:
        """Give one message to the server and return what became of it."""
        connection = self._backend.connection
        if not isinstance(connection, _Watched):
            return Answer(Outcome.LATER, "нет связи с почтовым сервером")
        connection.is_text_given = False
        try:
            connection.sendmail(sender, [recipient], message)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            answer = _answer(error, is_text_given=connection.is_text_given)
            if _code(error) is None or connection.sock is None:
                self._backend.give_up()
            return answer
        return Answer(Outcome.TAKEN)

    def close(self) -> None:
        """Say good-bye; the server may be gone already."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._backend.close()
        self._backend.give_up()


def _answer(error: Exception, *, is_text_given: bool) -> Answer:
    words = _words(error)
    code = _code(error)
    if code is not None:
        return Answer(Outcome.NEVER if code >= _PERMANENT else Outcome.LATER, words)
    if isinstance(error, smtplib.SMTPNotSupportedError | UnicodeError):
        return Answer(Outcome.NEVER, words)
    return Answer(Outcome.UNKNOWN if is_text_given else Outcome.LATER, words)


def _code(error: Exception) -> int | None:
    """Return the code the server answered with, None when it did not answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return max(codes, default=None)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return int(error.smtp_code)
    return None


def _words(error: Exception) -> str:
    """Return what went wrong in words a person can pass on to whoever keeps the mail server."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
        text = "; ".join(f"{code} {_decoded(said)}" for code, said in answers)
    elif isinstance(error, smtplib.SMTPResponseException):
        text = f"{error.smtp_code} {_decoded(error.smtp_error)}"
    elif isinstance(error, TimeoutError) or "timed out" in str(error):
        text = "почтовый сервер не ответил вовремя"
    elif isinstance(error, ConnectionRefusedError):
        text = "почтовый сервер не принимает соединений"
    elif isinstance(error, smtplib.SMTPServerDisconnected):
        text = "почтовый сервер оборвал связь"
    else:
        text = str(error) or type(error).__name__
    return text.replace("\0", "")[:_MAX_WORDS]


def _decoded(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
