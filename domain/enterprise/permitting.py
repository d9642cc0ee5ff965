"""A core enterprise says whether, and how far, a supplier of its chain may borrow on its orders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.eligibility.order_permit import OrderPermit
from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.checks import Said
from domain.enterprise.profile import Permitted
from domain.enterprise.state import Party
from domain.shared.fault import Fault
from domain.shared.refusal import Refused

Permitting = ask.AllowOrderFinancing | ask.ForbidOrderFinancing
Decision = tuple[fact.EnterpriseEvent, ...]


def decide_permit(party: Party, command: Permitting, said: Said) -> Decision:
    """That the other is a core enterprise, and may act, its own file says."""
    named, today = command.core_enterprise, said["effective_on"]
    if not party.is_in_chain_of(named, today):
        raise Refused(no.NotInChain(named))
    before = party.permit_of(named)
    if isinstance(command, ask.AllowOrderFinancing):
        for field, rule, figure in _faults(command, today):
            raise Refused(no.OrderFinancingUnsound(field, rule, figure))
        permit = _permit(command)
        if before == permit:
            return ()
        permitted = Permitted(named, permit)
        return (fact.OrderFinancingAllowed(**said, permitted=permitted),)

    if before is not None and not before.allowed:
        return ()
    return (fact.OrderFinancingForbidden(**said, core_enterprise=named, reason=command.reason),)


def _permit(command: ask.AllowOrderFinancing) -> OrderPermit:
    return OrderPermit(
        allowed=True,
        since=command.since,
        until=command.until,
        products=command.products,
        lenders=command.lenders,
        ratio_max=command.ratio_max,
        limit=command.limit,
    )


def _faults(command: ask.AllowOrderFinancing, today: date) -> Iterator[Fault]:
    first = max(command.since, today)
    if command.until is not None and command.until < first:
        yield "until", f"not before {first}", command.until.isoformat()
    if command.ratio_max is not None and not 0 < command.ratio_max <= 1:
        yield "ratioMax", "more than 0 and at most 1", str(command.ratio_max)
    if command.limit is not None and not command.limit.is_positive:
        yield "limit", "more than nothing", str(command.limit)
    if len(set(command.lenders)) < len(command.lenders):
        yield "lenders", "each named once", ", ".join(command.lenders)
