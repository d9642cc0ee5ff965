"""A core enterprise says whether, and how far, a supplier of its chain may borrow on its orders."""

from __future__ import annotations

from collections.abc import Iterator

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.checks import Said
from domain.enterprise.profile import Permitted
from domain.enterprise.state import Party
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
        for field, rule, figure in _faults(command, said):
            raise Refused(no.OrderFinancingUnsound(field, rule, figure))
        if before == command.permit:
            return ()
        permitted = Permitted(named, command.permit)
        return (fact.OrderFinancingAllowed(**said, permitted=permitted),)

    if before is not None and not before.allowed:
        return ()
    return (fact.OrderFinancingForbidden(**said, core_enterprise=named, reason=command.reason),)


def _faults(command: ask.AllowOrderFinancing, said: Said) -> Iterator[tuple[str, str, str]]:
    permit, today = command.permit, said["effective_on"]
    if permit.until is not None and permit.until < max(permit.since, today):
        yield "until", "before_start", permit.until.isoformat()
    if permit.ratio_max is not None and not 0 < permit.ratio_max <= 1:
        yield "ratio_max", "out_of_range", str(permit.ratio_max)
    if permit.limit is not None and not permit.limit.is_positive:
        yield "limit", "not_positive", str(permit.limit)
    if len(set(permit.lenders)) < len(permit.lenders):
        yield "lenders", "repeated", ", ".join(permit.lenders)
