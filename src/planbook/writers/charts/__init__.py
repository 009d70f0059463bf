"""Pictures of comparisons and series as SVG: spoken title and description, no script, no style.

Every picture is a string that can stand inside a page or in a file of its own; colours are
attributes, classes let a style sheet change them. The table behind a picture is given by the page.
"""

from planbook.writers.charts.bars import comparison_bars
from planbook.writers.charts.counted import CountedBar, counted_bars
from planbook.writers.charts.frame import ChartFrame
from planbook.writers.charts.lines import ChartLine, series_lines
from planbook.writers.charts.maps import CityDot, city_map
from planbook.writers.charts.multiples import small_multiples
from planbook.writers.charts.raster import PRINT_FONT, chart_png

__all__ = [
    "PRINT_FONT",
    "ChartFrame",
    "ChartLine",
    "CityDot",
    "CountedBar",
    "chart_png",
    "city_map",
    "comparison_bars",
    "counted_bars",
    "series_lines",
    "small_multiples",
]
