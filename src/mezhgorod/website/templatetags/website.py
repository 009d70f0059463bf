"""Template tags of every page: menu, breadcrumbs, plural forms, spaces that do not break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mezhgorod.exchanges.rules.periods import period_words as words_of_edtf
from mezhgorod.outcomes.models import Participation
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import EventFilter
from mezhgorod.registry.rules import NOBODY
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.scale import period_words as words_of_period
from mezhgorod.website.board.spoken import day_words
from mezhgorod.website.board.strokes import Drawing
from mezhgorod.website.board.svg import strip as draw_strip
from mezhgorod.website.board.year import Lane
from mezhgorod.website.forms.event_filter import filter_query
from mezhgorod.website.menu import menu_entries
from mezhgorod.website.release import VERSION
from mezhgorod.website.wording import bind_spaces, title_in_list
from planbook.language import plural as plural_form

register = template.Library()

_ROLES_OF_MANY = {
    PartyRole.HOST: "принимали",
    PartyRole.ORGANIZER: "организаторы",
    PartyRole.PARTICIPANT: "участники",
    PartyRole.GUEST: "гости",
    PartyRole.OBSERVER: "наблюдатели",
    PartyRole.PRESENTER: "представили опыт",
    PartyRole.EXPERT: "эксперты",
}


@register.simple_tag
def program_version() -> str:
    return VERSION


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> SafeString:
    """List the entries of the main menu; the one the page belongs to is marked as current."""
    request = context["request"]
    # A page of an error may come before anybody was recognised.
    actor = actor_of_request(request) if hasattr(request, "user") else NOBODY
    entries = menu_entries(actor=actor, path=request.path)
    return format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        (
            (entry.url, SafeString(' aria-current="true"' if entry.is_current else ""), entry.label)
            for entry in entries
        ),
    )


@register.simple_tag
def crumb(label: str, url_name: str = "", *args: Any) -> SafeString:
    """Give one breadcrumb: `{% crumb "Планы" "plans" %}`; without an address it is the last."""
    if not url_name:
        return format_html('<li aria-current="page">{}</li>', bind_spaces(str(label)))
    return format_html(
        '<li><a href="{}">{}</a></li>', reverse(url_name, args=args), bind_spaces(str(label))
    )


@register.simple_tag
def url_if_exists(url_name: str, *args: Any) -> str:
    """Return the address of a page, or nothing while the installation has no such page."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def strip(drawing: Drawing, spoken: str) -> SafeString:
    """Give the drawing of one timing: `{% strip row.drawing row.spoken %}`."""
    return draw_strip(drawing, spoken)


@register.filter
def plural(count: int, forms: str) -> str:
    """Give number and noun: `{{ 42|plural:"строка,строки,строк" }}` is «42 строки»."""
    return f"{grouped(count)}\N{NO-BREAK SPACE}{noun(count, forms)}"


@register.filter
def noun(count: int, forms: str) -> str:
    """Give only the noun that agrees with the number, for where the number is set apart."""
    one, few, many = forms.split(",")
    return plural_form(count, one, few, many)


@register.filter
def grouped(count: int) -> str:
    """Give a number with thin groups of three: «10 000» (four digits stay together)."""
    text = str(count)
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if len(text) > 4 else text


@register.filter
def nbsp(text: object) -> str:
    """Keep together what is read together: «25 августа», «г. Вологда», «в Вологде»."""
    return bind_spaces(str(text))


@register.filter
def listed(title: str) -> str:
    """Give the title of an event as it stands apart from a sentence it was told in."""
    return title_in_list(title)


@register.filter
def in_words(day: date) -> str:
    """Give a day in words: «25 августа 2023 года»; a moment is told by the day it has here."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return bind_spaces(day_words(day))


@register.filter
def period_words(plan: Plan) -> str:
    """Give the period of a plan: «2023 год», «второе полугодие 2022 года»."""
    return bind_spaces(words_of_period(plan.period_start, plan.period_end))


@register.filter
def edtf_words(edtf: str) -> str:
    """Give a period in words: «2026 год», «II полугодие 2026 года»."""
    return bind_spaces(words_of_edtf(edtf))


@register.filter
def of_many(role: PartyRole) -> str:
    """Give what many cities did: «участники»."""
    return _ROLES_OF_MANY.get(role, role.label)


@register.filter
def by_source(parties: Iterable[Participation]) -> list[tuple[str, list[Participation]]]:
    """Give those who took part by where they are known from: words of the source once."""
    found: dict[str, list[Participation]] = {}
    for one in parties:
        paragraph = one.source.paragraph
        words = f"{one.source}, абзац {paragraph}" if paragraph else str(one.source)
        found.setdefault(words, []).append(one)
    return list(found.items())


@register.simple_tag
def with_by(wanted: EventFilter, by: str) -> str:
    """Give the filter with another grouping of a list."""
    return filter_query(wanted, by=by)


@register.simple_tag
def fold_query(wanted: EventFilter, lane: Lane) -> str:
    """Give the address of the rows of a section that are not drawn yet."""
    section = replace(wanted, section=lane.section.position)
    return filter_query(section, start=lane.shown_until)
