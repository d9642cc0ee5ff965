"""What a guarantee makes its lender and its guarantor do, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from application.views.tasks import Change, begins, goes_on
from domain.guarantee import events as fact
from domain.guarantee import margin_events as of_margin
from domain.guarantee.call_events import HonourReversed
from domain.guarantee.debt import Claimed
from domain.guarantee.facts import OnDebt, StillClaimed
from domain.shared.event import Event

CALL = "call_guarantee"
HONOUR = "honour_guarantee"
APPLY = "apply_margin"
CURE = "cure_margin"
TAKE_MARGIN_BACK = "take_back_margin"


def changes_of_guarantees(event: Event) -> Iterator[Change]:
    yield from _agreeing(event)
    yield from _ending(event)
    yield from _claiming(event)
    yield from _margin(event)


def _agreeing(event: Event) -> Iterator[Change]:
    match event:
        case fact.GuaranteeGiven():
            limit = event.terms.limit
            yield begins(event, event.lender, "review_guarantee", event.guarantee, amount=limit)
        case fact.QualificationReviewed():
            yield Change(event.lender, "review_guarantee", event.guarantee)
            yield begins(event, event.lender, "decide_guarantee", event.guarantee)
        case fact.GuaranteeAccepted() | fact.GuaranteeRefused():
            yield Change(event.lender, "review_guarantee", event.guarantee)
            yield Change(event.lender, "decide_guarantee", event.guarantee)
        case fact.ChangeProposed():
            sides = (event.lender, event.guarantor)
            other = next(side for side in sides if side != event.party)
            yield Change(event.party, "answer_change", event.guarantee)
            yield begins(event, other, "answer_change", event.guarantee)
        case fact.TermsChanged():
            yield Change(event.lender, "answer_change", event.guarantee)
            yield Change(event.guarantor, "answer_change", event.guarantee)
        case _:
            return


def _ending(event: Event) -> Iterator[Change]:
    """The lender is told before a guarantee ends, until it claims or nothing is left."""
    match event:
        case fact.GuaranteeEndsSoon():
            until, amount = event.ends_on, event.amount
            yield begins(event, event.lender, CALL, _debt(event), until=until, amount=amount)
        case (
            fact.GuaranteeCalled()
            | fact.GuaranteeLapsed()
            | fact.GuaranteeDropped()
            | fact.DebtChanged()
            | fact.DebtorSued()
        ):
            yield Change(event.lender, CALL, _debt(event))
        case fact.GuaranteeReleased() if event.left.is_zero:
            yield Change(event.lender, CALL, _debt(event))
        case _:
            return


def _claiming(event: Event) -> Iterator[Change]:
    """Guarantor and lender see what is claimed by now and not paid; since when and until when
    stays as it was, unless more is called for."""
    match event:
        case fact.MarginApplied():
            yield goes_on(event, event.lender, APPLY, _debt(event), event.still_aside)
        case StillClaimed():
            yield from _begun(event)
            if event.claimed is None:
                yield from _as_it_was(event)
            else:
                yield from _still(event, event.claimed)
        case _:
            return


def _begun(event: OnDebt) -> Iterator[Change]:
    match event:
        case fact.GuaranteeCalled():
            if event.of_guarantor.is_positive:
                until, owed = event.pay_by, event.of_guarantor
                yield begins(event, event.guarantor, HONOUR, _debt(event), until=until, amount=owed)
            if event.from_margin.is_positive:
                aside = event.from_margin
                yield begins(event, event.lender, APPLY, _debt(event), amount=aside)
        case HonourReversed():
            if event.of_guarantor.is_positive:
                owed = event.still_claimed
                yield goes_on(event, event.guarantor, HONOUR, _debt(event), owed)
            if event.from_margin.is_positive:
                yield goes_on(event, event.lender, APPLY, _debt(event), event.from_margin)
        case _:
            return


def _still(event: OnDebt, claimed: Claimed) -> Iterator[Change]:
    yield goes_on(event, event.guarantor, HONOUR, _debt(event), claimed.of_guarantor)
    yield goes_on(event, event.lender, APPLY, _debt(event), claimed.from_margin)


def _as_it_was(event: OnDebt) -> Iterator[Change]:
    """What was recorded before it was said how much is claimed: only the end is known."""
    match event:
        case fact.CallHonoured() if event.still_claimed.is_zero:
            yield from _all_paid(event)
        case fact.GuaranteeReleased() if event.left.is_zero:
            yield from _all_paid(event)
        case _:
            return


def _margin(event: Event) -> Iterator[Change]:
    """Both sides are told that it falls short: the guarantor pays it in, the lender sees to it."""
    match event:
        case of_margin.MarginFellShort():
            for party in (event.lender, event.guarantor):
                yield begins(event, party, CURE, event.guarantee, amount=event.missing)
        case of_margin.MarginSuffices():
            for party in (event.lender, event.guarantor):
                yield Change(party, CURE, event.guarantee)
        case of_margin.MarginTakenBack():
            named = booked_named(event.guarantee, event.bank_reference)
            yield Change(event.lender, TAKE_MARGIN_BACK, named)
        case of_margin.ClaimLeftMargin():
            yield from _no_more_out_of_margin(event)
        case _:
            return


def _no_more_out_of_margin(event: of_margin.ClaimLeftMargin) -> Iterator[Change]:
    yield goes_on(event, event.guarantor, HONOUR, _debt(event), event.still_claimed)
    yield goes_on(event, event.lender, APPLY, _debt(event), event.still_aside)


def booked_named(of: str, reference: str) -> str:
    """One guarantee has many deposits, one pool many claims bought back."""
    return f"{of}/{reference}"


def _all_paid(event: OnDebt) -> Iterator[Change]:
    yield Change(event.guarantor, HONOUR, _debt(event))
    yield Change(event.lender, APPLY, _debt(event))


def _debt(event: OnDebt) -> str:
    """One financing may have several guarantees."""
    return f"{event.guarantee}/{event.financing}"
