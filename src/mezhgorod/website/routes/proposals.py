"""Addresses of proposing: the page of one city or department, by account and by personal link.

Every page has two names: `proposals_<page>` (pk of the submission) and `proposals_<page>_by_link`
(token); the page itself is `proposals` and `proposals_by_link`. A superior confirms by
`confirm_by_link` (token). People with an account begin at `my_proposals`.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.proposals import (
    confirming,
    listing,
    page,
    pasting,
    printing,
    typing,
    understanding,
)
from mezhgorod.website.pages.proposals.doors import CONFIRM, by_account, by_link

# name, end of the address, page
_PAGES: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
    ("proposals", "", page.page),
    ("proposals_save", "rows/<int:row>/save/", typing.save),
    ("proposals_paste", "paste/", pasting.paste),
    ("proposals_paste_add", "paste/add/", pasting.add),
    ("proposals_print", "print/", printing.print_page),
    ("proposals_word", "proposals.docx", printing.word),
    ("proposals_understand", "understand/", understanding.understand_here),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("rows/understand/", understanding.understand, name="row_understand"),
    path("proposals/", listing.my_proposals, name="my_proposals"),
    path("confirm/<str:token>/", by_link(confirming.confirm, CONFIRM), name="confirm_by_link"),
    *(path(f"proposals/<int:pk>/{end}", by_account(view), name=name) for name, end, view in _PAGES),
    *(
        path(f"propose/<str:token>/{end}", by_link(view), name=f"{name}_by_link")
        for name, end, view in _PAGES
    ),
]
