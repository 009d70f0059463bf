"""Spreadsheets: .xlsx, .xls and .ods become paragraphs and tables as people see them."""

from planbook.readers.sheets.reader import read_sheets, read_workbook

__all__ = ["read_sheets", "read_workbook"]
