"""What goes over the wire: nothing in a name or a subject becomes a header of its own."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

import pytest
from tests.factories.letters import head_of

from mezhgorod.notices.rules import address_trouble, one_line, wire_address
from mezhgorod.notices.rules.messages import Envelope, html_of, message_bytes, message_id

AT = datetime(2023, 5, 10, 9, tzinfo=UTC)
EVIL = "Вологда\r\nBcc: victim@example.org\r\n\r\n<script>"


def message(**fields: str) -> tuple[bytes, Message]:
    values = {
        "sender": "Межгород <plan@example.org>",
        "to_address": "vologda@example.org",
        "to_name": "Вологда",
        "subject": "Письмо",
        "body": "Текст",
        "message_id": "<1@example.org>",
    }
    data = message_bytes(Envelope(at=AT, **(values | fields)))
    return data, message_from_bytes(data)


@pytest.mark.parametrize("field", ["to_name", "subject", "sender_name", "message_id", "stop_url"])
def test_line_breaks_do_not_make_headers(field: str) -> None:
    data, parsed = message(**{field: EVIL})

    assert parsed["Bcc"] is None
    assert parsed.get_content_type() == "multipart/alternative"
    assert data.count(b"\n") == data.count(b"\r\n")


def test_long_russian_names_and_subjects_come_back_whole() -> None:
    name = "Ассоциация «Союз городов Центра и Северо-Запада России», дирекция (отдел, планы)"
    subject = "О переносе " + "очень " * 30 + "важного заседания"

    data, parsed = message(sender_name=name, to_name=name, subject=subject)

    head = head_of(parsed)
    assert head["From"].removesuffix(" <plan@example.org>") == name
    assert parseaddr(parsed["To"])[1] == "vologda@example.org"
    assert head["Subject"] == subject
    assert max(len(line) for line in data.split(b"\r\n")) <= 100


def test_a_letter_that_cannot_be_refused_offers_no_refusal() -> None:
    _, parsed = message()

    assert (parsed["List-Unsubscribe"], parsed["List-Unsubscribe-Post"]) == (None, None)


def test_html_is_escaped_and_links_are_links() -> None:
    html = html_of('<b>"Форум"</b>\nhttps://plan.example.org/?a=1&b=2.\n\nконец')

    body = html.partition("<body>\n")[2].partition("</body>")[0]
    link = "https://plan.example.org/?a=1&amp;b=2"
    assert body == (
        f'<p>&lt;b&gt;&quot;Форум&quot;&lt;/b&gt;<br>\n<a href="{link}">{link}</a>.</p>\n'
        "<p>конец</p>\n"
    )


def test_the_number_of_a_message_depends_on_its_letter_only() -> None:
    first = message_id("reminder:1", "Межгород <plan@example.org>")

    assert first == message_id("reminder:1", "plan@example.org")
    assert first != message_id("reminder:2", "plan@example.org")
    assert first.endswith("@example.org>")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "vologda",
        "a@b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a b@example.org",
        "|rm@example.org",
        "-oQ/tmp@example.org",
        '"a b"@example.org',
        "a,b@example.org",
        "почта@example.org",
        "a@example",
        "a@example.org\0",
        "a@" + "x" * 300 + ".org",
        "a@" + "я" * 64 + ".рф",
    ],
)
def test_dangerous_addresses_are_refused(address: str) -> None:
    assert address_trouble(address)


@pytest.mark.parametrize("address", ["a@example.org", "plan.2023+ok_1@пример.рф"])
def test_plain_addresses_are_taken(address: str) -> None:
    assert address_trouble(address) == ""


def test_a_russian_domain_goes_over_the_wire_in_ascii() -> None:
    assert wire_address("a@пример.рф") == "a@xn--e1afmkfd.xn--p1ai"


def test_one_line_has_no_breaks_controls_or_marks_of_direction() -> None:
    assert one_line(" Форум\r\n\tмалых\0\u202e городов\u2028 ") == "Форум малых городов"
