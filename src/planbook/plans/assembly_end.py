"""The end of reading tables: signatures, words below, columns that do not fit their rows."""

from __future__ import annotations

from dataclasses import replace

from planbook.dates import Period
from planbook.documents import Paragraph
from planbook.plans import plan_remarks, remarks
from planbook.plans.blocks import Assembly, Block
from planbook.plans.grouping_columns import SECTION, split_by_column
from planbook.plans.inferred_columns import refit_columns
from planbook.plans.signatures import are_signature, is_signed_row, signature_start


def finish(assembly: Assembly, pending: list[Paragraph], period: Period | None) -> None:
    """Tell signatures from other words at the end, and see whether the columns fit the rows."""
    _take_signed_rows(assembly)
    _drop_trailing_headings(assembly)
    take_signature(assembly, pending)
    for block_of_rows in assembly.blocks:
        _refit(assembly, block_of_rows, period)
    assembly.blocks = [part for block in assembly.blocks for part in split_by_column(block)]
    grouping = {
        (column.index, column.header)
        for block in assembly.blocks
        for column in block.column_set.columns
        if column.role == SECTION
    }
    assembly.columns = [
        replace(column, role=SECTION) if (column.index, column.header) in grouping else column
        for column in assembly.columns
    ]


def take_signature(assembly: Assembly, pending: list[Paragraph]) -> None:
    """Part the last paragraphs into the signature and words that belong to nothing."""
    filled = [paragraph for paragraph in pending if paragraph.text.strip()]
    start = signature_start([paragraph.text for paragraph in filled]) if assembly.blocks else None
    signed = filled[start:] if start is not None else []
    assembly.outside.extend(paragraph for paragraph in pending if paragraph not in signed)
    assembly.signature.extend(paragraph.text for paragraph in signed)


def _take_signed_rows(assembly: Assembly) -> None:
    """Take the last rows of a table out that hold a post and a name and no date."""
    signed: list[str] = []
    rows = assembly.blocks[-1].rows if assembly.blocks else []
    while len(rows) > 1 and is_signed_row([cell.text.strip() for cell in rows[-1].filled()]):
        signed.insert(0, "\t".join(cell.text.strip() for cell in rows.pop().filled()))
    assembly.signature.extend(signed)


def _drop_trailing_headings(assembly: Assembly) -> None:
    """A last «heading» with nothing under it is a signature or a remark below the table."""
    blocks = assembly.blocks
    signed: list[str] = []
    while blocks and not blocks[-1].rows:
        block = blocks.pop()
        if block.heading and are_signature(block.heading):
            signed.insert(0, "\t".join(block.heading))
        elif block.heading:
            assembly.findings.append(plan_remarks.text_below(block.heading, block.source))
    assembly.signature[:0] = signed


def _refit(assembly: Assembly, block: Block, period: Period | None) -> None:
    column_set = refit_columns(block.column_set, block.rows, period)
    if column_set is not block.column_set:
        block.column_set = column_set
        assembly.findings.append(remarks.columns_reassigned(block))
