"""Pages and steps of the planning year over 10,000 rows, 300 organizations and 1,500 proposals.

The database is made in a folder of its own and removed again. Times are those of whole requests
(middleware, queries, template), or of one call of an action within its transaction, in
milliseconds of processor time: the database is a file, so there is little else to wait for.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bench.bench_board import empty_database
from bench.planning_year import Site, make_site

if TYPE_CHECKING:
    from django.test import Client

REPEATS, STEP_REPEATS = 5, 3
PAGE_LIMIT, STEP_LIMIT, TYPED_LIMIT, FREEZE_LIMIT = 300, 1000, 150, 3000
Measured = tuple[str, int, Callable[[], object]]


def run() -> list[tuple[object, ...]]:
    """Return rows of a table: what is done, median and worst milliseconds, limit, queries, size."""
    with empty_database():
        began = time.process_time()
        site = make_site()
        client = _signed_in()
        rows: list[tuple[object, ...]] = [
            ("что", "мс (медиана)", "мс (худший)", "предел", "запросов", "КБ")
        ]
        print(f"(данные: {time.process_time() - began:.0f} с)", flush=True)
        for name, limit, page in _pages(client, site):
            rows.append(_measured(name, limit, page, REPEATS))
        for name, limit, step in _steps(client, site):
            rows.append(_measured(name, limit, step, _repeats(limit)))
        return rows


def _repeats(limit: int) -> int:
    """Long steps are taken once; of short ones the first, which loads dictionaries, is left out."""
    if limit > STEP_LIMIT:
        return 1
    return STEP_REPEATS if limit > PAGE_LIMIT else REPEATS


def _signed_in() -> Client:
    from django.test import Client  # noqa: PLC0415 -- after setup

    from mezhgorod.registry.models import User  # noqa: PLC0415 -- after setup

    client = Client()
    client.force_login(User.objects.create_user("directorate", is_staff=True))
    return client


def _measured(name: str, limit: int, do: Callable[[], object], repeats: int) -> tuple[object, ...]:
    from django.db import connection, reset_queries  # noqa: PLC0415 -- after setup

    times = []
    connection.force_debug_cursor = True
    reset_queries()
    answer = do() if repeats > 1 else None  # the first one warms caches and counts queries
    queries: object = len(connection.queries) if repeats > 1 else ""
    connection.force_debug_cursor = False
    for _ in range(repeats):
        began = time.process_time()
        answer = do()
        times.append(1000 * (time.process_time() - began))
    size = len(getattr(answer, "content", b"")) // 1024 or ""
    told = f"{limit}" + (" !" if statistics.median(times) > limit else "")
    return name, round(statistics.median(times)), round(max(times)), told, queries, size


def _pages(client: Client, site: Site) -> Iterator[Measured]:
    big = f"/plans/{site.plan.slug}"
    home = f"/associations/{site.owner.slug}"
    pages = {
        "план: правка, 10 000 строк": f"{big}/edit/",
        "план: правка, последняя страница": f"{big}/edit/?page=67",
        "план: правка, поиск слов": f"{big}/edit/?q=форум",
        "план: правка, строка открыта": f"{big}/edit/rows/{site.row_id}/",
        "план: накладки, 10 000 строк": f"{big}/radar/",
        "план: история, 10 000 изменений": f"{big}/history/",
        "план: согласование, 10 000 строк": f"{big}/approval/",
        "план: редакции": f"{big}/versions/",
        "следующий план, 200 строк": f"/plans/{site.small.slug}/next/",
        "следующий план, 10 000 строк": f"{big}/next/",
        "сбор: стена 300 организаций": f"/campaigns/{site.campaign.pk}/",
        "сбор: 1 500 строк": f"/campaigns/{site.campaign.pk}/rows/",
        "сбор: пробелы": f"/campaigns/{site.campaign.pk}/gaps/",
        "предложения города, 200 строк": f"/proposals/{site.submission_id}/",
        "объединение, 300 членов": f"{home}/",
        "объединение: органы": f"{home}/bodies/",
        "объединение: журнал": f"{home}/journal/",
        "люди": "/people/",
        "журнал": "/people/journal/",
        "личные ссылки": "/people/links/",
        "письма, 10 000": "/letters/",
        "приглашения, 300": f"/events/{site.event_uid}/preparation/",
    }
    for name, path in pages.items():
        limit = STEP_LIMIT if "10 000 строк" in name and "правка" not in name else PAGE_LIMIT
        yield name, limit, _getter(client, path)


def _getter(client: Client, path: str) -> Callable[[], object]:
    def get() -> object:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
        return response

    return get


def _steps(client: Client, site: Site) -> Iterator[Measured]:
    """Yield what changes the database; each call does a little more of the same."""
    edit = f"/plans/{site.plan.slug}/edit/rows"
    sent = {**_TYPED, "setting": site.setting()}
    yield "набранная строка понята", TYPED_LIMIT, _poster(client, f"{edit}/{_UNDERSTAND}", sent)
    typed = {**_TYPED, "section": site.section_id, "at": "5"}
    yield "строка добавлена", STEP_LIMIT, _poster(client, f"{edit}/new/", typed)
    yield "строка переставлена", STEP_LIMIT, _poster(client, f"{edit}/move/", {"down": site.row_id})
    yield "строка изменена", STEP_LIMIT, lambda: site.change_row()
    yield "100 предложений приняты", STEP_LIMIT, lambda: site.accept(100)
    yield "10 000 строк закреплены редакцией", FREEZE_LIMIT, lambda: site.freeze()
    yield "100 строк перенесены", STEP_LIMIT * 10, lambda: site.postpone(100)
    for name, end in (("перечень изменений", "amendments/1/"), ("редакция", "versions/1/")):
        yield f"план: {name}", STEP_LIMIT, _getter(client, f"/plans/{site.plan.slug}/{end}")


_UNDERSTAND = "understand/?row=row-new&section=0"
_TYPED = {
    "row-new.title": "Форум молодых архитекторов", "row-new.timing": "25-27 августа",
    "row-new.place": "г. Вологда",
}  # fmt: skip


def _poster(client: Client, path: str, data: dict[str, Any]) -> Callable[[], object]:
    def post() -> object:
        response = client.post(path, data)
        if response.status_code not in (200, 302, 303):
            text = response.content.decode()[:3000]
            raise RuntimeError(f"{path}: {response.status_code} {text}")
        return response

    return post


__all__ = ["run"]
