"""Does the document add up? Every figure that is stated must follow from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from application.documents.broken import Broken, broken
from application.documents.draft import Draft, DraftLine, Written
from domain.shared.trade_document import Encoding

ZERO = Decimal(0)
CENT = Decimal("0.01")
TAX_SLACK = Decimal(1)
"""What EN 16931's own tests of BR-CO-17 allow: in UBL less than this, in CII this too."""

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
    computed = _net_of_lines(draft)
    return None if computed is None else _equal(draft.totals.net, computed)


def net_is_borne_by_lines(draft: Draft) -> Broken | None:
    """Outside the books an allowance may go unsaid; a net beyond its lines never passes."""
    computed, net = _net_of_lines(draft), draft.totals.net.amount
    if computed is None or net is None or abs(net) <= abs(computed):
        return None
    return net_follows_from_lines(draft)


def taxes_have_rates(draft: Draft) -> Broken | None:
    for part in draft.tax_parts:
        if part.rate.text is None and part.amount.amount:
            return broken(part.place, lacks="rate", stated=part.amount.amount)
    return None


def tax_follows_from_rates(draft: Draft) -> Broken | None:
    for part in draft.tax_parts:
        taxable, rate, stated = part.taxable.amount, part.rate.amount, part.amount.amount
        if taxable is None or stated is None:
            continue
        computed = _cents(abs(taxable) * (rate or ZERO) / 100)
        if rate is not None and _beyond_slack(draft, abs(abs(stated) - computed)):
            return broken(part.place, stated=stated, computed=computed, rate=rate)
    return None


def tax_adds_up(draft: Draft) -> Broken | None:
    return _sum(draft.totals.tax, [part.amount for part in draft.tax_parts])


def gross_is_net_and_tax(draft: Draft) -> Broken | None:
    """Older books (CEN BII, UBL 2.0) count the rounding amount into the gross."""
    computed = _net_and_tax(draft)
    if computed is None or _rounding_is_in_gross(draft):
        return None
    return _equal(draft.totals.gross, computed)


def payable_follows_from_gross(draft: Draft) -> Broken | None:
    """Where no gross is stated, net and tax stand for it."""
    totals = draft.totals
    gross = totals.gross.amount if totals.gross.text else _net_and_tax(draft)
    if gross is None:
        return None
    rounding = ZERO if _rounding_is_in_gross(draft) else totals.rounding.amount or ZERO
    passed_on = totals.passed_on.amount or ZERO
    return _equal(totals.payable, gross - (totals.prepaid.amount or ZERO) + rounding + passed_on)


def _rounding_is_in_gross(draft: Draft) -> bool:
    exact, gross = _net_and_tax(draft), draft.totals.gross.amount
    rounding = draft.totals.rounding.amount
    if exact is None or gross is None or not rounding:
        return False
    return _cents(gross) == _cents(exact + rounding)


def _net_and_tax(draft: Draft) -> Decimal | None:
    net = draft.totals.net.amount
    return None if net is None else net + (draft.totals.tax.amount or ZERO)


def _net_of_lines(draft: Draft) -> Decimal | None:
    totals = draft.totals
    if totals.lines.amount is None:
        return None
    allowances = totals.allowances.amount or ZERO
    return totals.lines.amount - allowances + (totals.charges.amount or ZERO)


def _beyond_slack(draft: Draft, difference: Decimal) -> bool:
    if draft.source.encoding is Encoding.UBL:
        return difference >= TAX_SLACK
    return difference > TAX_SLACK


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
