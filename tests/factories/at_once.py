"""Several people pressing at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from mezhgorod.registry.rules import RuleViolation


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Run all at the same moment; return the codes of refusals. Any other fault is raised."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> str:
        try:
            start.wait()
            action()
        except RuleViolation as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(actions)) as pool:
        return [code for code in pool.map(run, actions) if code]
