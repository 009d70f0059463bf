"""Addresses of answering: the form of one city in one round, by account and by personal link.

Every page has two names: `response…` (pk of the answer) and `response…_by_link` (token). A superior
in the city confirms by `response_confirm_by_link` (token). People with an account begin at
`my_answers`.
"""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.exchange_answers import (
    confirming,
    correcting,
    listing,
    page,
    reading_pages,
    saving,
)
from mezhgorod.website.pages.exchange_answers.doors import CONFIRM_RESPONSE, by_account, by_link
from mezhgorod.website.pages.exchanges import given_files

# name, end of the address, page
_PAGES: tuple[tuple[str, str, Callable[..., HttpResponseBase]], ...] = (
    ("response", "", page.page),
    ("response_save", "save/", saving.save),
    ("response_news", "news/", saving.news),
    ("response_file", "files/<int:file>/", page.attachment),
    ("response_given_file", "given/<int:file>/", given_files.read_for_answer),
    ("response_history", "history/", reading_pages.history),
    ("response_print", "print/", reading_pages.print_page),
    ("response_correct", "correct/", correcting.correct),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("exchanges/mine/", listing.my_answers, name="my_answers"),
    path(
        "answer/confirm/<str:token>/",
        by_link(confirming.confirm, CONFIRM_RESPONSE),
        name="response_confirm_by_link",
    ),
    *(
        path(f"exchanges/answers/<int:pk>/{end}", by_account(view), name=name)
        for name, end, view in _PAGES
    ),
    *(
        path(f"answer/<str:token>/{end}", by_link(view), name=f"{name}_by_link")
        for name, end, view in _PAGES
    ),
]
