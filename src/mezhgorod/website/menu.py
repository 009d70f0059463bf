"""The main menu: what stands in it, for whom, and which entry a page belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from mezhgorod.campaigns.rules.rights import CONFIRM, READ_CAMPAIGN
from mezhgorod.exchanges.rules import CONFIRM_RESPONSE, SEE_RESPONSE
from mezhgorod.notices.rules.rights import SEE_LETTERS
from mezhgorod.planning.rules import KEEP_LAYOUTS
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, SEE_PEOPLE, Actor, Right, may_anywhere


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    url: str
    is_current: bool


# Pages of one's own city or department: administrators have none.
_OWN = frozenset({"my_proposals", "my_answers"})
# Pages that belong to an entry although they stand under another address.
_BELONGS = {"my_answers": ("/exchanges/answers/",), "held_list": ("/papers/",)}
# label, name of the page, rights of which one is enough to see it; none where everybody sees it
_ENTRIES: tuple[tuple[str, str, tuple[Right, ...]], ...] = (
    ("Сейчас", "home", ()),
    ("Планы", "plans", ()),
    ("Сбор предложений", "campaigns", (READ_CAMPAIGN,)),
    ("Мои предложения", "my_proposals", (CONFIRM,)),
    ("Обмены", "exchanges", (SEE_RESPONSE,)),
    ("Мои ответы", "my_answers", (CONFIRM_RESPONSE,)),
    ("Итоги", "held_list", ()),
    ("Города", "cities", ()),
    ("Объединения", "associations", ()),
    ("Отчёты", "reports", ()),
    ("Статистика", "statistics", ()),
    ("Макеты", "layouts", (KEEP_LAYOUTS,)),
    ("Загрузка", "imports", (IMPORT_DOCUMENTS,)),
    ("Письма", "letters", (SEE_LETTERS,)),
    ("Люди", "people", (SEE_PEOPLE,)),
)


def menu_entries(*, actor: Actor, path: str) -> list[MenuEntry]:
    """Return the entries somebody sees; a room that is not installed has no entry."""
    found: list[tuple[str, str]] = []
    homes: list[tuple[str, str]] = []
    for label, url_name, rights in _ENTRIES:
        if rights and not any(may_anywhere(actor, right) for right in rights):
            continue
        if url_name in _OWN and actor.is_administrator:
            continue
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        found.append((label, url))
        homes += [(url, url), *((also, url) for also in _BELONGS.get(url_name, ()))]
    # The page of one's own answers stands among the pages of exchanges: the nearer entry is meant.
    around = [one for one in homes if (path == "/" if one[0] == "/" else path.startswith(one[0]))]
    current = max(around, key=lambda one: len(one[0]), default=("", ""))[1]
    return [MenuEntry(label, url, is_current=url == current) for label, url in found]
