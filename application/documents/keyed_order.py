"""An order entered field by field: the same order as in a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.shared.identifiers.identifier import Identifier
from domain.shared.money import Money
from domain.shared.order_paper import OrderPaper, PaperKind, PaperLine
from domain.shared.trade_document import Encoding, PartyReference, Source

PLACE = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedOrder:
    """What was entered; amounts in one currency, the net is the sum of the lines."""

    number: str
    placed_on: date
    buyer: tuple[Identifier, ...]
    supplier: tuple[Identifier, ...]
    lines: tuple[PaperLine, ...]
    tax: Money
    prepaid: Money
    deliver_from: date | None = None
    deliver_by: date | None = None
    terms: str = ""
    contract: str = ""


def keyed_order(entered: KeyedOrder) -> OrderPaper:
    """Lines that give no number are counted."""
    currency = entered.tax.currency
    amounts = (line.amount for line in entered.lines if line.amount is not None)
    net = Money.total(amounts, currency)
    lines = enumerate(entered.lines, start=1)
    return OrderPaper(
        kind=PaperKind.ORDER,
        number=entered.number,
        issued_on=entered.placed_on,
        order=entered.number,
        ordered_on=entered.placed_on,
        buyer=_party(entered.buyer),
        supplier=_party(entered.supplier),
        lines=tuple(replace(line, line=line.line or str(at)) for at, line in lines),
        net=net,
        tax=entered.tax,
        gross=net + entered.tax,
        prepaid=entered.prepaid,
        deliver_from=entered.deliver_from,
        deliver_by=entered.deliver_by,
        terms=entered.terms,
        contract=entered.contract,
        source=Source(Encoding.KEYED, "keyed", PLACE),
    )


def _party(identifiers: tuple[Identifier, ...]) -> PartyReference:
    named = tuple(sorted(set(identifiers), key=lambda each: each.key))
    return PartyReference(identifiers[0].value if identifiers else "", named)
