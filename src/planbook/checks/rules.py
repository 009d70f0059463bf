"""The rules of the checker, one after another. Their table is docs/reference/checks.md."""

from __future__ import annotations

from planbook.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
