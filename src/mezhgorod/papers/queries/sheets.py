"""What the fields of a paper say: read from the event, the addressee and the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mezhgorod.outcomes.models import HeldEvent, Participation, Standing
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.papers.queries.event_sheets import event_sheet
from mezhgorod.papers.queries.occasions import Occasion
from mezhgorod.papers.rules.addressees import Addressee, overrides_of, salutation
from mezhgorod.papers.rules.fields import FIELD_KINDS
from mezhgorod.planning.models import Event, ProgrammeEntry
from mezhgorod.planning.rules.preparation import InvitationState, ProgrammeKind
from planbook.language import join_list
from planbook.word_templates import PaperSheet, Value

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_MODES = {"in_person": "очно", "online": "по ВКС", "hybrid": "смешанный", "mixed": "смешанный"}
Item = dict[str, Value]


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a person says of papers: date, number, who signs, own words."""

    dated_on: date
    number: str = ""
    signer_name: str = ""
    signer_post: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class OccasionFacts:
    """What papers of one event have in common, read once for all of them."""

    values: Mapping[str, Value]
    sheet: PaperSheet


def occasion_facts(occasion: Occasion) -> OccasionFacts:
    """Read an event with its lists: a fixed number of queries for any number of papers."""
    values = {
        "организация.название": occasion.owner.name,
        "организация.кратко": occasion.owner.short_name or occasion.owner.name,
        **_event_values(occasion),
    }
    lists = _lists(occasion)
    names = [one["участник.название"].text for one in lists["участники"]]
    values["участники.перечень"] = join_list(names)
    values["участники.сколько"] = str(len(names)) if names else ""
    found = {name: _value(name, text) for name, text in values.items()}
    return OccasionFacts(found, PaperSheet(found, lists, event_sheet(occasion)))


def paper_sheet(facts: OccasionFacts, words: PaperWords, addressee: Addressee) -> PaperSheet:
    """Return what the fields of one paper say."""
    forms = overrides_of(addressee)
    texts = {
        "адресат.организация": addressee.organization,
        "адресат.обращение": salutation(addressee),
        "адресат.заслуга": addressee.merit,
        "бумага.номер": words.number,
        "бумага.дата": long_date(words.dated_on),
        "бумага.день": f"{words.dated_on:%d.%m.%Y}",
        "бумага.текст": words.words,
        "подписант.имя": words.signer_name,
        "подписант.должность": words.signer_post,
    }
    values = {name: _value(name, text) for name, text in texts.items()}
    person, post = FIELD_KINDS["адресат.имя"], FIELD_KINDS["адресат.должность"]
    values["адресат.имя"] = Value(addressee.name, person, forms.name, forms.short)
    values["адресат.должность"] = Value(addressee.post, post, forms.post)
    whole = {**facts.values, **values}
    return PaperSheet(whole, facts.sheet.lists, facts.sheet.event)


