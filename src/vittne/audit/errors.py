"""How this room says no."""

from __future__ import annotations


class BadAudit(ValueError):
    """A plan, a draw or a transcript that is none, and why, in a sentence."""
