"""An invoice entered field by field is asked the same rules as one that came as a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.documents.draft import (
    ABSENT,
    Draft,
    DraftParty,
    DraftReference,
    DraftTotals,
    Profile,
    Written,
)
from application.documents.examine import examine
from application.documents.refused import DocumentRefused
from domain.shared.identifiers.identifier import Identifier
from domain.shared.money import Money
from domain.shared.trade_document import (
    DocumentKind,
    Encoding,
    PartyReference,
    Source,
    TradeDocument,
)

PLACE = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """What was entered; amounts are in one currency, tax included in `gross`."""

    kind: DocumentKind
    number: str
    issued_on: date
    due_on: date | None
    gross: Money
    tax: Money
    prepaid: Money
    retention: Money | None
    seller: tuple[Identifier, ...]
    buyer: tuple[Identifier, ...]
    order: str | None = None
    contract: str | None = None
    payment_reference: str | None = None
    corrects: str | None = None


def keyed(entered: Keyed) -> TradeDocument | DocumentRefused:
    """The document, or the first rule that it breaks."""
    return examine(_draft(entered))


def _draft(entered: Keyed) -> Draft:
    currency = entered.gross.currency
    return Draft(
        source=Source(Encoding.KEYED, "keyed", PLACE),
        profile=Profile.FREE,
        is_credit_note=entered.kind is DocumentKind.CREDIT_NOTE,
        type_code=ABSENT,
        number=_written("number", entered.number),
        issued_on=_written("issuedOn", entered.issued_on.isoformat()),
        due_on=_day("dueOn", entered.due_on),
        currency=_written("gross.currency", currency.value),
        totals=_totals(entered),
        line_count=1,
        seller=_party("seller", entered.seller),
        buyer=_party("buyer", entered.buyer),
        order=entered.order,
        contract=entered.contract,
        corrects=_corrects(entered.corrects),
        payment_reference=entered.payment_reference,
    )


def _totals(entered: Keyed) -> DraftTotals:
    net, payable = entered.gross - entered.tax, entered.gross - entered.prepaid
    return DraftTotals(
        net=_amount("gross", net),
        tax=_amount("tax", entered.tax),
        gross=_amount("gross", entered.gross),
        prepaid=_amount("prepaid", entered.prepaid),
        payable=_amount("gross", payable),
        retention=ABSENT if entered.retention is None else _amount("retention", entered.retention),
    )


def _party(role: str, identifiers: tuple[Identifier, ...]) -> DraftParty:
    name = identifiers[0].value if identifiers else ""
    reference = PartyReference(name, tuple(sorted(set(identifiers), key=lambda each: each.key)))
    return DraftParty(reference=reference, place=f"{PLACE}.{role}", registered=bool(identifiers))


def _corrects(number: str | None) -> tuple[DraftReference, ...]:
    if number is None:
        return ()
    return (DraftReference(number=_written("corrects", number), issued_on=ABSENT),)


def _amount(field: str, amount: Money) -> Written:
    return Written(format(amount.major, "f"), f"{PLACE}.{field}", amount.currency.value)


def _day(field: str, day: date | None) -> Written:
    return ABSENT if day is None else _written(field, day.isoformat())


def _written(field: str, text: str) -> Written:
    return Written(text, f"{PLACE}.{field}")
