"""Why a bank message was not taken in: always the file, the place in it and the rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class BankMessageRefused(Refusal):
    """Whole or not at all: one unsound entry refuses its message.

    `place` is the path of the element, as `/Document/BkToCstmrStmt/Stmt[2]/Ntry[5]/Amt`.
    """

    kind: ClassVar[Kind] = Kind.UNSOUND
    file: str
    place: str
    found: str


@dataclass(frozen=True, slots=True)
class NotXmlWeRead(BankMessageRefused):
    """Not well-formed, too large or deep, or with a DOCTYPE; `rule` says which."""

    code: ClassVar[str] = "bank_message.not_xml_we_read"
    rule: str


@dataclass(frozen=True, slots=True)
class NotABankMessage(BankMessageRefused):
    """The namespace is not that of camt.052, camt.053 or camt.054."""

    code: ClassVar[str] = "bank_message.not_a_bank_message"


@dataclass(frozen=True, slots=True)
class VersionNotRead(BankMessageRefused):
    """camt.052, .053 and .054 are read in versions 1 to 8."""

    code: ClassVar[str] = "bank_message.version_not_read"


@dataclass(frozen=True, slots=True)
class NoStatement(BankMessageRefused):
    code: ClassVar[str] = "bank_message.no_statement"


@dataclass(frozen=True, slots=True)
class ElementMissing(BankMessageRefused):
    """`found` names the element that the standard requires at `place`."""

    code: ClassVar[str] = "bank_message.element_missing"


@dataclass(frozen=True, slots=True)
class AmountUnsound(BankMessageRefused):
    """Not a number, negative, or with more decimals than its currency has."""

    code: ClassVar[str] = "bank_message.amount_unsound"


@dataclass(frozen=True, slots=True)
class CurrencyUnknown(BankMessageRefused):
    code: ClassVar[str] = "bank_message.currency_unknown"


@dataclass(frozen=True, slots=True)
class DateUnsound(BankMessageRefused):
    code: ClassVar[str] = "bank_message.date_unsound"


@dataclass(frozen=True, slots=True)
class CodeUnknown(BankMessageRefused):
    """Neither credit nor debit, neither true nor false, or a status nobody defined."""

    code: ClassVar[str] = "bank_message.code_unknown"
