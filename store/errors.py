"""What the ledger says when it cannot."""

from __future__ import annotations


class StoreError(Exception):
    """The ledger cannot do it; the message says what is wrong and what to do."""
