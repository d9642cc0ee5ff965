"""Check digits: what catches a mistyped identifier before it names somebody else."""

from __future__ import annotations

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I, O, S, V or Z, so that none is taken for a figure."""


def uscc_check_character(first_seventeen: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015, ISO 7064 manner)."""
    weighted = sum(
        USCC_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(first_seventeen)
    )
    return USCC_ALPHABET[-weighted % 31]


def mod_97_check_digits(without_digits: str) -> str:
    """Two digits after which the whole is 1 modulo 97 (ISO 7064 MOD 97-10: LEI and IBAN)."""
    return f"{98 - _as_number(without_digits + '00') % 97:02d}"


def gs1_check_digit(body: str) -> str:
    """The last digit of a GS1 key: weights 3 and 1 from the right."""
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))
    )
    return str(-weighted % 10)


def _as_number(letters_and_digits: str) -> int:
    """A stands for 10, Z for 35."""
    return int("".join(str(int(character, 36)) for character in letters_and_digits))
