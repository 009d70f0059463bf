"""Paragraphs of a report from facts: templates, correct cases, numbers and lists."""
