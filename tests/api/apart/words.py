"""What strangers say, whatever they ask for."""

from __future__ import annotations

ON = "2026-03-02"
NAMES = {"receivables": ["{claim}"]}
REASON = {"reason": "curious"}