def long_date(day: date) -> str:
    """Return a date in words.

    >>> long_date(date(2026, 3, 3))
    '3 марта 2026 года'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} года"


def _value(name: str, text: str) -> Value:
    return Value(text, FIELD_KINDS[name])


def _item(**texts: str) -> Item:
    return {name: _value(name, text) for name, text in texts.items()}


def _event_values(occasion: Occasion) -> dict[str, str]:
    held, event = occasion.held, occasion.event
    one = held or event
    if one is None:
        return {name: "" for name in FIELD_KINDS if name.startswith("мероприятие.")}
    counts = (held.members_total, held.members_present) if held is not None else (None, None)
    return {
        "мероприятие.название": _unquoted(occasion.title),
        "мероприятие.вид": one.kind,
        "мероприятие.тема": _unquoted(one.topic),
        "мероприятие.срок": " ".join(one.timing_text.split()).removesuffix("."),
        "мероприятие.место": _place(held, event),
        "мероприятие.город": _hosts(held, event),
        "мероприятие.формат": _MODES.get(one.attendance_mode, ""),
        "мероприятие.орган": _body(held, event),
        "мероприятие.итог": held.result if held is not None else "",
        "мероприятие.членов": str(counts[0] or ""),
        "мероприятие.присутствовало": str(counts[1] or ""),
    }


def _unquoted(text: str) -> str:
    """Return a title without the quotes around all of it: templates put their own."""
    text = text.strip()
    is_quoted = text[:1] == "«" and text.find("»") == len(text) - 1
    return text[1:-1] if is_quoted else text


def _place(held: HeldEvent | None, event: Event | None) -> str:
    words = [held.venue, _hosts(held, event)] if held is not None else []
    if event is not None and not any(words):
        words = [" ".join(one.text.split()) for one in event.places.all()]
    return ", ".join(dict.fromkeys(filter(None, words)))


def _hosts(held: HeldEvent | None, event: Event | None) -> str:
    if held is not None:
        hosts = held.participations.filter(role=PartyRole.HOST, is_current=True)
        return ", ".join(hosts.order_by("position").values_list("text", flat=True))
    if event is None:
        return ""
    places = event.places.select_related("municipality").all()
    return ", ".join(dict.fromkeys(one.municipality.name for one in places if one.municipality))


def _body(held: HeldEvent | None, event: Event | None) -> str:
    if held is not None and held.body is not None:
        return held.body.name
    return event.body if event is not None else ""


def _lists(occasion: Occasion) -> dict[str, tuple[Item, ...]]:
    held, event = occasion.held, occasion.event
    found: dict[str, tuple[Item, ...]] = {
        "программа": (),
        "участники": (),
        "вопросы": (),
        "поручения": (),
        "результаты": (),
        "награды": (),
    }
    if event is not None:
        found["программа"] = tuple(_programme(event))
        found["участники"] = tuple(_coming(event))
    if held is not None:
        found |= _held_lists(held)
        found["участники"] = tuple(_participants(held)) or found["участники"]
    return found


def _programme(event: Event) -> Iterable[Item]:
    entries = event.programme.select_related("party__territory").order_by("position", "pk")
    for entry in entries:
        yield {
            "программа.время": Value(entry.time_text),
            "программа.что": Value(_entry_title(entry)),
            "программа.докладчик": Value(_speaker(entry)),
        }


def _entry_title(entry: ProgrammeEntry) -> str:
    if entry.kind in {ProgrammeKind.TALK, ProgrammeKind.OTHER}:
        return entry.title
    label = entry.get_kind_display()
    label = label[:1].upper() + label[1:]
    return f"{label}. {entry.title}" if entry.title else label


def _speaker(entry: ProgrammeEntry) -> str:
    parts = [entry.speaker_name, entry.speaker_office]
    if entry.party is not None and entry.party.spoken_name not in entry.speaker_office:
        parts.append(entry.party.spoken_name)
    return ", ".join(filter(None, parts))


def _coming(event: Event) -> Iterable[Item]:
    for one in event.invitations.filter(state=InvitationState.COMING).order_by("is_guest", "name"):
        yield _participant(one.name, "", _MODES.get(one.mode, ""), one.head_count)


def _participants(held: HeldEvent) -> Iterable[Item]:
    rows: Iterable[Participation] = (
        held.participations.filter(role=PartyRole.PARTICIPANT, is_current=True)
        .select_related("municipality__region")
        .order_by("position")
    )
    for one in rows:
        city = one.municipality
        region = city.region.name if city is not None and city.region is not None else ""
        yield _participant(one.text, region, _MODES.get(one.mode, ""), one.headcount)


def _participant(name: str, region: str, mode: str, count: int | None) -> Item:
    texts = {
        "участник.название": name,
        "участник.область": region,
        "участник.формат": mode,
        "участник.человек": str(count or ""),
    }
    return _item(**texts)


def _held_lists(held: HeldEvent) -> dict[str, tuple[Item, ...]]:
    return {
        "вопросы": tuple(
            _item(
                **{
                    "вопрос.текст": one.title,
                    "вопрос.докладчик": one.reporter,
                    "вопрос.решение": one.decision_text,
                    "вопрос.голоса": votes_words(
                        one.votes_for, one.votes_against, one.votes_abstained
                    ),
                }
            )
            for one in held.agenda.all()
        ),
        "поручения": tuple(
            _item(
                **{
                    "поручение.текст": one.text.strip().removesuffix("."),
                    "поручение.исполнитель": one.executor_text,
                    "поручение.срок": one.due_text.strip().removesuffix("."),
                }
            )
            for one in held.tasks.all()
        ),
        "результаты": tuple(_results(held)),
        "награды": tuple(
            _item(
                **{
                    "награда.название": one.name or one.get_kind_display(),
                    "награда.кому": one.winner,
                    "награда.откуда": one.affiliation,
                }
            )
            for one in held.awards.all()
        ),
    }


def _results(held: HeldEvent) -> Iterable[Item]:
    lines = Standing.objects.filter(table__held_event=held, table__discipline="")
    for one in lines.order_by("table__position", "position"):
        points = f"{one.points.normalize():f}".replace(".", ",") if one.points is not None else ""
        texts = {
            "результат.место": str(one.place or ""),
            "результат.команда": one.team,
            "результат.очки": points,
        }
        yield _item(**texts)


def votes_words(yes: int | None, no: int | None, abstained: int | None) -> str:
    """Return how a question was voted, empty where nothing is known.

    >>> votes_words(25, 0, 1)
    'за 25, против 0, воздержались 1'
    """
    pairs = (("за", yes), ("против", no), ("воздержались", abstained))
    return ", ".join(f"{word} {count}" for word, count in pairs if count is not None)
