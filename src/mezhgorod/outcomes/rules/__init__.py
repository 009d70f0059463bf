"""Decisions of outcomes over plain values: no queries, no clock."""

from mezhgorod.outcomes.rules.words import (
    AwardKind,
    CountUnit,
    DoubtState,
    FactState,
    Hedge,
    HostCounted,
    MaterialKind,
    Outcome,
    PartyRole,
    SourceKind,
    TalkRole,
    TaskState,
    UnionRole,
)

__all__ = [
    "AwardKind",
    "CountUnit",
    "DoubtState",
    "FactState",
    "Hedge",
    "HostCounted",
    "MaterialKind",
    "Outcome",
    "PartyRole",
    "SourceKind",
    "TalkRole",
    "TaskState",
    "UnionRole",
]
