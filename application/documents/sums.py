"""Does the document add up? Every figure that is stated must follow from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from application.documents.broken import Broken, broken
from application.documents.draft import Draft, DraftLine, Written

ZERO = Decimal(0)
CENT = Decimal("0.01")
TAX_SLACK = Decimal(1)
"""EN 16931's own test of BR-CO-17 allows less than one unit."""

LINE_SLACK = Decimal("0.02")
"""What Peppol's R120 allows between a line and its price by quantity."""


def one_tax_scheme(draft: Draft) -> Broken | None:
    schemes = sorted({part.scheme for part in draft.tax_parts if part.scheme is not None})
    if len(schemes) <= 1:
        return None
    return broken(draft.tax_parts[0].place, schemes=", ".join(schemes))


def has_lines(draft: Draft) -> Broken | None:
    return None if draft.lines else broken("lines")


def lines_have_quantities(draft: Draft) -> Broken | None:
    return _first(draft, lambda line: line.quantity.text is None, "quantity")


def quantities_have_units(draft: Draft) -> Broken | None:
    return _first(draft, lambda line: line.quantity.text is not None and not line.unit, "unit")


def lines_have_amounts(draft: Draft) -> Broken | None:
    return _first(draft, lambda line: line.amount.text is None, "amount")


def lines_have_items(draft: Draft) -> Broken | None:
    return _first(draft, lambda line: not line.item, "item")


def lines_have_prices(draft: Draft) -> Broken | None:
    return _first(draft, lambda line: line.price.text is None, "price")


def lines_are_price_by_quantity(draft: Draft) -> Broken | None:
    for line in draft.lines:
        stated, computed = line.amount.amount, _price_by_quantity(line)
        if stated is None or computed is None:
            continue
        if abs(stated - computed) > LINE_SLACK:
            return broken(line.place, stated=stated, computed=_cents(computed))
    return None


def lines_add_up(draft: Draft) -> Broken | None:
    return _sum(draft.totals.lines, [line.amount for line in draft.lines])


def allowances_add_up(draft: Draft) -> Broken | None:
    return _sum(draft.totals.allowances, draft.allowances)


def charges_add_up(draft: Draft) -> Broken | None:
    return _sum(draft.totals.charges, draft.charges)


def net_follows_from_lines(draft: Draft) -> Broken | None:
    totals = draft.totals
    if totals.lines.amount is None:
        return None
    allowances = totals.allowances.amount or ZERO
    charges = totals.charges.amount or ZERO
    return _equal(totals.net, totals.lines.amount - allowances + charges)


def tax_follows_from_rates(draft: Draft) -> Broken | None:
    for part in draft.tax_parts:
        taxable, rate, stated = part.taxable.amount, part.rate.amount, part.amount.amount
        if taxable is None or stated is None:
            continue
        computed = _cents(abs(taxable) * (rate or ZERO) / 100)
        if abs(abs(stated) - computed) >= TAX_SLACK and (rate is not None or stated == ZERO):
            return broken(part.place, stated=stated, computed=computed, rate=rate)
    return None


def tax_adds_up(draft: Draft) -> Broken | None:
    return _sum(draft.totals.tax, [part.amount for part in draft.tax_parts])


def gross_is_net_and_tax(draft: Draft) -> Broken | None:
    """Older books (CEN BII, UBL 2.0) count the rounding amount into the gross."""
    totals = draft.totals
    if totals.net.amount is None:
        return None
    exact = totals.net.amount + (totals.tax.amount or ZERO)
    if _rounding_is_in_gross(draft):
        return None
    return _equal(totals.gross, exact)


def payable_follows_from_gross(draft: Draft) -> Broken | None:
    totals = draft.totals
    if totals.gross.amount is None:
        return None
    rounding = ZERO if _rounding_is_in_gross(draft) else totals.rounding.amount or ZERO
    due = totals.gross.amount - (totals.prepaid.amount or ZERO) + rounding
    return _equal(totals.payable, due)


def _rounding_is_in_gross(draft: Draft) -> bool:
    totals = draft.totals
    net, gross, rounding = totals.net.amount, totals.gross.amount, totals.rounding.amount
    if net is None or gross is None or not rounding:
        return False
    return _cents(gross) == _cents(net + (totals.tax.amount or ZERO) + rounding)


def _price_by_quantity(line: DraftLine) -> Decimal | None:
    quantity, price = line.quantity.amount, line.price.amount
    base = line.base_quantity.amount or Decimal(1)  # a base of zero says nothing
    if quantity is None or price is None:
        return None
    adjusted = sum((it.amount or ZERO for it in line.charges), ZERO) - sum(
        (it.amount or ZERO for it in line.allowances), ZERO
    )
    return quantity * price / base + adjusted


def _first(draft: Draft, lacks: Callable[[DraftLine], bool], what: str) -> Broken | None:
    return next((broken(line.place, lacks=what) for line in draft.lines if lacks(line)), None)


def _sum(total: Written, parts: Sequence[Written]) -> Broken | None:
    """Nothing to compare where there are no parts, or one cannot be read."""
    amounts = [part.amount for part in parts if part.amount is not None]
    if not parts or len(amounts) < len(parts):
        return None
    return _equal(total, sum(amounts, ZERO))


def _equal(stated: Written, computed: Decimal) -> Broken | None:
    if stated.amount is None or _cents(stated.amount) == _cents(computed):
        return None
    return broken(stated.place, stated=stated.amount, computed=_cents(computed))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
