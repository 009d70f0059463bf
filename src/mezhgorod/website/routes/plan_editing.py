"""Addresses of composing and changing the rows of a plan."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.plan_editing import composing, hints, listing, moving, rows, steps

_EDIT = "plans/<slug:slug>/edit/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("compose/", composing.new_plan, name="plan_new"),
    path(_EDIT, listing.editing, name="plan_editing"),
    path(f"{_EDIT}rows/new/", rows.new, name="plan_row_new"),
    path(f"{_EDIT}rows/understand/", hints.understand, name="plan_row_understand"),
    path(f"{_EDIT}rows/move/", moving.move, name="plan_row_move"),
    path(f"{_EDIT}rows/many/", steps.many, name="plan_rows_many"),
    path(f"{_EDIT}rows/<int:pk>/", rows.row, name="plan_row"),
    path(f"{_EDIT}rows/<int:pk>/pin/", moving.pin, name="plan_row_pin"),
    path(f"{_EDIT}rows/<int:pk>/delete/", rows.delete, name="plan_row_delete"),
    path(f"{_EDIT}sections/new/", steps.section_new, name="plan_section_new"),
    path(f"{_EDIT}sections/<int:pk>/", steps.section, name="plan_section"),
    path(f"{_EDIT}undo/", steps.undo, name="plan_undo"),
]
