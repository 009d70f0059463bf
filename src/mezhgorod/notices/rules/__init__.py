"""Pure words and decisions of notices: states of a letter, kinds, what may be followed."""

from mezhgorod.notices.rules.letters import LetterState

__all__ = ["LetterState"]
