"""Use cases of evidence: keep a file as it was sent, keep what was noticed in it."""

from mezhgorod.evidence.actions.documents import store_document
from mezhgorod.evidence.actions.findings import (
    accept_finding,
    reopen_finding,
    replace_findings,
)

__all__ = ["accept_finding", "reopen_finding", "replace_findings", "store_document"]
