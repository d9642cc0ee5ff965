"""One change to a claim, told to the pool that holds it.

Confirming, disputing, crediting, noticing: whatever the seller, the buyer or a
lender does to a claim, the pool's base is right when it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from application.enterprise import streams as enterprises
from application.lien import streams as liens
from application.processes.authority import Viewer, authorised
from application.processes.billing import BilledOn, note_of
from application.processes.held_claims import (
    FIRST_RANK,
    Change,
    Held,
    change_of,
    follow,
    reserved_for,
)
from application.processes.lent_orders import LentOn
from application.processes.refusals import HeldByAPool, ReceivableUnknown
from application.processes.standing import in_good_standing
from application.receivable.changing import ClaimAsItIs, as_it_is
from application.receivable.confirming_many import (
    ConfirmMany,
    ManyConfirmed,
    confirm_all,
    summed,
)
from application.receivable.streams import ROOM, stream_of
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.receivable.commands import (
    ApplyCredit,
    ReceivableCommand,
    RecordNotice,
    RecordRegistration,
    Withdraw,
)
from domain.receivable.state import Receivable
from domain.shared.event import Context
from domain.shared.ids import AssetId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused

Asked = Callable[[PartyId], ReceivableCommand]
"""Makes the command, once it is known whose stream the claim stands in."""


def change(receivable: ReceivableId, viewer: PartyId | Viewer, asked: Asked) -> UseCase:
    """Carry out what `asked` makes. Raise `Refused`: a stranger is told that it does not exist."""
    who = viewer if isinstance(viewer, Viewer) else Viewer(viewer)

    def use_case(work: UnitOfWork, context: Context) -> ClaimAsItIs:
        seller = seller_of(work, receivable)
        command = asked(seller)
        held, lent = Held.look(work, [receivable]), LentOn.behind(work, [receivable])
        billed = _billed_on(work, command)
        own = billed.streams if billed else []
        work.lock(
            change=[stream_of(seller, receivable), *held.streams, *lent.streams, *own],
            rely_on=[enterprises.stream_of(who.party), *lent.files],
        )
        held.look_again(work)
        lent.look_again(work)
        claim = claim_on_record(work, receivable)
        lenders = frozenset(held.lender_of.values())
        if isinstance(command, RecordNotice | RecordRegistration):
            lenders |= _lenders_of_the_trade(work, receivable, lent, context)
        command = authorised(command, who, claim, lenders)
        in_good_standing(work, who.party, context)
        if isinstance(command, Withdraw) and (held.pool_of or _is_kept(work, receivable, context)):
            raise Refused(HeldByAPool(receivable))
        changed = _changed(work, context, command)
        if billed is not None:
            billed.look_again(work, seller)
            _tell_orders(work, context, billed, (claim, command))
        lent.follow(work, context)
        return changed

    return use_case


def _billed_on(reading: Reading, command: ReceivableCommand) -> BilledOn | None:
    """Where it changes what is billed of an order."""
    if not isinstance(command, Withdraw | ApplyCredit):
        return None
    return BilledOn.look(reading, command.seller, command.receivable)


def _tell_orders(
    work: UnitOfWork,
    context: Context,
    billed: BilledOn,
    of: tuple[Receivable, ReceivableCommand],
) -> None:
    claim, command = of
    if isinstance(command, Withdraw):
        billed.annul(work, context, command.reason)
    elif isinstance(command, ApplyCredit):
        billed.credit(work, context, note_of(claim, command))


def _lenders_of_the_trade(
    work: UnitOfWork, receivable: ReceivableId, lent: LentOn, context: Context
) -> frozenset[PartyId]:
    """Who lent on the order, or is paying off who did, secures itself before the claim is held."""
    kept = reserved_for(work, receivable, context.now.at)
    return lent.lenders if kept is None else lent.lenders | {kept}


def _is_kept(work: UnitOfWork, receivable: ReceivableId, context: Context) -> bool:
    """In place of its order, or for a lender that pays off what the trade was lent on before."""
    asset = work.load(liens.ROOM, liens.stream_of(AssetId(receivable))).state
    return not asset.is_free(FIRST_RANK, context.now.at)


def _changed(work: UnitOfWork, context: Context, command: ReceivableCommand) -> ClaimAsItIs:
    before = work.load(ROOM, stream_of(command.seller, command.receivable))
    events = ROOM.decider.decide(before.state, command, context)
    after = work.record(ROOM, before, events)
    if isinstance(after.state, Receivable) and events:
        follow(work, context, change_of(after.state, events))
    return as_it_is(after, command)


def confirm_many(asked: ConfirmMany) -> UseCase:
    """Ten thousand claims confirmed at once, and every pool that holds one certified once."""

    def use_case(work: UnitOfWork, context: Context) -> ManyConfirmed:
        work.lock(change=[confirming(asked.party)], rely_on=[enterprises.stream_of(asked.party)])
        in_good_standing(work, asked.party, context, Role.CORE_ENTERPRISE)
        confirmed = confirm_all(work, asked, context)
        for claims in _by_currency(confirmed):
            nothing = Money.zero(claims[0].open.currency)
            follow(work, context, Change("confirmed", tuple(claims), nothing))
        return summed(confirmed)

    return use_case


def confirming(buyer: PartyId) -> str:
    """A name locked while a buyer confirms in bulk, so that no pool takes a claim meanwhile."""
    return f"{buyer}/confirming"


def _by_currency(claims: Sequence[Receivable]) -> Sequence[list[Receivable]]:
    found: dict[str, list[Receivable]] = {}
    for claim in claims:
        found.setdefault(claim.open.currency, []).append(claim)
    return list(found.values())


def seller_of(reading: Reading, receivable: ReceivableId) -> PartyId:
    seller = owner_of(reading, ROOM.name, receivable)
    if seller is None:
        raise Refused(ReceivableUnknown(receivable))
    return seller


def claim_on_record(reading: Reading, receivable: ReceivableId) -> Receivable:
    """Raise `Refused` where it is not on record any more."""
    loaded = reading.load(ROOM, stream_of(seller_of(reading, receivable), receivable))
    if not isinstance(loaded.state, Receivable):
        raise Refused(ReceivableUnknown(receivable))
    return loaded.state


def must_be_claim(state: object) -> Receivable:
    if not isinstance(state, Receivable):
        raise BrokenPromise("a claim on record does not vanish")
    return state
