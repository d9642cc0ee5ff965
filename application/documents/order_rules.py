"""What must hold in a paper of an order before anyone relies on it.

What orders share with invoices is asked by the same functions. The order of `RULES` is
the order of refusals: what it is, who, when, how much, whether it adds up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from application.documents import forms, identity, sums
from application.documents.broken import Broken, broken
from application.documents.draft import Draft, Written
from application.documents.order_draft import OrderDraft
from application.documents.refused import Code
from domain.shared.order_paper import PaperKind, Reply

EVERY = frozenset(PaperKind)
ORDERS = frozenset({PaperKind.ORDER})
PRICED = frozenset({PaperKind.ORDER, PaperKind.CHANGE})
GOODS = frozenset({PaperKind.DESPATCH, PaperKind.RECEIPT})
REPLIES = frozenset({PaperKind.RESPONSE})
REPLY = {
    "AP": Reply.ACCEPTED,
    "true": Reply.ACCEPTED,
    "CA": Reply.IN_PART,
    "RE": Reply.REJECTED,
    "false": Reply.REJECTED,
    "AB": Reply.SEEN,
}
"""UNTDID 4343 as Peppol writes it, and UBL's indicator of a simple response."""

ZERO = Decimal(0)
SLACK = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class OrderRule:
    id: str
    code: Code
    check: Callable[[OrderDraft], Broken | None]
    asked_of: frozenset[PaperKind] = EVERY


def of_paper(check: Callable[[Draft], Broken | None]) -> Callable[[OrderDraft], Broken | None]:
    """A rule of invoices, asked of what an order shares with them."""
    return lambda draft: check(draft.paper)


def names_an_order(draft: OrderDraft) -> Broken | None:
    if any(it.text for it in draft.orders):
        return None
    place = draft.orders[0].place if draft.orders else "cac:OrderReference/cbc:ID"
    return broken(place, lacks="order")


def names_one_order(draft: OrderDraft) -> Broken | None:
    named = sorted({it.text for it in draft.orders if it.text})
    if len(named) <= 1:
        return None
    return broken(draft.orders[-1].place, orders=", ".join(named)[: forms.SHOWN_MAX])


def days_are_days(draft: OrderDraft) -> Broken | None:
    days = (draft.ordered_on, draft.deliver_from, draft.deliver_by)
    wrong = next((it for it in days if it.text is not None and it.day is None), None)
    return _not_that(wrong)


def reply_is_known(draft: OrderDraft) -> Broken | None:
    if draft.reply.text in REPLY:
        return None
    return broken(draft.reply.place, stated=draft.reply.text or "")


def has_lines(draft: OrderDraft) -> Broken | None:
    return None if draft.lines else broken("lines")


def part_is_said(draft: OrderDraft) -> Broken | None:
    """Accepted in part, and no word of which: that must not pass for the whole."""
    in_part = REPLY.get(draft.reply.text or "") is Reply.IN_PART
    return broken("lines") if in_part and not draft.lines else None


def lines_have_numbers(draft: OrderDraft) -> Broken | None:
    return next((broken(it.line.place) for it in draft.lines if not it.line.text), None)


def lines_are_numbered_once(draft: OrderDraft) -> Broken | None:
    seen: set[str | None] = set()
    for line in draft.lines:
        if line.line.text in seen:
            return broken(line.priced.place, line=line.line.text)
        seen.add(line.line.text)
    return None


def quantities_are_there(draft: OrderDraft) -> Broken | None:
    lacking = (it.priced for it in draft.lines if it.priced.quantity.text is None)
    return next((broken(it.place, lacks="quantity") for it in lacking), None)


def quantities_are_positive(draft: OrderDraft) -> Broken | None:
    return _first_quantity(draft, lambda quantity: quantity <= 0 and draft.kind in PRICED)


def quantities_are_not_negative(draft: OrderDraft) -> Broken | None:
    return _first_quantity(draft, lambda quantity: quantity < 0)


def numbers_are_numbers(draft: OrderDraft) -> Broken | None:
    written = (it for line in draft.lines for it in (line.rejected, line.short))
    wrong = next((it for it in written if it.text is not None and it.amount is None), None)
    return _not_that(wrong)


def lines_have_amounts(draft: OrderDraft) -> Broken | None:
    """An amount, or a price to take it from."""
    for line in draft.lines:
        if line.priced.amount.text is None and line.priced.price.text is None:
            return broken(line.priced.place, lacks="amount")
    return None


def something_is_ordered(draft: OrderDraft) -> Broken | None:
    net = net_of(draft)
    return broken("net", net=net) if net <= 0 else None


def lines_add_up(draft: OrderDraft) -> Broken | None:
    total = draft.paper.totals.lines
    computed = sum((amount_of(draft, at) for at in range(len(draft.lines))), ZERO)
    if total.amount is None or abs(total.amount - computed) < SLACK:
        return None
    return broken(total.place, stated=total.amount, computed=computed)


def net_follows(draft: OrderDraft) -> Broken | None:
    totals = draft.paper.totals
    computed = _net_of_lines(draft)
    if totals.net.amount is None or abs(totals.net.amount - computed) < SLACK:
        return None
    return broken(totals.net.place, stated=totals.net.amount, computed=computed)


def gross_follows(draft: OrderDraft) -> Broken | None:
    """A gross below its net, or one that is not net and tax, is told with both figures."""
    totals = draft.paper.totals
    stated, net, tax = gross_of(draft), net_of(draft), totals.tax.amount
    unsaid = tax is None and stated >= net
    if unsaid or abs(stated - net - (tax or ZERO)) < SLACK:
        return None
    place = totals.gross.place or totals.payable.place or "gross"
    return broken(place, stated=stated, computed=net + (tax or ZERO))


