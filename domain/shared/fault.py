"""What is wrong with terms that were proposed."""

from __future__ import annotations

Fault = tuple[str, str, str]
"""(field, rule, figure): the field as it is sent, what must hold of it, and what stands there."""
