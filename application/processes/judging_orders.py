"""What an order bears under a programme, judged from everything as it stands, with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from application.e_order import streams as orders
from application.enterprise import streams as enterprises
from application.lender_limit import streams as limits
from application.lien import streams as lien
from application.order_programme import streams as programmes
from application.processes.held_claims import FIRST_RANK, for_order
from application.processes.programmes import ProgrammeAt, programme_of
from application.processes.standing import parties_as_read
from application.receivable import streams as receivables
from application.shared.owners import owner_of, owners_of
from application.shared.ports import Conflict, Loaded, Reading, UnitOfWork
from domain.e_order.matching import Tolerances
from domain.e_order.order import Paper
from domain.e_order.refusals import OrderNotFound
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.eligibility.order_certificate import OrderCertificate
from domain.eligibility.order_judge import OrderJudgement, judge_order
from domain.eligibility.order_permit import OrderPermit
from domain.eligibility.order_standing import FinancedOrder, OrderCircumstances
from domain.eligibility.standing import PartyStanding
from domain.enterprise.state import Party, standing_of
from domain.lender_limit.state import Account
from domain.lien.state import Asset
from domain.order_programme.commands import CertifyOrder, ReliedOn
from domain.order_programme.state import Programme
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.ids import AssetId, OrderId, PartyId, ProgrammeId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """What the order bears, the certificate that says so, and what both were made from."""

    judgement: OrderJudgement
    certificate: OrderCertificate
    relied_on: ReliedOn


def order_of(reading: Reading, order: OrderId) -> Loaded[Order]:
    """The order as it stands; raise `Refused` where there is none of that id."""
    buyer = owner_of(reading, orders.ROOM.name, order)
    if buyer is None:
        raise Refused(OrderNotFound(order))
    return _order_at(reading, orders.stream_of(buyer, order), order)


def orders_of(reading: Reading, named: Sequence[OrderId]) -> list[Order]:
    """Those that there are, in two queries."""
    buyers = owners_of(reading, orders.ROOM.name, named)
    streams = [orders.stream_of(buyers[it], it) for it in named if it in buyers]
    states = (it.state for it in reading.load_many(orders.ROOM, streams).values())
    return [it for it in states if isinstance(it, Order)]


def _order_at(reading: Reading, stream: str, order: OrderId) -> Loaded[Order]:
    loaded = reading.load(orders.ROOM, stream)
    if not isinstance(loaded.state, Order):
        raise Refused(OrderNotFound(order))
    return Loaded(loaded.stream, loaded.state, loaded.version)


def lien_on(order: OrderId) -> str:
    return lien.stream_of(AssetId(order))


def files_behind(order: Order) -> list[str]:
    """The streams that a judgement rests on besides the programme and the lien: the order, its
    parties, what its supplier has on the buyer's orders, the claims it became. Lock them shared,
    and `look_again` behind the lock."""
    parties = sorted({order.buyer, order.supplier})
    return [
        orders.stream_of(order.buyer, order.order),
        *(enterprises.stream_of(party) for party in parties),
        limits.account_on_orders(order.buyer, order.supplier),
        *_claims_out_of(order),
    ]


def files_judged_by(reading: Reading, named: Sequence[OrderId]) -> list[str]:
    """All that a judgement of these orders reads besides the programme: `files_behind`, and
    every lien that says what holds which."""
    found: set[str] = set()
    for order in orders_of(reading, named):
        asset = reading.load(lien.ROOM, lien_on(order.order)).state
        liens = (lien.stream_of(it) for it in asset.consumed_by)
        found |= {*files_behind(order), lien_on(order.order), *liens}
    return sorted(found)


def look_again(reading: Reading, looked_at: Iterable[Order]) -> None:
    """Raise `Conflict` where one of the orders became another claim meanwhile."""
    known = {it.order: files_behind(it) for it in looked_at}
    now = {it.order: files_behind(it) for it in orders_of(reading, list(known))}
    if now != known:
        raise Conflict


def _claims_out_of(order: Order) -> list[str]:
    bills = {bill.receivable for bill in order.papers.ever(Paper.INVOICE)}
    return [receivables.stream_of(order.supplier, it) for it in sorted(bills)]


def judged(reading: Reading, at: ProgrammeAt, order: OrderId, day: date) -> OrderDecision:
    """What the order bears under the programme's terms of `day`.

    Raise `Refused` for an order that its core enterprise did not place.
    """
    programme = programme_of(reading, at)
    of = _order_at(reading, orders.stream_of(programme.state.core_enterprise, order), order)
    parties = parties_as_read(reading, {of.state.buyer, of.state.supplier})
    asset = reading.load(lien.ROOM, lien_on(order))
    instead = claims_in_place(reading, at, order)
    owed = _owed(reading, of.state, frozenset(instead.claims))
    permitted = _permitted(reading, programme.state, of.state, parties.known, day)
    around = _Around(programme.state, parties.known, permitted.permit, asset.state, day)
    terms = programme.state.terms_on(day)
    allowed = Tolerances(
        quantity=terms.orders.quantity_tolerance, price=terms.orders.price_tolerance
    )
    facts = facts_of(of.state, day, allowed)
    judgement = judge_order(facts, terms.orders, around.of(of.state, owed), day)
    read = [(it.stream, it.version) for it in (programme, of, asset)]
    relied_on = (*read, *parties.read, *permitted.read, *owed.read, *instead.read)
    return OrderDecision(judgement, judgement.certificate(terms.version), relied_on)


@dataclass(frozen=True, slots=True)
class InPlace:
    """The claims that a programme holds in place of an order, and every lien that was read."""

    claims: tuple[ReceivableId, ...]
    read: tuple[tuple[str, int], ...]


def claims_in_place(reading: Reading, at: ProgrammeAt, order: OrderId) -> InPlace:
    """Those whose payment was taken back when the order itself was not free any more."""
    came = sorted(reading.load(lien.ROOM, lien_on(order)).state.consumed_by)
    loaded = reading.load_many(lien.ROOM, [lien.stream_of(it) for it in came])
    own = (at.lender, for_order(at.programme, order))
    held = {it: loaded[lien.stream_of(it)].state.held(FIRST_RANK) for it in came}
    return InPlace(
        tuple(
            ReceivableId(claim)
            for claim, by in held.items()
            if by is not None and (by.lender, by.secures) == own
        ),
        tuple((it.stream, it.version) for it in loaded.values()),
    )


def certify_order(work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId) -> None:
    """Judge it again: where it carries less than is lent on it, that is said at once."""
    decision = judged(work, at, order, context.now.day)
    before = programme_of(work, at).version
    command = CertifyOrder(decision.certificate, decision.relied_on)
    if work.handle(programmes.ROOM, at.stream, command, context).version > before:
        keep_reasons(work, at.programme, decision)


def keep_reasons(work: UnitOfWork, programme: ProgrammeId, decision: OrderDecision) -> None:
    """The reasons stand beside the event, under their own hash: why no more is lent on the
    order, and why it carries no more of what is lent."""
    for results in (decision.judgement.results, decision.judgement.carrying):
        work.attach(order_decision_key(programme, results.hash), results.to_bytes())


def order_decision_key(programme: ProgrammeId, results_hash: str) -> str:
    """The programme is in it, so that nobody reads another's decision by its hash."""
    return f"order-decision/{programme}/{results_hash}"


