"""Reading a timing cell: clean, cut into tokens, cut into phrases, put together, date."""

from __future__ import annotations

import re

from planbook.dates.atoms import Atom, read_atoms
from planbook.dates.kinds import TimingStatus
from planbook.dates.period import Period, PeriodKind
from planbook.dates.reading import CellReader, Reading
from planbook.dates.remarks import remark
from planbook.dates.resolve import Context, resolve, unparsed
from planbook.dates.timing import Timing, Unscheduled
from planbook.dates.tokens import MAX_LENGTH, Tokens, tokenize, with_month
from planbook.findings import Finding

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_STUCK_TOGETHER = re.compile(r"\d(?!(?:ого|ому)\b)[а-яё]{3,}")


def parse_timing(
    text: str, *, period: Period | None = None, trace: list[str] | None = None
) -> Timing:
    """Read a cell that says when something happens. Never raises, never guesses silently.

    The period of the plan gives the year that the cell leaves out (a plan of one month its month
    too), and the interval of «постоянно» and «ежеквартально»; a date outside it is kept with a
    finding. What is not understood comes back as `Unparsed` with its text.

    Conventions: «до 15 мая» is a day with limit `until`, from the beginning of the plan to 15 May,
    extent `within`; «с 15 мая» has limit `since` and lasts to the end of the plan; «начало июня»
    is the first third of the month, approximate; «первая декада» are its days 1–10, extent
    `within`; «в течение года» is ongoing.

    Args:
        text: the cell as printed, line breaks included.
        period: what the plan is made for; without it a date may have no year.
        trace: filled with one line per phrase, for the person who asks why; costs nothing if None.

    >>> parse_timing("30 марта-\\n1 апреля", period=Period.from_edtf("2023")).edtf
    '2023-03-30/2023-04-01'
    """
    if len(text) > MAX_LENGTH:
        context = Context(text, "", period, [])
        return unparsed(context, "unparsed", TimingStatus.SCHEDULED)
    tokens = tokenize(text)
    if not tokens.shape.strip("-,;._"):
        return _empty(text)
    if period is not None and period.kind is PeriodKind.MONTH:
        tokens = with_month(tokens, period.start.month)
    atoms = read_atoms(tokens.shape, tokens.values)
    reading = CellReader(tokens, atoms).read()
    if trace is not None:
        trace += [_trace_line(tokens, atom) for atom in atoms]
    context = Context(text, _note(text, tokens, reading), period, _typing_findings(text, tokens))
    return resolve(reading, context)


def _empty(text: str) -> Timing:
    return Unscheduled(text=text, findings=(remark("empty", text),))


def _trace_line(tokens: Tokens, atom: Atom) -> str:
    words = " ".join(tokens.words[atom.start : atom.end])
    value = "" if atom.value is None else f" = {atom.value}"
    return f"{atom.category}: {words}{value}"


def _note(text: str, tokens: Tokens, reading: Reading) -> str:
    """Return what stands in brackets, or the remark beside the date, as words."""
    if not reading.remarks and not reading.residue:
        return ""
    brackets = _BRACKETS.findall(text)
    if brackets:
        return "; ".join(" ".join(inside.split()) for inside in brackets)
    said = sorted(reading.remarks + reading.residue, key=lambda atom: atom.start)
    return " ".join(" ".join(tokens.words[atom.start : atom.end]) for atom in said)


def _typing_findings(text: str, tokens: Tokens) -> list[Finding]:
    found: list[Finding] = []
    if _STUCK_TOGETHER.search(text):
        found.append(remark("spacing", text))
    if tokens.is_misspelt:
        found.append(remark("misspelt", text))
    return found
