"""Letters, and mail servers that behave well, badly, or die at a chosen moment."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from mezhgorod.notices.actions import LetterDraft, queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import Organization

NOW = datetime(2023, 5, 10, 9, tzinfo=UTC)
SENDER = "plan@example.org"


def draft(number: int = 1, **fields: str) -> LetterDraft:
    values = {
        "kind": "campaign.reminder",
        "key": f"reminder:{number}",
        "to_address": f"contact{number}@example.org",
        "to_name": f"Контактное лицо {number}",
        "subject": f"Письмо {number}",
        "body": f"Текст письма {number}",
    }
    return LetterDraft(**(values | fields))


def make_letters(
    count: int = 1, owner: Organization | None = None, *, is_held: bool = False, **fields: Any
) -> list[Letter]:
    """Letters in the outbox, oldest first; fields are set as they are."""
    known = set(Letter.objects.values_list("pk", flat=True))
    first = len(known) + 1
    drafts = [draft(number) for number in range(first, first + count)]
    queue_letters(owner=owner, letters=drafts, now=NOW, is_held=is_held)
    fresh = Letter.objects.exclude(pk__in=known)
    if fields:
        fresh.update(**fields)
    return list(Letter.objects.exclude(pk__in=known).order_by("pk"))


def make_letter(owner: Organization | None = None, **fields: Any) -> Letter:
    (letter,) = make_letters(1, owner, **fields)
    return letter


def head_of(message: Message) -> dict[str, str]:
    """The head of a message, decoded. (The newer parser of Python tears long names apart.)"""
    return {name: str(make_header(decode_header(value))) for name, value in message.items()}


def text_of(message: Message, kind: str = "text/plain") -> str:
    """The text of a message in one of its two forms."""
    (part,) = (one for one in message.walk() if one.get_content_type() == kind)
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode().replace("\r\n", "\n")


Answering = Callable[[SMTP, Envelope], str]


class Postman:
    """Keeps what it has taken; answers as the test wants. `None` answers in the usual way."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.commands: list[str] = []
        self.on_ehlo: Callable[[], None] = lambda: None
        self.on_mail: Answering = lambda _server, _envelope: "250 OK"
        self.on_rcpt: Answering = lambda _server, _envelope: "250 OK"
        self.on_data: Answering = lambda _server, _envelope: "250 OK"

    @property
    def messages(self) -> list[Message]:
        return [message_from_bytes(one) for one in self.taken]

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        self.on_ehlo()
        session.host_name = hostname
        return answers

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_mail(server, envelope)
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipients.append(address)
        answer = self.on_rcpt(server, envelope)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 -- aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.on_data(server, envelope)
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        return answer


def hang_up(server: SMTP, _envelope: Envelope) -> str:
    """Break the connection without a word."""
    assert server.transport is not None
    server.transport.abort()
    return "421 never heard"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def mail_server(settings: Settings) -> Iterator[Postman]:
    """A real SMTP server on loopback that the settings point at."""
    postman, port = Postman(), free_port()
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    use_server(settings, port)
    controller.start()
    postman.commands.clear()
    try:
        yield postman
    finally:
        controller.stop()


def use_server(settings: Settings, port: int) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = SENDER
    settings.SITE_URL = "https://plan.example.org/"


@contextmanager
def server_that_drops_the_text(settings: Settings, *, after: int) -> Iterator[None]:
    """A server that reads so many bytes of the text and breaks the connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    use_server(settings, listener.getsockname()[1])
    thread = threading.Thread(target=_drop, args=(listener, after), daemon=True)
    thread.start()
    try:
        yield
    finally:
        listener.close()
        thread.join(5)


def _drop(listener: socket.socket, after: int) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 test\r\n")
        for line in lines:
            verb = line.split()[0].upper()
            connection.sendall(b"354 go on\r\n" if verb == b"DATA" else b"250 OK\r\n")
            if verb == b"DATA":
                lines.read(after)
                # With a zero linger time the end is abrupt, as when a machine goes down.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                return
