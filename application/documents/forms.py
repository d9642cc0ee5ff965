"""Is it an invoice, is everything there, and is it written as it must be?"""

from __future__ import annotations

from decimal import Decimal

from application.documents import type_codes
from application.documents.broken import Broken, broken
from application.documents.draft import Draft, Written
from domain.shared.currency import Currency

NUMBER_MAX = 200
TEXT_MAX = 1_000
SHOWN_MAX = 60
"""How much of a wrong value a refusal repeats."""

MAJOR_LIMIT = Decimal(10) ** 13


def is_real(draft: Draft) -> Broken | None:
    return broken(draft.source.place) if draft.is_test else None


def is_an_invoice(draft: Draft) -> Broken | None:
    return _type_in(draft, type_codes.NOT_INVOICES)


def is_not_factored(draft: Draft) -> Broken | None:
    return _type_in(draft, type_codes.FACTORED)


def type_is_known(draft: Draft) -> Broken | None:
    code = draft.type_code
    if code.text is None or code.text in type_codes.KNOWN:
        return None
    return broken(code.place, type_code=_shown(code.text))


def is_credit_note(draft: Draft) -> bool:
    return draft.is_credit_note or draft.type_code.text in type_codes.CREDIT_NOTES


def has_number(draft: Draft) -> Broken | None:
    return _missing(draft.number)


def has_issue_date(draft: Draft) -> Broken | None:
    return _missing(draft.issued_on)


def has_type_code(draft: Draft) -> Broken | None:
    return _missing(draft.type_code)


def has_currency(draft: Draft) -> Broken | None:
    return _missing(draft.currency)


def has_sum_of_lines(draft: Draft) -> Broken | None:
    return _missing(draft.totals.lines)


def has_net(draft: Draft) -> Broken | None:
    return _missing(draft.totals.net)


def has_gross(draft: Draft) -> Broken | None:
    return _missing(draft.totals.gross)


def has_payable(draft: Draft) -> Broken | None:
    return _missing(draft.totals.payable)


def references_have_numbers(draft: Draft) -> Broken | None:
    return next(filter(None, (_missing(named.number) for named in draft.corrects)), None)


def texts_are_short(draft: Draft) -> Broken | None:
    number = draft.number
    if number.text is not None and len(number.text) > NUMBER_MAX:
        return broken(number.place, length=len(number.text), at_most=NUMBER_MAX)
    texts = {
        "seller": draft.seller.reference.name,
        "buyer": draft.buyer.reference.name,
        "order": draft.order or "",
        "contract": draft.contract or "",
        "payment_reference": draft.payment_reference or "",
    }
    too_long = ((place, text) for place, text in texts.items() if len(text) > TEXT_MAX)
    return next((broken(place, length=len(t), at_most=TEXT_MAX) for place, t in too_long), None)


def dates_are_dates(draft: Draft) -> Broken | None:
    stated = (draft.issued_on, draft.due_on, draft.delivered_on)
    dates = (*stated, *(named.issued_on for named in draft.corrects))
    wrong = (day for day in dates if day.text is not None and day.day is None)
    return next((broken(day.place, stated=_shown(day.text or "")) for day in wrong), None)


def currency_is_known(draft: Draft) -> Broken | None:
    stated = draft.currency.text
    if stated is None or stated in Currency.__members__:
        return None
    return broken(draft.currency.place, currency=_shown(stated))


def currencies_are_known(draft: Draft) -> Broken | None:
    for amount in draft.totals.written:
        if amount.currency is not None and amount.currency not in Currency.__members__:
            return broken(amount.place, currency=_shown(amount.currency))
    return None


def one_currency(draft: Draft) -> Broken | None:
    """Every sum is in the document's currency; one in another is never converted."""
    stated = draft.currency.text
    foreign = (sum_ for sum_ in draft.totals.written if sum_.currency not in {None, stated})
    other = next(foreign, None)
    if stated is None or other is None:
        return None
    return broken(other.place, currency=_shown(stated), found=_shown(other.currency or ""))


def amounts_are_amounts(draft: Draft) -> Broken | None:
    listed = [*draft.totals.written, *draft.allowances, *draft.charges]
    for part in draft.tax_parts:
        listed += [part.taxable, part.amount, part.rate]
    for line in draft.lines:
        listed += [line.amount, line.quantity, line.price, line.base_quantity]
        listed += [*line.allowances, *line.charges]
    wrong = (amount for amount in listed if amount.text is not None and amount.amount is None)
    return next((broken(it.place, stated=_shown(it.text or "")) for it in wrong), None)


def amounts_fit_the_currency(draft: Draft) -> Broken | None:
    """A total with more decimals than the currency has cannot be owed."""
    stated = draft.currency.text
    if stated is None or stated not in Currency.__members__:
        return None
    exponent = Currency[stated].exponent
    wrong = (amount for amount in draft.totals.written if not _fits(amount.amount, exponent))
    return next(
        (broken(it.place, stated=_shown(it.text or ""), decimals=exponent) for it in wrong), None
    )


def due_after_issue(draft: Draft) -> Broken | None:
    due, issued = draft.due_on.day, draft.issued_on.day
    if due is None or issued is None or due >= issued:
        return None
    return broken(draft.due_on.place, due_on=due, issued_on=issued)


def due_or_terms(draft: Draft) -> Broken | None:
    payable = draft.totals.payable.amount
    stated = draft.due_on.text or draft.terms or is_credit_note(draft)
    if payable is None or payable <= 0 or stated:
        return None
    return broken(draft.due_on.place or "due date", payable=payable)


def something_is_owed(draft: Draft) -> Broken | None:
    payable = draft.totals.payable.amount
    if payable is None or payable > 0:
        return None
    return broken(draft.totals.payable.place, payable=payable)


def _fits(amount: Decimal | None, exponent: int) -> bool:
    if amount is None:
        return True
    minor = amount.scaleb(exponent)
    return minor == minor.to_integral_value() and abs(amount) < MAJOR_LIMIT


def _type_in(draft: Draft, codes: frozenset[str]) -> Broken | None:
    stated = draft.type_code.text
    return broken(draft.type_code.place, type_code=stated) if stated in codes else None


def _missing(written: Written) -> Broken | None:
    return None if written.text else broken(written.place)


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN_MAX else text[:SHOWN_MAX] + "…"
