"""What may be done in information exchanges, by whom, in which states of the round.

The subject of KEEP_EXCHANGES is the exchange, of RUN_ROUND and READ_COURSE the round, of the
others the answer of one city in the state of its round (`queries.subjects`).
"""

from __future__ import annotations

from mezhgorod.exchanges.rules.words import RoundState
from mezhgorod.registry.rules import Reach, Right, Role

_RUNNERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
    # A committee collects its own questionnaires.
    Role.BODY_COORDINATOR: Reach.BODY,
}
_SPEAKERS = {Role.CITY_CONTACT: Reach.PARTY, Role.CLERK: Reach.PARTY}
_WATCHERS = {Role.AUDITOR: Reach.OWNER, Role.APPROVER: Reach.OWNER}

KEEP_INDICATORS = Right(
    "exchange.indicators",
    "вести показатели и формы",
    {Role.DIRECTORATE: Reach.OWNER, Role.REGIONAL_COORDINATOR: Reach.OWNER},
)
KEEP_EXCHANGES = Right("exchange.keep", "заводить информационные обмены", _RUNNERS)
RUN_ROUND = Right("exchange.run", "вести раунд обмена", _RUNNERS)
READ_COURSE = Right("exchange.read", "видеть ход раунда и все ответы", {**_RUNNERS, **_WATCHERS})
# Whoever runs a round may enter what a city has sent by letter or said on the phone.
FILL_RESPONSE = Right(
    "exchange.fill",
    "заполнять ответ города",
    {**_RUNNERS, **_SPEAKERS},
    states=frozenset({RoundState.OPEN}),
    refusal="У вас нет права отвечать за эту организацию. Обратитесь к дирекции.",
)
CONFIRM_RESPONSE = Right(
    "exchange.confirm",
    "согласовывать ответ внутри города",
    _SPEAKERS,
    states=frozenset({RoundState.OPEN}),
)
CORRECT_RESPONSE = Right(
    "exchange.correct",
    "просить об исправлении после закрытия",
    {**_RUNNERS, **_SPEAKERS},
    states=frozenset({RoundState.CLOSED, RoundState.CONSOLIDATED, RoundState.PUBLISHED}),
    # Whoever filled the answer by a link sees its mistakes; a request changes nothing by itself.
    linked_with=FILL_RESPONSE.code,
)
SEE_RESPONSE = Right(
    "exchange.see_own", "видеть ответ этого города", {**_RUNNERS, **_SPEAKERS, **_WATCHERS}
)

EXCHANGE_RIGHTS = (
    KEEP_INDICATORS,
    KEEP_EXCHANGES,
    RUN_ROUND,
    READ_COURSE,
    FILL_RESPONSE,
    CONFIRM_RESPONSE,
    CORRECT_RESPONSE,
    SEE_RESPONSE,
)
