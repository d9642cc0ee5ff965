"""How references and invoice numbers are compared, and found in what a payer wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator

from domain.shared.identifiers.check_digits import mod_97_check_digits

ATOMS = re.compile(r"[0-9A-Z]+|[^\W_0-9A-Z]+")
CREDITOR_REFERENCE = re.compile(r"RF(\d{2})([0-9A-Z]{1,21})", re.ASCII)

ATOMS_MAX = 6
"""A number may be written in so many pieces: INV 2026 / 03 - 0001."""

LENGTH_MIN = 4
DIGITS_MIN = 5
"""A bare figure shorter than this is a year or a day as often as a number."""

SPLIT_DIGITS_MIN = 8
"""Figures in several pieces are one number only from this length on."""


def plain(written: str) -> str:
    """Letters and digits alone, in capitals; a bare figure without leading zeros.

    Coarser than an invoice's fingerprint: two numbers may meet here, and are then
    told apart by payer and amount or by a person.
    """
    joined = "".join(_atoms(written))
    return _without_zeros(joined)


def creditor_reference_content(written: str) -> str | None:
    """What an ISO 11649 reference (RF, two check digits, content) carries, if its digits agree."""
    matched = CREDITOR_REFERENCE.fullmatch("".join(_atoms(written)))
    if matched is None or mod_97_check_digits(matched[2] + "RF") != matched[1]:
        return None
    return _without_zeros(matched[2])


def numbers_in(lines: Iterable[str], known: Container[str]) -> Iterator[str]:
    """Which `known` numbers (as `plain` writes them) stand in the text as whole tokens.

    A number may be written in pieces, but never be a piece of a longer one:
    INV-0012 is not found in INV-00123.
    """
    atoms = [atom for line in lines for atom in _atoms(line)]
    start = 0
    while start < len(atoms):
        pieces = _longest(atoms[start : start + ATOMS_MAX], known)
        if pieces:
            yield _without_zeros("".join(atoms[start : start + pieces]))
        start += pieces or 1


def _longest(atoms: list[str], known: Container[str]) -> int:
    """How many of the first atoms together are a known number; 0 where none are."""
    for pieces in range(len(atoms), 0, -1):
        joined = "".join(atoms[:pieces])
        if _is_telling(joined, pieces) and _without_zeros(joined) in known:
            return pieces
    return 0


def _is_telling(joined: str, pieces: int) -> bool:
    if joined.isdigit():
        return len(joined) >= (DIGITS_MIN if pieces == 1 else SPLIT_DIGITS_MIN)
    return len(joined) >= LENGTH_MIN and any(letter.isdigit() for letter in joined)


def _atoms(written: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", written).casefold().upper()
    return ATOMS.findall(unicodedata.normalize("NFKC", folded))


def _without_zeros(joined: str) -> str:
    return (joined.lstrip("0") or "0") if joined.isdigit() else joined
