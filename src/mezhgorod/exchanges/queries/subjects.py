"""Exchanges, rounds and answers as subjects of rights."""

from __future__ import annotations

from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.rules import WAITED_RESPONSES, RoundState
from mezhgorod.registry.rules import Subject


def exchange_subject(exchange: Exchange) -> Subject:
    """Return an exchange as far as rights depend on it."""
    return Subject(owner_id=exchange.owner_id, body_id=exchange.body_id, object_id=exchange.pk)


def round_subject(found: ExchangeRound) -> Subject:
    """Return a round as far as rights depend on it; its exchange must be loaded."""
    return Subject(
        owner_id=found.exchange.owner_id,
        body_id=found.exchange.body_id,
        object_id=found.pk,
        state=found.state,
    )


def response_subject(response: Response) -> Subject:
    """Return the answer of a city as far as rights depend on it; its round must be loaded.

    Closing leaves no answer that waits for its city except those in question. One that does so in
    a closed round was opened for this city alone, or asked about: for it the round is open.
    """
    return Subject(
        owner_id=response.round.exchange.owner_id,
        body_id=response.round.exchange.body_id,
        party_id=response.party_id,
        object_id=response.pk,
        state=state_for(response),
    )


def state_for(response: Response) -> str:
    """Return the state of the round as it is for one city."""
    state = response.round.state
    is_closed = state not in {RoundState.PREPARING, RoundState.OPEN}
    return RoundState.OPEN.value if is_closed and is_awaited(response) else state


def is_awaited(response: Response) -> bool:
    """Return whether an answer waits for its city."""
    return response.state in WAITED_RESPONSES
