"""Who may ask what of a claim: its seller, its buyer, the lender whose pool holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from application.processes.refusals import NotYoursToAsk, ReceivableUnknown
from domain.receivable import commands as ask
from domain.receivable.commands import ReceivableCommand
from domain.receivable.state import Receivable
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused


class Capacity(Enum):
    """As what a party acts on a claim; who is not that is told that there is no such claim."""

    SELLER = "seller"
    BUYER = "buyer"
    LENDER = "lender"
    """Whose pool holds it."""


SELLER, BUYER, LENDER = Capacity.SELLER, Capacity.BUYER, Capacity.LENDER

MAY: Mapping[type[ReceivableCommand], frozenset[Capacity]] = {
    ask.AttachEvidence: frozenset(Capacity),
    ask.AskConfirmation: frozenset({SELLER, LENDER}),
    ask.Confirm: frozenset({BUYER}),
    ask.Reject: frozenset({BUYER}),
    ask.Dispute: frozenset({BUYER}),
    ask.AcceptBeyondOrder: frozenset({BUYER}),
    ask.ResolveDispute: frozenset(Capacity),
    ask.RecordNotice: frozenset({LENDER}),
    ask.WithdrawNotice: frozenset({LENDER}),
    ask.RecordRegistration: frozenset({LENDER}),
    ask.EndRegistration: frozenset({LENDER}),
    ask.Qualify: frozenset({LENDER}),
    ask.ApplyCredit: frozenset({SELLER, LENDER}),
    ask.AcceptShortPayment: frozenset({SELLER, LENDER}),
    ask.ExtendDueDate: frozenset({SELLER, LENDER}),
    ask.Withdraw: frozenset({SELLER}),
}
"""What is not here is never asked by a party: money comes from banks, claims from documents."""


@dataclass(frozen=True, slots=True)
class Viewer:
    party: PartyId
    acts_as: frozenset[Capacity] = frozenset(Capacity)


def authorised(
    command: ReceivableCommand, viewer: Viewer, claim: Receivable, lenders: frozenset[PartyId]
) -> ReceivableCommand:
    """The command as this viewer may ask it; only a lender's own asking has its consent.

    Raise `Refused`: a stranger is told that the claim does not exist.
    """
    capacities = _capacities(command, viewer, claim, lenders)
    if not capacities:
        raise Refused(ReceivableUnknown(claim.receivable))
    fitting = capacities & MAY.get(type(command), frozenset())
    if not fitting:
        raise Refused(NotYoursToAsk(claim.receivable))
    return _in_its_name(command, viewer, claim, as_lender=LENDER in fitting)


def _capacities(
    command: ReceivableCommand, viewer: Viewer, claim: Receivable, lenders: frozenset[PartyId]
) -> frozenset[Capacity]:
    parties = {
        SELLER: {claim.seller},
        BUYER: {claim.buyer},
        LENDER: _lenders(command, claim, lenders),
    }
    return frozenset(it for it in viewer.acts_as if viewer.party in parties[it])


def _lenders(
    command: ReceivableCommand, claim: Receivable, lenders: frozenset[PartyId]
) -> frozenset[PartyId]:
    """Who takes back its own notice or registration, also when the claim has left its pool."""
    if isinstance(command, ask.WithdrawNotice) and claim.assignee is not None:
        return frozenset({claim.assignee})
    if isinstance(command, ask.EndRegistration) and claim.registration is not None:
        return frozenset({claim.registration.lender})
    return lenders


def _in_its_name(
    command: ReceivableCommand, viewer: Viewer, claim: Receivable, *, as_lender: bool
) -> ReceivableCommand:
    match command:
        case ask.ResolveDispute():
            # an assignee stands in the seller's place
            party = claim.seller if as_lender else viewer.party
            return replace(command, party=party, consent=as_lender)
        case ask.ApplyCredit() | ask.AcceptShortPayment() | ask.ExtendDueDate():
            return replace(command, consent=as_lender)
        case ask.RecordNotice():
            return replace(command, assignee=viewer.party)
        case ask.RecordRegistration():
            return replace(command, lender=viewer.party)
        case (
            ask.AskConfirmation()
            | ask.Confirm()
            | ask.Reject()
            | ask.Dispute()
            | ask.AcceptBeyondOrder()
            | ask.WithdrawNotice()
        ):
            return replace(command, party=viewer.party)
        case _:
            return command
