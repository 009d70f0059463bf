"""One error for everything a person at the terminal can put right: what happened and what to do."""

from __future__ import annotations


class Trouble(Exception):
    """Something of the surroundings is missing or in the way."""

    def __init__(self, problem: str, remedy: str, *, exit_code: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.problem}\nЧто сделать: {self.remedy}"
