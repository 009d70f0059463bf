"""A real browser on a live server. What every page must do is in `test_every_page`."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Nothing of the browser's own may go out to the network during a test.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.slow)


@dataclass
class Visit:
    """One tab: its page, the hosts it has asked, and what it complained of."""

    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site and wait until it rests."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page


Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def _allow_queries_beside_the_browser() -> Iterator[None]:
    # The driver of the browser keeps an event loop running in the thread of the test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(chromium: str, _allow_queries_beside_the_browser: None) -> Iterator[Browser]:
    # A busy machine answers late; what never comes is told a little later.
    expect.set_options(timeout=20_000)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from django.test import override_settings  # noqa: PLC0415 -- Django is set up after this file

    made = {name: tmp_path_factory.mktemp(name) for name in ("static", "files")}
    with override_settings(STATIC_ROOT=made["static"], MEDIA_ROOT=made["files"]):
        yield


@pytest.fixture
def _site(_folders: None, live_server: LiveServer) -> LiveServer:
    return live_server


@pytest.fixture
def visitor(browser: Browser, _site: LiveServer) -> Iterator[Visitor]:
    """Open a tab of a given width; scripts can be switched off."""
    contexts = []

    def come(*, width: int = 1280, with_scripts: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=with_scripts,
            locale="ru-RU",
        )
        contexts.append(context)
        visit = Visit(page=context.new_page(), address=_site.url)
        visit.page.on("request", lambda one: visit.hosts.add(urlsplit(one.url).hostname or ""))
        visit.page.on("console", lambda one: visit.complaints.append(f"{one.type}: {one.text}"))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def union(_site: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The union of the corpus with its cities, and people with one role each."""
    from django.core.management import call_command  # noqa: PLC0415 -- as above
    from django.test import override_settings  # noqa: PLC0415 -- as above
    from tests.factories import cast  # noqa: PLC0415 -- as above

    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", cast.PASSWORD)
    call_command("load_demo", verbosity=0)
    call_command("load_demo_people")
    with override_settings(SITE_URL=f"{_site.url}/"):
        yield


@pytest.fixture
def plan(_site: LiveServer) -> str:
    """A plan with every kind of timing, long titles and findings; its slug."""
    from tests.factories.sites import make_site  # noqa: PLC0415 -- Django is set up after this file

    return make_site().slug
