"""Use cases of evidence: keep a file as it was sent, keep what was noticed in it."""

from mezhgorod.evidence.actions.documents import store_document
from mezhgorod.evidence.actions.findings import (
    create_findings,
    decide_finding,
    replace_findings,
)

__all__ = ["create_findings", "decide_finding", "replace_findings", "store_document"]
