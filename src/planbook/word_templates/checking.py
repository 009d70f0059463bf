"""All faults of a template at once, each with its place and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from planbook.narrative import field_list, phrase_fault
from planbook.readers.xml import Element
from planbook.word_templates.package import TemplatePackage
from planbook.word_templates.paragraphs import Words
from planbook.word_templates.parts import part_fault
from planbook.word_templates.segments import Broken, Field, Part, segments
from planbook.word_templates.values import FieldSpec, options_fault
from planbook.word_templates.walking import Spot, spots

MAX_FAULTS = 50
MAX_FIELDS = 2_000
_BODY = "основной текст"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Something that must be put right in a template: where, and what."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """What a template asks for, and what is wrong with it; it can be filled without faults only."""

    field_names: tuple[str, ...]
    faults: tuple[TemplateFault, ...]
    has_fields_around: bool = False


def read_template(data: bytes, *, file_name: str, fields: Iterable[FieldSpec]) -> TemplateReading:
    """Read a template and tell everything that is wrong with it.

    Args:
        fields: what may be asked for, beside the fields of the language of reports.

    Raises:
        UnreadableDocument: the file is no Word document, is damaged, too large or harmful.
    """
    known = {one.name: one for one in fields}
    check = _Check(known, {one.name for one in field_list()})
    package = TemplatePackage(data, file_name=file_name)
    for spot in spots(package):
        check.spot(spot)
    return check.reading()


class _Check:
    """Collects names and faults while paragraphs go by."""

    def __init__(self, known: Mapping[str, FieldSpec], of_reports: set[str]) -> None:
        self.known = known
        self.of_reports = of_reports
        self.names: dict[str, None] = {}
        self.faults: list[TemplateFault] = []
        self.lists_of_rows: dict[Element, str] = {}
        self.has_fields_around = False
        self.field_count = 0

    def spot(self, spot: Spot) -> None:
        place = spot.place or _BODY
        list_names: dict[str, None] = {}
        for segment in segments(Words(spot.paragraph).text):
            if isinstance(segment, Broken):
                self._fault(place, segment.message)
                continue
            self.has_fields_around |= "колонтитул" in place
            before = len(self.faults)
            for field in [segment] if isinstance(segment, Field) else segment.fields:
                if field.name in self.known or not _repeats(segment):
                    self._field(field, place, list_names)
            if isinstance(segment, Part) and len(self.faults) == before:
                self._fault(place, part_fault(segment, self.known))
        self._lists(spot, place, list(list_names))

    def _field(self, field: Field, place: str, list_names: dict[str, None]) -> None:
        self.names[field.name] = None
        self.field_count += 1
        if self.field_count == MAX_FIELDS + 1:
            self._fault(place, f"в шаблоне больше {MAX_FIELDS} полей")
        spec = self.known.get(field.name)
        if spec is None and field.name not in self.of_reports:
            self._fault(place, self._unknown(field.name))
        elif fault := options_fault(field.options):
            self._fault(place, f"поле «{field.name}»: {fault}")
        elif spec is None and (fault := phrase_fault(field.source)):
            self._fault(place, fault)
        if spec is not None and spec.list_name:
            list_names[spec.list_name] = None

    def _unknown(self, name: str) -> str:
        if not name:
            return "пустое поле «{}»"
        near = get_close_matches(name, [*self.known, *self.of_reports], n=1, cutoff=0.6)
        hint = f"похоже на «{near[0]}»" if near else "список полей — рядом с шаблоном"
        return f"поля «{name[:60]}» нет; {hint}"

    def _lists(self, spot: Spot, place: str, names: list[str]) -> None:
        """A row repeats over one list only, and so does a paragraph outside tables."""
        if spot.row is not None and names:
            first = self.lists_of_rows.setdefault(spot.row, names[0])
            names = [first, *(one for one in names if one != first)]
        if len(names) > 1:
            told = "», «".join(names)
            where = "в одной строке" if spot.row is not None else "в одном абзаце"
            self._fault(place, f"{where} поля разных списков: «{told}»")

    def _fault(self, place: str, message: str) -> None:
        fault = TemplateFault(place, message.removesuffix("."))
        if message and len(self.faults) < MAX_FAULTS and fault not in self.faults:
            self.faults.append(fault)

    def reading(self) -> TemplateReading:
        return TemplateReading(tuple(self.names), tuple(self.faults), self.has_fields_around)


def _repeats(segment: Field | Part) -> bool:
    """Tell whether a part prints a list: columns of the list are known to its own language."""
    return isinstance(segment, Part) and "[*" in segment.source
