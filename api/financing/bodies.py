"""What clients write about financings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.shared.fields import Amount, Body, Day, Line, Note, Party, Rate, Reference
from api.shared.named import NamedGuarantee
from domain.financing.terms import Cause


class PaidOutBody(Body):
    """What the bank says it paid out; interest runs from its value date."""

    amount: Amount
    value_date: Day
    bank_reference: Reference


class ReturnedBody(Body):
    value_date: Day
    reason: Line


class AccrueBody(Body):
    """Interest up to this day, the day itself not counted."""

    through: Day


class BuyBackBody(Body):
    due_on: Day
    reason: Line


class RepaymentBody(Body):
    amount: Amount
    value_date: Day
    bank_reference: Reference
    transfer: Amount | None = None
    """All that the transfer brought, where it pays other loans too; left out, it paid this one."""

    surplus: Amount | None = None
    """What is to go back, where more is paid than what is owed on the day; left out, nothing."""

    guarantor: Party | None = None
    """Where a guarantor paid for the borrower."""

    guarantee: NamedGuarantee | None = None
    """On which it paid, where it gave several for this financing."""


class GiveBackBody(Body):
    """Names the repayment that was more than what was owed."""

    bank_reference: Reference


class TakeBackBody(Body):
    """Names the repayment by the transfer that brought it."""

    bank_reference: Reference


class ReasonBody(Body):
    reason: Line


class DefaultBody(Body):
    """Loans of the same borrower follow where their terms say so.

    For `cross_default` the detail names the other loan, which is in default.
    """

    cause: Cause
    detail: Note = ""


class NewScheduleBody(Body):
    """The parts make up what is left of the principal; without a rate it stays as it is."""

    dates: Annotated[tuple[Day, ...], Field(min_length=1, max_length=360)]
    parts: Annotated[tuple[Amount, ...], Field(min_length=1, max_length=360)]
    annual_rate: Rate | None = None
    consented: Annotated[tuple[Party, ...], Field(max_length=50)] = ()
    """Guarantors who agreed in writing."""

    reason: Line


class CallBody(Body):
    guarantee: NamedGuarantee
    amount: Amount
    due_on: Day
