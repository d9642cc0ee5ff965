"""What money on an order would cost, what the order bears, and why not more: the same decision
that lending rests on, shown before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from application.order_programme import streams as programmes
from application.processes.judging_orders import OrderDecision, judged, order_decision_key
from application.processes.programmes import ProgrammeAt, programme_for
from application.processes.refusals import DecisionUnknown
from application.processes.telling_suppliers import told, untold
from application.shared.ports import Reading
from domain.e_order.refusals import OrderNotFound
from domain.eligibility.order_certificate import OrderBears, OrderCertificate, Security
from domain.eligibility.order_reasons import OrderReason
from domain.eligibility.order_results import OrderResults
from domain.order_programme.commands import AskOnOrder
from domain.order_programme.state import Programme
from domain.shared.event import Context
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.pricing import Quote, quote
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class QuoteOnOrder:
    programme: ProgrammeId
    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    pay_to: PartyId | None = None


@dataclass(frozen=True, slots=True)
class OrderQuoted:
    """What it would cost, what is received and when, and what the order bears."""

    programme: ProgrammeId
    order: OrderId
    supplier: PartyId
    amount: Money
    interest: Money
    fee: Money
    net_proceeds: Money
    received_on: date
    """Today; the bank may take longer, and interest runs from its day."""

    repayable: Money
    due_on: date
    annual_rate: Decimal
    effective_annual_rate: Decimal
    available: Money
    """The most that could be lent now, by the order and the supplier's limit."""

    security: Security
    """To be brought besides the order: guarantee, collateral, margin."""

    approvals: int
    """People of the lender who must approve."""

    pay_to: PartyId | None


@dataclass(frozen=True, slots=True)
class OrderExplained:
    """What one order counts for under a programme, and every reason why it is not more."""

    programme: ProgrammeId
    order: OrderId
    day: date
    hash: str
    """Under which the reasons were kept, or would be."""

    ordered: Money
    eligible: Money
    excluded: Money
    certificate: OrderCertificate | None
    """None for a supplier, and where the decision is read as it was kept."""

    bears: OrderBears | None
    """None where the decision is read as it was kept."""

    lent: Money | None
    available: Money | None
    reasons: tuple[OrderReason, ...]


def quote_on_order(reading: Reading, asked: QuoteOnOrder, context: Context) -> OrderQuoted:
    """Raise `Refused` as asking for the money would."""
    programme = programme_for(reading, asked.programme, asked.supplier).state
    day = context.now.day
    decision = _for_supplier(reading, programme, asked.order, asked.supplier, day)
    wanted = asking(asked, FinancingId("quoted"), decision)
    with untold():
        programmes.ROOM.decider.decide(programme, wanted, context)
    terms = programme.terms_on(day)
    priced = quote(asked.amount, terms.price, day, asked.due_on)
    return _quoted(asked, programme, decision.certificate, priced)


def asking(asked: QuoteOnOrder, financing: FinancingId, decision: OrderDecision) -> AskOnOrder:
    return AskOnOrder(
        financing=financing,
        order=asked.order,
        supplier=asked.supplier,
        amount=asked.amount,
        due_on=asked.due_on,
        pay_to=asked.pay_to,
        certificate=decision.certificate,
        why=told(decision.judgement.results.reasons),
    )


def _quoted(
    asked: QuoteOnOrder, programme: Programme, made: OrderCertificate, priced: Quote
) -> OrderQuoted:
    return OrderQuoted(
        programme=asked.programme,
        order=asked.order,
        supplier=asked.supplier,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        received_on=priced.opened_on,
        repayable=priced.repayable,
        due_on=priced.due_on,
        annual_rate=priced.annual_rate,
        effective_annual_rate=priced.effective_annual_rate,
        available=available_to(programme, made, asked.supplier),
        security=made.ratios.of(asked.amount),
        approvals=2 if programme.terms_on(made.day).needs_second_person(asked.amount) else 1,
        pay_to=asked.pay_to,
    )


def available(programme: Programme, made: OrderCertificate, supplier: PartyId) -> Money:
    """The least of what order, supplier's limit and programme leave; never negative."""
    of_all = programme.terms_on(made.day).orders.limit - programme.outstanding
    nothing = Money.zero(programme.terms.currency)
    return max(min(available_to(programme, made, supplier), of_all), nothing)


def available_to(programme: Programme, made: OrderCertificate, supplier: PartyId) -> Money:
    """The same as the supplier is told it: what is left of the programme is the lender's own."""
    nothing = Money.zero(programme.terms.currency)
    admitted = programme.suppliers.get(supplier)
    if admitted is None or made.advance.currency is not nothing.currency:
        return nothing
    of_order = made.advance - programme.lent_on(made.order)
    of_supplier = admitted.limit - programme.outstanding_of(supplier)
    return max(min(of_order, of_supplier), nothing)


def explain_order(
    reading: Reading, programme: ProgrammeId, order: OrderId, viewer: PartyId | None, day: date
) -> OrderExplained:
    """For the supplier whose order it is, and for the lender that it was brought to."""
    state = programme_for(reading, programme, viewer).state
    own = None if viewer in {None, state.lender} else viewer
    if viewer == state.lender and not state.was_brought(order):
        raise Refused(OrderNotFound(order))
    decision = _for_supplier(reading, state, order, own, day)
    made, results = decision.certificate, decision.judgement.results
    left = available(state, made, made.supplier)
    explained = OrderExplained(
        programme=programme,
        order=order,
        day=day,
        hash=results.hash,
        ordered=results.gross,
        eligible=results.eligible,
        excluded=results.excluded,
        certificate=made,
        bears=made.bears,
        lent=state.lent_on(order),
        available=left if own is None else available_to(state, made, own),
        reasons=results.reasons,
    )
    return explained if own is None else _told(explained)


def _told(explained: OrderExplained) -> OrderExplained:
    """As its supplier is told it."""
    return replace(explained, certificate=None, reasons=told(explained.reasons))


def kept_decision(
    reading: Reading, programme: ProgrammeId, results_hash: str, viewer: PartyId | None
) -> OrderExplained:
    """As it was kept, byte for byte; raise `Refused` where none has that hash."""
    state = programme_for(reading, programme, viewer).state
    kept = reading.attachment(order_decision_key(programme, results_hash))
    results = None if kept is None else OrderResults.from_bytes(kept)
    if results is None or not _is_theirs(state, results.order, viewer):
        raise Refused(DecisionUnknown(results_hash))
    explained = OrderExplained(
        programme=programme,
        order=results.order,
        day=results.day,
        hash=results.hash,
        ordered=results.gross,
        eligible=results.eligible,
        excluded=results.excluded,
        certificate=None,
        bears=None,
        lent=None,
        available=None,
        reasons=results.reasons,
    )
    return explained if viewer in {None, state.lender} else _told(explained)


def _is_theirs(programme: Programme, order: OrderId, viewer: PartyId | None) -> bool:
    if viewer in {None, programme.lender}:
        return True
    made = programme.certificates.get(order)
    return made is not None and made.supplier == viewer


def _for_supplier(
    reading: Reading, programme: Programme, order: OrderId, supplier: PartyId | None, day: date
) -> OrderDecision:
    """Of the core enterprise's own orders; another supplier's does not exist for this one."""
    at = ProgrammeAt(programme.lender, programme.programme)
    decision = judged(reading, at, order, day)
    made = decision.certificate
    if made.buyer != programme.core_enterprise or supplier not in {None, made.supplier}:
        raise Refused(OrderNotFound(order))
    return decision
