"""Kinds of letters as they are shipped: their fields, subject, text. Read from files once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Known in every letter without being given.
COMMON_FIELDS: Mapping[str, str] = {
    "owner": "от чьего имени письмо",
    "site": "адрес сайта",
}


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    Attributes:
        code: ASCII, «topic.what»: «campaign.reminder»; the topic is what an addressee may stop.
        title: what it is about, in Russian.
        fields: names of its fields with what they mean; with the common ones.
        examples: a value of every field, for the preview.
        can_stop: whether the addressee may refuse such letters.
    """

    code: str
    title: str
    subject: str
    body: str
    fields: Mapping[str, str]
    examples: Mapping[str, str]
    can_stop: bool = True

    @property
    def topic(self) -> str:
        return topic_of(self.code)


def topic_of(code: str) -> str:
    """Return what an addressee refuses who stops a letter of a kind: «campaign»."""
    return code.partition(".")[0]


@cache
def letter_kinds() -> Mapping[str, LetterKind]:
    """Return every shipped kind by its code, in the order of the files."""
    kinds = {}
    folder = files("mezhgorod.notices") / "data" / "letters"
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".toml"):
            for code, data in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                kind = _kind(f"{entry.name.removesuffix('.toml')}.{code}", data)
                kinds[kind.code] = kind
    return kinds


def letter_kind(code: str) -> LetterKind | None:
    """Return a shipped kind by its code."""
    return letter_kinds().get(code)


def _kind(code: str, data: Mapping[str, object]) -> LetterKind:
    fields = data["fields"]
    assert isinstance(fields, Mapping)  # noqa: S101 -- our own file
    pairs = {name: (str(words), str(example)) for name, (words, example) in fields.items()}
    return LetterKind(
        code=code,
        title=str(data["title"]),
        subject=str(data["subject"]),
        body=str(data["body"]).strip("\n"),
        fields={**COMMON_FIELDS, **{name: words for name, (words, _) in pairs.items()}},
        examples={
            "owner": "Союз городов",
            "site": "https://plan.example.org/",
            **{name: example for name, (_, example) in pairs.items()},
        },
        can_stop=bool(data.get("can_stop", True)),
    )