def amount_of(draft: OrderDraft, at: int) -> Decimal:
    """Of one line, net: as stated, else price by quantity."""
    line = draft.lines[at].priced
    if line.amount.amount is not None:
        return line.amount.amount
    price, quantity = line.price.amount or ZERO, line.quantity.amount or ZERO
    base = line.base_quantity.amount or Decimal(1)
    return (price * quantity / base).quantize(sums.CENT)


def net_of(draft: OrderDraft) -> Decimal:
    stated = draft.paper.totals.net.amount
    return _net_of_lines(draft) if stated is None else stated


def gross_of(draft: OrderDraft) -> Decimal:
    """As stated; what is payable and was paid; else net and tax."""
    totals = draft.paper.totals
    if totals.gross.amount is not None:
        return totals.gross.amount
    if totals.payable.amount is not None:
        rounding = totals.rounding.amount or ZERO
        return totals.payable.amount + (totals.prepaid.amount or ZERO) - rounding
    return net_of(draft) + (totals.tax.amount or ZERO)


def _not_that(wrong: Written | None) -> Broken | None:
    if wrong is None:
        return None
    return broken(wrong.place, stated=(wrong.text or "")[: forms.SHOWN_MAX])


def _net_of_lines(draft: OrderDraft) -> Decimal:
    totals = draft.paper.totals
    lines = sum((amount_of(draft, at) for at in range(len(draft.lines))), ZERO)
    return lines - (totals.allowances.amount or ZERO) + (totals.charges.amount or ZERO)


def _first_quantity(draft: OrderDraft, wrong: Callable[[Decimal], bool]) -> Broken | None:
    written: list[Written] = [
        it
        for line in draft.lines
        for it in (line.priced.quantity, line.rejected, line.short)
        if it.amount is not None
    ]
    for it in written:
        if it.amount is not None and wrong(it.amount):
            return broken(it.place, stated=it.amount)
    return None


RULES: tuple[OrderRule, ...] = (
    OrderRule("test-indicator", Code.MARKED_AS_TEST, of_paper(forms.is_real)),
    OrderRule("number", Code.FIELD_MISSING, of_paper(forms.has_number)),
    OrderRule("issue-date", Code.FIELD_MISSING, of_paper(forms.has_issue_date)),
    OrderRule("order-reference", Code.FIELD_MISSING, names_an_order),
    OrderRule("one-order", Code.SEVERAL_ORDERS, names_one_order),
    OrderRule("seller", Code.PARTY_MISSING, of_paper(identity.has_seller)),
    OrderRule("buyer", Code.PARTY_MISSING, of_paper(identity.has_buyer)),
    OrderRule("currency", Code.FIELD_MISSING, of_paper(forms.has_currency), PRICED),
    OrderRule("length", Code.FIELD_TOO_LONG, of_paper(forms.texts_are_short)),
    OrderRule("xs:date", Code.FIELD_NOT_A_DATE, of_paper(forms.dates_are_dates)),
    OrderRule("xs:date", Code.FIELD_NOT_A_DATE, days_are_days),
    OrderRule("reply", Code.REPLY_UNKNOWN, reply_is_known, REPLIES),
    OrderRule("ISO-4217", Code.CURRENCY_UNKNOWN, of_paper(forms.currency_is_known)),
    OrderRule("one-currency", Code.CURRENCIES_DISAGREE, of_paper(forms.one_currency), PRICED),
    OrderRule("xs:decimal", Code.FIELD_NOT_AN_AMOUNT, of_paper(forms.amounts_are_amounts)),
    OrderRule("xs:decimal", Code.FIELD_NOT_AN_AMOUNT, numbers_are_numbers),
    OrderRule("minor-unit", Code.FIELD_NOT_AN_AMOUNT, of_paper(forms.amounts_fit_the_currency)),
    OrderRule("same-party", Code.SELLER_IS_BUYER, of_paper(identity.seller_is_not_buyer)),
    OrderRule("lines", Code.LINES_MISSING, has_lines, PRICED | GOODS),
    OrderRule("lines", Code.LINES_MISSING, part_is_said, REPLIES),
    OrderRule("line-number", Code.FIELD_MISSING, lines_have_numbers),
    OrderRule("line-number", Code.LINE_NUMBER_REPEATED, lines_are_numbered_once),
    OrderRule("quantity", Code.FIELD_MISSING, quantities_are_there, ORDERS | GOODS),
    OrderRule("quantity", Code.QUANTITY_NOT_POSITIVE, quantities_are_positive, ORDERS),
    OrderRule("quantity", Code.QUANTITY_NOT_POSITIVE, quantities_are_not_negative),
    OrderRule("line-amount", Code.FIELD_MISSING, lines_have_amounts, ORDERS),
    OrderRule("positive", Code.AMOUNT_NOT_POSITIVE, something_is_ordered, ORDERS),
    OrderRule("lines-add-up", Code.TOTALS_DISAGREE, lines_add_up, ORDERS),
    OrderRule("net-of-lines", Code.TOTALS_DISAGREE, net_follows, ORDERS),
    OrderRule("gross", Code.TOTALS_DISAGREE, gross_follows, ORDERS),
)


def first_broken(draft: OrderDraft) -> tuple[OrderRule, Broken] | None:
    """The first broken one of the rules that are asked of this kind of paper."""
    for rule in RULES:
        if draft.kind in rule.asked_of:
            found = rule.check(draft)
            if found is not None:
                return rule, found
    return None
