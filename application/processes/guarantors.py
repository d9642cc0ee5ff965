"""A lender's limit on a guarantor counts what its guarantees still answer for, and no more."""

from __future__ import annotations

from application.processes.guarantees import At, guarantee_of
from application.processes.limit_locks import streams_of
from application.processes.limits import Stake, answer_for
from application.shared.ports import Reading, UnitOfWork
from domain.guarantee.state import Guarantee
from domain.shared.event import Context


def streams_with(reading: Reading, at: At) -> list[str]:
    """The guarantee, and the lender's account of its guarantor: locked together."""
    return [at.stream, *streams_of(at.lender, [guarantee_of(reading, at).guarantor])]


def follow(work: UnitOfWork, context: Context, at: At, before: Guarantee) -> None:
    """What it answers for of each financing, against what it did `before`."""
    after = guarantee_of(work, at)
    for name in sorted({*before.usage.uses, *after.usage.uses}):
        more = after.utilised(name) - before.utilised(name)
        if not more.is_zero:
            of = Stake(at.lender, name, after.currency, ())
            answer_for(work, context, of, after.guarantor, more)
