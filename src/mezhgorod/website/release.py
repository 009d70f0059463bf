"""The version of the running program, shown in the footer and part of every ETag."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("mezhgorod")
except PackageNotFoundError:
    VERSION = "0"
