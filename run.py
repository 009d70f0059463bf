#!/usr/bin/env python3
"""The one command of the repository: `python3 run.py [VERB]`.

An old Python can still read this file and say what is wrong; the work is in `tools/commands`.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- must run anywhere


def find_newer_python():
    """Path of an installed Python that is new enough and does start, or None."""
    for name in NEWER_NAMES:
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def refuse_old_python():
    """Continue under a newer Python where there is one; otherwise say which one is needed."""
    newer = find_newer_python()
    if newer and not os.environ.get("MEZHGOROD_RESTARTED"):
        os.environ["MEZHGOROD_RESTARTED"] = "1"
        os.execv(newer, [newer, os.path.abspath(__file__)] + sys.argv[1:])  # noqa: PTH100, RUF005, S606
    here = f"{sys.version_info[0]}.{sys.version_info[1]} ({sys.executable})"
    sys.stderr.write(
        f"Нужен Python 3.11 или новее, а здесь {here}.\n"
        "Что сделать: установите его (Debian 12: apt install python3 python3-venv)\n"
        "и запустите снова: python3.11 run.py\n"
    )
    return 2


def main():
    """Check the Python, then hand over."""
    if sys.version_info < OLDEST:
        return refuse_old_python()
    sys.path.insert(0, ROOT)
    from tools.commands.command_line import run  # noqa: PLC0415 -- old Pythons cannot read it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
