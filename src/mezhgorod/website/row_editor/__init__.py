"""The editor of one row of a plan, with what was read of it shown while it is typed.

A page that edits rows:

1. puts `{% include "website/row_editor/setting.html" %}` once on the page, outside of forms
   (context `setting`, made by `RowSetting.of_plan(draft)`);
2. puts `{% include "website/row_editor/row.html" %}` per row (context `editor`, made by
   `row_editor`; `understand_url` where the page knows the plan the row is meant for), not inside a
   `<form>`: every field names its form by `RowEditor.form_id`;
3. reads what was sent by `sent_cells(request.POST, prefix, cells)`, which refuses too long texts;
4. loads `row_editor.css` and `row_editor.js` in its block `head`.

Saved while typed: give `RowPlace.save_url` and `version`. The script sends the fields of the row
and `version` there, and expects JSON: 200 `{"version", "saved"}`; 409 `{"version", "message",
"cells": {name: text}}` when somebody else saved it; 403, 410, 422 `{"message", "field"}` when it is
refused. Without scripts the fields, with `version-<prefix>`, come with the form of the page.
"""

from mezhgorod.website.row_editor.cells import (
    MAX_CELL,
    MAX_ROW,
    blank_cells,
    cells_for,
    field_name,
    sent_cells,
)
from mezhgorod.website.row_editor.editor import (
    EditedCell,
    RowEditor,
    RowPlace,
    refused_editor,
    row_editor,
)
from mezhgorod.website.row_editor.setting import RowSetting
from mezhgorod.website.row_editor.understanding import UnderstoodRow, understood_row

__all__ = [
    "MAX_CELL",
    "MAX_ROW",
    "EditedCell",
    "RowEditor",
    "RowPlace",
    "RowSetting",
    "UnderstoodRow",
    "blank_cells",
    "cells_for",
    "field_name",
    "refused_editor",
    "row_editor",
    "sent_cells",
    "understood_row",
]
