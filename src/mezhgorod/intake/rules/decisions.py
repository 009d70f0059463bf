"""What a person said when accepting a document, in a form that waits for the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """The words of «Принять в план».

    `owner_name` says whose document it is when its words do not; `confirm_removal` that rows may
    go; `choices` for a row of the draft, by its place, whose words win where both sides changed a
    facet.
    """

    owner_name: str = ""
    confirm_removal: bool = False
    choices: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return JSON values; `from_dict` gives an equal decision back."""
        return {
            "owner_name": self.owner_name,
            "confirm_removal": self.confirm_removal,
            "choices": {str(row): dict(chosen) for row, chosen in self.choices.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Decision:
        """Read back what `as_dict` wrote; what is missing was not said."""
        return cls(
            owner_name=data.get("owner_name", ""),
            confirm_removal=data.get("confirm_removal", False),
            choices={int(row): chosen for row, chosen in data.get("choices", {}).items()},
        )
