"""A layout: everything that decides how a plan looks in print, as plain frozen values.

Every field carries its Russian name and its bounds (`constraints`), so that a layout from a file or
a form is checked by the same rule (`codec`). Lengths are in millimetres, sizes of type in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planbook.documents.printed import Align
from planbook.layouts.constraints import lines, many, named, number, text
from planbook.plans import Grouping

MAX_COLUMNS = 30
MAX_HEADER_LEVELS = 4


class PageSize(StrEnum):
    """Sheets that offices use."""

    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    LETTER = "Letter"


class Merging(StrEnum):
    """Which equal neighbours of a column become one cell."""

    NONE = "none"
    INHERITED = "inherited"
    EQUAL = "equal"


class NumberingStyle(StrEnum):
    """How rows are numbered."""

    NONE = "none"
    BULLET = "bullet"
    CONTINUOUS = "continuous"
    RESTART = "restart"
    HIERARCHICAL = "hierarchical"
    AS_PRINTED = "as_printed"


class NumeralStyle(StrEnum):
    """What stands before the heading of a section."""

    AS_PRINTED = "as_printed"
    NONE = "none"
    ROMAN = "roman"
    ARABIC = "arabic"


class HeadingPlace(StrEnum):
    """Where headings stand: a row over the whole table, or a paragraph between tables."""

    ROW = "row"
    PARAGRAPH = "paragraph"


class SectionRule(StrEnum):
    """Which sections are printed: those of the plan, or the rows grouped anew."""

    AS_IN_PLAN = "as_in_plan"
    NONE = "none"
    MONTH = "month"
    QUARTER = "quarter"


class Order(StrEnum):
    """The order of rows inside a section: the author's, by time, or by name."""

    AUTHOR = "author"
    AUTOMATIC = "automatic"
    ALPHABETICAL = "alphabetical"


class UndatedPlace(StrEnum):
    """Where rows without a date stand when rows are ordered by time."""

    END = "end"
    IN_PLACE = "in_place"


class Source(StrEnum):
    """Whose words a value is printed in: the author's, or composed from the value."""

    VERBATIM = "verbatim"
    COMPOSED = "composed"


class YearStyle(StrEnum):
    """When the year stands in a composed date."""

    WHEN_NEEDED = "when_needed"
    ALWAYS = "always"


class RegionStyle(StrEnum):
    """How a list of regions is printed: «Калужская область, …» or «Калужская, … области»."""

    FULL = "full"
    ELLIPTIC = "elliptic"


class NoteMarks(StrEnum):
    """How footnotes are marked: as the author typed, or «¹», «²» in order."""

    AS_PRINTED = "as_printed"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The sheet, how it lies, its margins and the size of type."""

    size: PageSize = field(default=PageSize.A4, metadata=named("формат листа"))
    is_landscape: bool = field(default=False, metadata=named("альбомная ориентация"))
    top: float = field(default=20.0, metadata=number("верхнее поле", 0, 60))
    right: float = field(default=10.0, metadata=number("правое поле", 0, 60))
    bottom: float = field(default=20.0, metadata=number("нижнее поле", 0, 60))
    left: float = field(default=20.0, metadata=number("левое поле", 0, 60))
    font_size: float = field(default=11.0, metadata=number("размер шрифта", 6, 20))


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands above the table.

    `lines` are templates over fields of the plan; without them the title is printed as in the
    document. `approval` and `stamp` are printed where the plan has none of its own.
    """

    lines: tuple[str, ...] = field(
        default=(), metadata=many("строки заголовка", most=300, shape="plan_template")
    )
    has_logo: bool = field(default=True, metadata=named("эмблема"))
    logo_text: str = field(default="", metadata=text("описание эмблемы"))
    has_stamp: bool = field(default=True, metadata=named("гриф печатается"))
    stamp: str = field(default="", metadata=text("гриф"))
    has_approval: bool = field(default=True, metadata=named("гриф утверждения печатается"))
    approval: tuple[str, ...] = field(default=(), metadata=many("гриф утверждения"))


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the table: notes and the signature."""

    has_notes: bool = field(default=True, metadata=named("сноски печатаются"))
    note_marks: NoteMarks = field(default=NoteMarks.AS_PRINTED, metadata=named("знаки сносок"))
    has_signature: bool = field(default=True, metadata=named("подпись печатается"))
    signature: tuple[str, ...] = field(default=(), metadata=many("подпись"))


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its header from the top level down, and what it prints.

    A cell prints the author's own words of `role`; where there are none it is composed by
    `template`, or without one from the field named like the role. A template that names the field
    of its role adds to these words and is always used. `width` is a share of the table.
    """

    header: tuple[str, ...] = field(metadata=many("заголовок", MAX_HEADER_LEVELS, most=200))
    role: str = field(default="", metadata=lines("роль", most=120))
    template: str = field(default="", metadata=lines("шаблон", shape="template"))
    width: float = field(default=1.0, metadata=number("ширина", 0.1, 100))
    align: Align = field(default=Align.LEFT, metadata=named("выравнивание"))
    merge: Merging = field(default=Merging.NONE, metadata=named("объединение"))


