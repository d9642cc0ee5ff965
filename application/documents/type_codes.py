"""Types of trade documents by UNTDID 1001, as far as they bear on who owes what."""

from __future__ import annotations

DEFAULT_INVOICE = "380"
DEFAULT_CREDIT_NOTE = "381"

_INVOICES = """
71 80 82 84 102 202 203 204 211 218 219 295 326 331 380 382 383 384 385 386 387 388 389
390 394 395 456 457 471 472 473 500 501 527 553 575 623 633 780 817 870 875 876 877
"""

_CREDIT_NOTES = "81 83 261 262 296 308 381 420 458 502 503 532"

INVOICES = frozenset(_INVOICES.split())
"""Commercial, corrected (384), self-billed (389), partial (326, 875-877) and their like."""

CREDIT_NOTES = frozenset(_CREDIT_NOTES.split())

FACTORED = frozenset({"393", "396"})
"""The claim was assigned before the document was sent."""

NOT_INVOICES = frozenset({"130", "325", "751", "935"})
"""Data sheet, pro forma, information for the books, customs invoice."""

KNOWN = INVOICES | CREDIT_NOTES | FACTORED | NOT_INVOICES
