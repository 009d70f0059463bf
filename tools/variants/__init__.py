"""Turns every plan of the corpus into the formats and the looks in which offices send plans.

`python3 run.py corpus --build` makes the files anew; they are committed, so that tests need neither
LibreOffice nor this package.
"""
