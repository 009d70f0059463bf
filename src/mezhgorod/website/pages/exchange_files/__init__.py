"""Workbooks of answers: templates handed out, filled ones taken, one or many."""
