"""Reads of information exchanges."""

from mezhgorod.exchanges.queries.subjects import (
    exchange_subject,
    response_subject,
    round_subject,
)

__all__ = ["exchange_subject", "response_subject", "round_subject"]
