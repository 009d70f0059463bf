"""What tests of doors share: the whole answer as text, and what a shut door answers."""

from django.http import HttpResponse

NOT_LET_IN = frozenset({403, 404, 405})


def said(answer: HttpResponse) -> str:
    """The whole answer as text: also what a stream brings, and the headers."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(dict(answer.headers))


def ensure_shut(url: str, answer: HttpResponse) -> None:
    """An address that somebody may not open: neither the page nor a word of it."""
    is_login = answer.status_code == 302 and answer["Location"].startswith("/login/")
    assert is_login or answer.status_code in NOT_LET_IN, (url, answer.status_code)