@dataclass(frozen=True, slots=True)
class _Around:
    programme: Programme
    parties: Mapping[PartyId, Party]
    permit: OrderPermit | None
    asset: Asset
    day: date

    def of(self, order: Order, owed: _Owed) -> OrderCircumstances:
        programme, supplier = self.programme, self.parties.get(order.supplier)
        admitted = programme.suppliers.get(order.supplier)
        return OrderCircumstances(
            parties=tuple(self._standing(party) for party in self.parties.values()),
            in_chain=supplier is not None and supplier.is_in_chain_of(order.buyer, self.day),
            permit=self.permit,
            lender=programme.lender,
            encumbered=self._is_encumbered(),
            suspected=bool(self.asset.suspicions),
            rated=None if admitted is None else admitted.rated,
            cost=programme.cost_of(order.supplier, order.order),
            references=programme.references,
            owed=owed.amount.minor,
            instead=owed.instead.minor,
            others=self._others(order.order),
        )

    def _standing(self, party: Party) -> PartyStanding:
        """Where a party sits is no rule about orders."""
        late = any(
            draw.supplier == party.party and draw.due_on < self.day
            for draw in self.programme.draws.values()
        )
        return standing_of(party, self.day, home=party.profile.country, overdue=late)

    def _is_encumbered(self) -> bool:
        lien_ = self.asset.held(FIRST_RANK)
        own = (self.programme.lender, self.programme.programme)
        held = lien_ is not None and (lien_.lender, lien_.secures) != own
        return held or bool(self.asset.consumed_by)

    def _others(self, order: OrderId) -> tuple[FinancedOrder, ...]:
        programme = self.programme
        made = [programme.certificates[it] for it in programme.orders_lent_on() if it != order]
        return tuple(
            FinancedOrder(it.order, it.buyer, it.supplier, self._counts(it)) for it in made
        )

    def _counts(self, made: OrderCertificate) -> int:
        """An order that is invoiced bears nothing new, and is a risk as long as it owes."""
        lent = self.programme.lent_on(made.order)
        return max(made.eligible.minor, made.carried.minor, lent.minor)


@dataclass(frozen=True, slots=True)
class _Permitted:
    """What the buyer's word leaves of its limit for this order."""

    permit: OrderPermit | None
    read: tuple[tuple[str, int], ...] = ()


def _permitted(
    reading: Reading,
    programme: Programme,
    order: Order,
    parties: Mapping[PartyId, Party],
    day: date,
) -> _Permitted:
    """All lenders' money counts but what is lent on the order itself, which its advance bears."""
    supplier = parties.get(order.supplier)
    permit = None if supplier is None else supplier.permit_of(order.buyer)
    if permit is None or permit.limit is None:
        return _Permitted(permit)
    stream = limits.account_on_orders(order.buyer, order.supplier)
    account, currency = reading.load(limits.ROOM, stream), permit.limit.currency
    lent, own = Money.zero(currency), programme.lent_on(order.order)
    if isinstance(account.state, Account):
        lent = account.state.in_use(day, currency).obligor
    if own.currency is currency:
        lent = lent - own
    return _Permitted(permit.less(lent), ((account.stream, account.version),))


@dataclass(frozen=True, slots=True)
class _Owed:
    amount: Money
    instead: Money
    """What of it is on claims that the programme holds in place of the order."""

    read: Sequence[tuple[str, int]]


def _owed(reading: Reading, order: Order, in_place: frozenset[ReceivableId]) -> _Owed:
    """What the buyer is to pay, undisputed, on the invoices of the order."""
    loaded = reading.load_many(receivables.ROOM, _claims_out_of(order))
    claims = [it.state for it in loaded.values() if isinstance(it.state, Receivable)]
    currency = order.purchase.currency
    own = [
        claim
        for claim in claims
        if claim.buyer == order.buyer and claim.payable.currency is currency
    ]
    return _Owed(
        amount=Money.total((claim.payable for claim in own), currency),
        instead=Money.total(
            (claim.payable for claim in own if claim.receivable in in_place), currency
        ),
        read=[(it.stream, it.version) for it in loaded.values()],
    )
