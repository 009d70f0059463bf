"""Addresses of workbooks: the template of a city and its return, many workbooks of a round.

As other pages of an answer, `response_template` and `response_excel` have a second name that ends
in `_by_link` (token).
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.exchange_answers.doors import by_account, by_link
from mezhgorod.website.pages.exchange_files import answer, many, templates
from mezhgorod.website.pages.exchange_rounds.doors import for_readers

_ROUND = "exchanges/rounds/<int:pk>/files/"
# name, end of the address, page
_PAGES: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
    ("response_template", "template.xlsx", answer.template),
    ("response_excel", "excel/", answer.excel),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ROUND, for_readers(many.round_files), name="round_files"),
    path(f"{_ROUND}progress/", for_readers(many.progress), name="round_files_progress"),
    path(f"{_ROUND}templates/", for_readers(templates.templates), name="round_templates"),
    path(f"{_ROUND}again/", for_readers(many.again), name="round_files_again"),
    path(f"{_ROUND}<int:file>/", for_readers(many.sent_file), name="round_file"),
    *(
        path(f"exchanges/answers/<int:pk>/{end}", by_account(view), name=name)
        for name, end, view in _PAGES
    ),
    *(
        path(f"answer/<str:token>/{end}", by_link(view), name=f"{name}_by_link")
        for name, end, view in _PAGES
    ),
]
