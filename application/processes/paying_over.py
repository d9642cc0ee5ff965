"""Money that a lender owes somebody, or is owed back: said to the bank's side, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from application.shared.ports import Message, UnitOfWork
from domain.financing.state import Financing, Repayment
from domain.financing.terms import Source
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class PayOver:
    """Money that the lender owes a seller, or (`reclaim`) a seller owes back."""

    lender: PartyId
    seller: PartyId
    """Or whoever else paid too much: a guarantor."""

    receivable: ReceivableId | None
    """The claim it was paid on; None where it came by a transfer of its own."""

    amount: Money


def pay_over(work: UnitOfWork, kind: str, told: str, body: PayOver) -> None:
    """`told` tells one such message from the next. Nothing where nothing is owed."""
    if body.amount.is_positive:
        work.send(Message(kind, f"{kind}/{told}", body))


def surplus_changes(before: Financing, after: Financing) -> Mapping[PartyId, Money]:
    """How much more goes back to whoever paid it; what is needed again is negative.

    A payment that counts for an earlier day displaces others, so several may be concerned.
    """
    were = {each.reference: each.surplus for each in before.repayments}
    are = {each.reference: each.surplus for each in after.repayments}
    payers = {
        each.reference: _payer(after, each) for each in (*before.repayments, *after.repayments)
    }
    nothing, more = Money.zero(after.currency), dict[PartyId, Money]()
    for reference, party in payers.items():
        change = are.get(reference, nothing) - were.get(reference, nothing)
        more[party] = more.get(party, nothing) + change
    return dict(sorted(more.items()))


def _payer(loan: Financing, each: Repayment) -> PartyId:
    """What a buyer paid was the borrower's."""
    guarantor = each.payer if each.source is Source.GUARANTOR else None
    return guarantor or loan.borrower
