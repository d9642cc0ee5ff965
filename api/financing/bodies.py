"""What clients write about financings."""

from __future__ import annotations

from api.shared.fields import Amount, Body, Day, Line, Reference


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
