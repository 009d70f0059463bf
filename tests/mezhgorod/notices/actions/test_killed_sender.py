"""A sender killed at any point: nothing goes out twice, nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from django.db import connection
from pytest_django import Settings
from tests.factories.letters import Postman, head_of, mail_server, make_letters

from mezhgorod.notices.actions import mark_orphans, send_due
from mezhgorod.notices.models import Letter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Sends from a process of its own that uses the database of the test.
_SENDER = """
import json, os
import mezhgorod.config.settings as settings
for name, value in json.loads(os.environ["TEST_SETTINGS"]).items():
    setattr(settings, name, value)
import django
django.setup()
from datetime import UTC, datetime
from mezhgorod.notices.actions import send_due
send_due(clock=lambda: datetime.now(tz=UTC))
"""


def start_sender(settings: Settings) -> subprocess.Popen[bytes]:
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_TIMEOUT", "DEFAULT_FROM_EMAIL")
    known = {name: getattr(settings, name) for name in names}
    database = {
        key: str(value) if key == "NAME" else value
        for key, value in connection.settings_dict.items()
        if key in {"ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"}
    }
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mezhgorod.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TEST_SETTINGS": json.dumps({**known, "DATABASES": {"default": database}}),
    }
    return subprocess.Popen([sys.executable, "-c", _SENDER], env=environ)


class Killer:
    """Kills the sender when told to, at most once; the server goes on."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.count = 0

    def strike(self, delay: float = 0.0) -> None:
        self.count += 1
        if self.count != 2:  # the first letter goes well, the second one is unlucky
            return
        if delay:
            threading.Timer(delay, self._kill).start()
        else:
            self._kill()

    def _kill(self) -> None:
        while self.process is None:
            time.sleep(0.001)
        os.kill(self.process.pid, signal.SIGKILL)


Setting = Callable[[Postman, Killer], None]


def before(phase: str) -> Setting:
    """Kill while the server thinks about its answer."""

    def prepare(postman: Postman, killer: Killer) -> None:
        def answer(_server: SMTP, _envelope: Envelope) -> str:
            killer.strike()
            return "250 OK"

        setattr(postman, phase, answer)

    return prepare


def after_answer(delay: float) -> Setting:
    """Kill when the answer is on its way: before or after the sender has written it down."""

    def prepare(postman: Postman, killer: Killer) -> None:
        def answer(_server: SMTP, _envelope: Envelope) -> str:
            killer.strike(delay)
            return "250 OK"

        postman.on_data = answer

    return prepare


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param(before("on_mail"), id="name of the sender"),
        pytest.param(before("on_rcpt"), id="name of the addressee"),
        pytest.param(before("on_data"), id="text given, no answer"),
        pytest.param(after_answer(0.0005), id="answer on its way, 0.5 ms"),
        pytest.param(after_answer(0.002), id="answer on its way, 2 ms"),
        pytest.param(after_answer(0.006), id="answer on its way, 6 ms"),
        pytest.param(after_answer(0.02), id="answer on its way, 20 ms"),
    ],
)
def test_killed_in_the_middle(settings: Settings, setting: Setting) -> None:
    letters = make_letters(4)
    killer = Killer()

    with mail_server(settings) as postman:
        setting(postman, killer)
        process = killer.process = start_sender(settings)
        code = process.wait(30)
        postman.on_mail = postman.on_rcpt = postman.on_data = lambda _server, _envelope: "250 OK"
        left = mark_orphans(now=datetime.now(tz=UTC), silence=timedelta(0))
        for _ in range(3):
            send_due(clock=lambda: datetime.now(tz=UTC))

    taken = Counter(head_of(one)["Message-ID"] for one in postman.messages)
    states = {one.message_id: one.state for one in Letter.objects.all()}
    sent = {key for key, state in states.items() if state == "sent"}
    uncertain = {key for key, state in states.items() if state == "uncertain"}
    assert code == -signal.SIGKILL
    assert set(taken.values()) == {1}, "sent twice"
    assert sent <= set(taken), "called sent but never taken"
    assert set(states) == sent | uncertain, "lost: neither sent nor asked about"
    assert len(uncertain) == left <= 1
    assert len(states) == len(letters)


def test_two_senders_at_once_share_the_letters(settings: Settings) -> None:
    make_letters(30)

    with mail_server(settings) as postman:
        senders = [start_sender(settings) for _ in range(3)]
        codes = [one.wait(60) for one in senders]

    taken = Counter(head_of(one)["Message-ID"] for one in postman.messages)
    assert codes == [0, 0, 0]
    assert sorted(taken.values()) == [1] * 30
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