@dataclass(frozen=True, slots=True)
class SectionColumns:
    """Other columns for sections that group by `grouping`; as many as usual keep one table."""

    grouping: Grouping = field(metadata=named("для разделов вида"))
    columns: tuple[LayoutColumn, ...] = field(metadata=many("столбцы", MAX_COLUMNS))


@dataclass(frozen=True, slots=True)
class Numbering:
    """How rows are numbered; lists (anniversaries) may be numbered otherwise.

    `format` holds `{n}`; the number stands in the column of role `number`, without such a column
    before the title. `bullet` is the sign of unnumbered rows.
    """

    style: NumberingStyle = field(default=NumberingStyle.CONTINUOUS, metadata=named("нумерация"))
    list_style: NumberingStyle = field(
        default=NumberingStyle.RESTART, metadata=named("нумерация в списках")
    )
    format: str = field(default="{n}.", metadata=text("вид номера", 20, shape="number_format"))
    bullet: str = field(default="·", metadata=text("маркер", 3))


@dataclass(frozen=True, slots=True)
class Headings:
    """Which sections are printed and how their headings look.

    Month and quarter group the rows of the plan anew; lists stay lists after them.
    """

    sections: SectionRule = field(default=SectionRule.AS_IN_PLAN, metadata=named("разделы"))
    place: HeadingPlace = field(default=HeadingPlace.ROW, metadata=named("место заголовков"))
    numerals: NumeralStyle = field(
        default=NumeralStyle.AS_PRINTED, metadata=named("нумерация разделов")
    )
    align: Align = field(default=Align.CENTER, metadata=named("выравнивание заголовков"))
    is_bold: bool = field(default=True, metadata=named("полужирные заголовки"))


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order of rows inside a section; lists (anniversaries) have one of their own."""

    order: Order = field(default=Order.AUTHOR, metadata=named("порядок строк"))
    undated: UndatedPlace = field(default=UndatedPlace.END, metadata=named("строки без срока"))
    list_order: Order = field(default=Order.AUTHOR, metadata=named("порядок в списках"))


@dataclass(frozen=True, slots=True)
class Wording:
    """How values are worded where the author's own words are not printed.

    `dash` joins days, months and quarters («май-июнь»), `wide_dash` dates of several words
    («30 марта – 1 апреля»). `city_prefix` stands before every settlement. `online` is put beside a
    place, `remote` stands instead of one. `last_comma` joins the last of several regions.
    """

    dates: Source = field(default=Source.VERBATIM, metadata=named("сроки"))
    year: YearStyle = field(default=YearStyle.WHEN_NEEDED, metadata=named("год в сроке"))
    dash: str = field(default="–", metadata=lines("тире", 3, shape="dash"))
    wide_dash: str = field(default=" – ", metadata=lines("тире с пробелами", 3, shape="dash"))
    whole_period: str = field(default="", metadata=text("весь период", 80))
    city_prefix: str = field(default="", metadata=text("перед городом", 10))
    region_style: RegionStyle = field(default=RegionStyle.FULL, metadata=named("регионы"))
    last_comma: str = field(default=", ", metadata=text("перед последним регионом", 5))
    online: str = field(default="(ВКС)", metadata=text("пометка удалённого участия", 40))
    remote: str = field(default="Дистанционный формат", metadata=text("вместо места", 60))
    organizer: str = field(default="Организатор", metadata=text("один организатор", 40))
    organizers: str = field(default="Организаторы", metadata=text("несколько организаторов", 40))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a plan looks in print. `name` is ASCII and unique, `title` is its Russian name."""

    name: str = field(metadata=text("имя", 60, shape="name"))
    title: str = field(metadata=text("название"))
    columns: tuple[LayoutColumn, ...] = field(metadata=many("столбцы", MAX_COLUMNS))
    section_columns: tuple[SectionColumns, ...] = field(
        default=(), metadata=many("столбцы разделов", len(Grouping))
    )
    page: PageSetup = field(default_factory=PageSetup, metadata=named("лист"))
    title_block: TitleBlock = field(default_factory=TitleBlock, metadata=named("заголовок"))
    closing: Closing = field(default_factory=Closing, metadata=named("окончание"))
    headings: Headings = field(default_factory=Headings, metadata=named("разделы"))
    numbering: Numbering = field(default_factory=Numbering, metadata=named("нумерация"))
    sorting: Sorting = field(default_factory=Sorting, metadata=named("порядок"))
    wording: Wording = field(default_factory=Wording, metadata=named("слова"))
    has_number_row: bool = field(default=False, metadata=named("строка номеров столбцов"))
    footer: str = field(default="", metadata=text("нижний колонтитул"))

    def columns_for(self, grouping: Grouping) -> tuple[LayoutColumn, ...]:
        """Return the columns in which a section of this grouping is printed."""
        own = (entry.columns for entry in self.section_columns if entry.grouping is grouping)
        return next(own, self.columns)

    @property
    def all_columns(self) -> tuple[LayoutColumn, ...]:
        """All columns of every column set, the usual ones first."""
        others = (column for entry in self.section_columns for column in entry.columns)
        return (*self.columns, *others)
