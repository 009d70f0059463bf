"""How an action says that a rule forbids it."""

from __future__ import annotations


class RuleViolation(Exception):
    """An action refused by a rule: nothing was written.

    Attributes:
        code: stable ASCII code, for example ``run.mass_removal``.
        message: Russian sentence that says what to do.
        field: name of the form field it belongs to, empty for the whole action.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        self.code = code
        self.message = message
        self.field = field
        super().__init__(message)
