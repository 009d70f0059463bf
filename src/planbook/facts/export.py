"""The public JSON form of events; its keys are fixed and described in docs/reference/cli.md."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.facts.report_event import Fact, ReportEvent


def events_to_json(events: Sequence[ReportEvent]) -> list[dict[str, object]]:
    """Return the public form of events: keys and values for JSON."""
    return [
        {
            "title": event.title,
            "kind": event.kind,
            "edition": event.edition,
            "role": event.role.value,
            "facts": [_fact(fact) for fact in event.facts],
        }
        for event in events
    ]


def _fact(fact: Fact) -> dict[str, object]:
    source = fact.source
    return {
        "type": fact.type.value,
        "value": fact.value,
        "values": list(fact.values),
        "number": fact.number,
        "hedge": fact.hedge,
        "text": fact.text,
        "source": {"paragraph": source.paragraph, "start": source.start, "end": source.end},
    }
