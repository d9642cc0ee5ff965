"""From what was written to a paper of an order that can be believed, or the reason why not."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from application.documents.draft import Written
from application.documents.order_draft import OrderDraft, OrderDraftLine
from application.documents.order_rules import (
    PRICED,
    REPLY,
    amount_of,
    first_broken,
    gross_of,
    net_of,
)
from application.documents.refused import DocumentRefused
from domain.shared.currency import Currency
from domain.shared.exact import to_rate
from domain.shared.money import Money
from domain.shared.order_paper import LineChange, OrderPaper, PaperKind, PaperLine
from domain.shared.refusal import BrokenPromise

ZERO = Decimal(0)
STATUS = {
    "1": LineChange.ADD,
    "2": LineChange.REMOVE,
    "3": LineChange.CHANGE,
    "4": LineChange.KEEP,
    "5": LineChange.KEEP,
    "7": LineChange.REMOVE,
    "42": LineChange.KEEP,
}
"""UNTDID 1229, as Peppol's orders use it."""


def examine_order(draft: OrderDraft) -> OrderPaper | DocumentRefused:
    """Ask every rule; give the paper, or the first broken rule."""
    found = first_broken(draft)
    if found is None:
        return _paper(draft)
    rule, broken = found
    source = draft.paper.source
    return DocumentRefused(rule.code, source.file, broken.place, rule.id, broken.facts)


def _paper(draft: OrderDraft) -> OrderPaper:
    paper = draft.paper
    number, issued_on = paper.number.text, paper.issued_on.day
    order = next((it.text for it in draft.orders if it.text), number)
    if number is None or issued_on is None or order is None:
        raise BrokenPromise("the rules let a paper without number or date pass")
    is_order = draft.kind is PaperKind.ORDER
    return OrderPaper(
        kind=draft.kind,
        number=number,
        issued_on=issued_on,
        order=number if is_order else order,
        ordered_on=issued_on if is_order else draft.ordered_on.day,
        buyer=paper.buyer.reference,
        supplier=paper.seller.reference,
        lines=tuple(_line(draft, at) for at in range(len(draft.lines))),
        deliver_from=draft.deliver_from.day,
        deliver_by=draft.deliver_by.day,
        reply=REPLY.get(draft.reply.text or ""),
        answers=draft.answers,
        reason=draft.reason,
        terms=paper.terms,
        contract=paper.contract or "",
        source=paper.source,
        **_money(draft),
    )


def _money(draft: OrderDraft) -> dict[str, Money]:
    if draft.kind is not PaperKind.ORDER:
        return {}
    net, gross = _of(draft, net_of(draft)), _of(draft, gross_of(draft))
    prepaid = _of(draft, draft.paper.totals.prepaid.amount or ZERO)
    return {"net": net, "tax": gross - net, "gross": gross, "prepaid": prepaid}


def _line(draft: OrderDraft, at: int) -> PaperLine:
    line = draft.lines[at]
    priced = line.priced
    quantity = priced.quantity.amount
    amount = _of(draft, amount_of(draft, at)) if _is_priced(draft, line) else None
    return PaperLine(
        line=line.line.text or "",
        order_line=line.order_line or "",
        item=line.item,
        quantity=quantity,
        unit=priced.unit or "",
        unit_price=_price(priced.price, amount, quantity),
        amount=amount,
        rejected=line.rejected.amount or ZERO,
        short=line.short.amount or ZERO,
        change=STATUS.get(line.status or "", LineChange.CHANGE),
    )


def _is_priced(draft: OrderDraft, line: OrderDraftLine) -> bool:
    """A response may say a price too; without a currency it says none."""
    stated = line.priced.amount.text or line.priced.price.text
    known = draft.paper.currency.text in Currency.__members__
    return bool(stated and known and (draft.kind in PRICED or line.priced.quantity.text))


def _price(stated: Written, amount: Money | None, quantity: Decimal | None) -> Decimal | None:
    if stated.amount is not None or amount is None or not quantity:
        return stated.amount
    return to_rate(Fraction(amount.major) / Fraction(quantity))


def _of(draft: OrderDraft, amount: Decimal) -> Money:
    currency = Currency[draft.paper.currency.text or ""]
    cent = Decimal(1).scaleb(-currency.exponent)
    return Money.of(amount.quantize(cent, ROUND_HALF_UP), currency)
