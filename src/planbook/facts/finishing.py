"""The last look at events: hosts that are only implied, the mode, usual names of sections."""

from __future__ import annotations

from dataclasses import replace

from planbook.facts.book import EventBook, OpenEvent
from planbook.facts.headlines import OF_HEADLINE
from planbook.facts.report_event import FactType, ReportEvent, ReportRole


def finished(book: EventBook, usual: dict[str, str]) -> tuple[ReportEvent, ...]:
    """Return the events of a book in the order of the text; what says nothing is left out."""
    for event in book.events:
        if event.role is ReportRole.HELD:
            _imply_host(event)
            _settle_mode(event)
    kept = [event for event in book.events if event.role is not ReportRole.HELD or _says(event)]
    return tuple(_named(event, usual) for event in kept)


def _says(event: OpenEvent) -> bool:
    """Tell whether an event has facts; one that is only named in a headline has none."""
    if not event.is_headline:
        return bool(event.facts)
    return any(fact.type not in OF_HEADLINE for fact in event.facts)


def _named(event: OpenEvent, usual: dict[str, str]) -> ReportEvent:
    body = event.mention.body
    if usual.get(body, body) != body:
        event.title = event.title.replace(f"«{body}»", f"«{usual[body]}»")
    return event.closed()


def _imply_host(event: OpenEvent) -> None:
    """Take the city whose administration organised, else the one introduced before."""
    if event.has(FactType.HOST):
        return
    if event.organiser_city is not None:
        event.add(event.organiser_city)
    elif event.implied_host is not None:
        event.add(event.implied_host)


def _settle_mode(event: OpenEvent) -> None:
    """People in the hall and on the screen: the event was mixed."""
    remote = event.first(FactType.PARTICIPANTS_REMOTE)
    if remote is None or event.has(FactType.MODE):
        return
    mixed = event.has(FactType.PARTICIPANTS) or event.has(FactType.HOST)
    value = "mixed" if mixed else "remote"
    event.facts.append(
        replace(remote, type=FactType.MODE, value=value, values=(value,), is_open=False)
    )
