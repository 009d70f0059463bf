"""The programme of an event and the list of its participants as documents ready for print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mezhgorod.planning.models import Event, Invitation, Plan, ProgrammeEntry
from mezhgorod.planning.rules.preparation import (
    InvitationState,
    ProgrammeKind,
    counts_of,
    counts_words,
)
from planbook.documents.printed import (
    Align,
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)

_PROGRAMME_HEADERS, _PROGRAMME_WIDTHS = ("Время", "Что и кто"), (16.0, 84.0)
_LIST_HEADERS = ("№ п/п", "Город, организация", "Кто участвует", "Человек", "Как")
_LIST_WIDTHS = (7.0, 26.0, 40.0, 11.0, 16.0)


def programme_document(
    *, event: Event, plan: Plan, entries: Sequence[ProgrammeEntry]
) -> PrintedDocument:
    """Return the programme: when, what, who speaks, with office and city."""
    rows = [
        PrintedRow((PrintedCell(entry.time_text), PrintedCell(entry_words(entry))))
        for entry in entries
    ]
    table = _table(_PROGRAMME_HEADERS, rows, _PROGRAMME_WIDTHS, "Программа")
    return _document("Программа", event, plan, (table,) if rows else ())


def participants_document(
    *, event: Event, plan: Plan, invitations: Sequence[Invitation]
) -> PrintedDocument:
    """Return the list of those who have answered that they come, with the totals above."""
    coming = [one for one in invitations if one.state == InvitationState.COMING]
    counts = counts_of((one.state, one.mode, one.head_count) for one in invitations)
    rows = [
        PrintedRow(
            (
                PrintedCell(f"{number}.", align=Align.CENTER),
                PrintedCell(one.name),
                PrintedCell(one.names_text),
                PrintedCell(str(one.head_count or ""), align=Align.CENTER),
                PrintedCell(one.get_mode_display()),
            )
        )
        for number, one in enumerate(coming, start=1)
    ]
    blocks: list[PrintedBlock] = [PrintedParagraph(counts_words(counts))]
    if rows:
        blocks.append(_table(_LIST_HEADERS, rows, _LIST_WIDTHS, "Список участников"))
    return _document("Список участников", event, plan, blocks)


def entry_words(entry: ProgrammeEntry) -> str:
    """Return what a line of the programme says: the theme, then the speaker on a line below."""
    title = entry.title
    if entry.kind not in {ProgrammeKind.TALK, ProgrammeKind.OTHER}:
        label = entry.get_kind_display()
        label = label[:1].upper() + label[1:]
        title = f"{label}. {title}" if title else label
    elif entry.speaker_name and title:
        title = f"«{title.strip('«»')}»" if "«" not in title else title
    return "\n".join(filter(None, (title, speaker_words(entry))))


def speaker_words(entry: ProgrammeEntry) -> str:
    """Return who speaks: name, office, city, and that it is by video."""
    parts = [entry.speaker_name, entry.speaker_office]
    if entry.party is not None and entry.party.spoken_name not in entry.speaker_office:
        parts.append(entry.party.spoken_name)
    words = ", ".join(filter(None, parts))
    return f"{words} ({entry.get_mode_display()})" if words and entry.mode == "online" else words


def document_name(title: str, event: Event, extension: str) -> str:
    """Return how a document of an event is called as a file."""
    return f"{title}. {event.full_title[:80].strip()}.{extension}"


def _document(
    title: str, event: Event, plan: Plan, blocks: Iterable[PrintedBlock]
) -> PrintedDocument:
    when = event.timing_text.replace("\n", " ")
    places = [" ".join(place.text.split()) for place in event.places.all()]
    where = ", ".join(dict.fromkeys(filter(None, places)))
    head = (
        PrintedParagraph(plan.owner.name, ParagraphRole.OWNER, Align.CENTER),
        PrintedParagraph(title, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True),
        PrintedParagraph(event.full_title, align=Align.CENTER, is_bold=True),
        PrintedParagraph(". ".join(filter(None, (when, where))), align=Align.CENTER),
    )
    return PrintedDocument(
        title=f"{title}. {event.full_title}",
        blocks=(*head, *blocks),
        author=plan.owner.name,
    )


def _table(
    headers: Sequence[str],
    rows: Sequence[PrintedRow],
    widths: tuple[float, ...],
    summary: str,
) -> PrintedTable:
    cells = tuple(PrintedCell(text, align=Align.CENTER, is_bold=True) for text in headers)
    return PrintedTable((PrintedRow(cells, RowRole.HEADER), *rows), widths, summary=summary)
