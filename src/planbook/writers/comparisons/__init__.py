"""What all writers of comparison tables share: figures, marks, notes, parts of wide tables."""
