"""A decision is made again from what it relied on, and compared to the byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.processes.certifying import decided, pool_of
from application.processes.judging_orders import judged, order_decision_key
from application.processes.programmes import ProgrammeAt
from application.shared.ports import Reading
from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.order_certificate import OrderCertificate
from domain.order_programme.events import OrderCertified
from domain.receivable_pool.events import BorrowingBaseCertified
from domain.shared.ids import OrderId, PoolId, ProgrammeId


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a decision came to when it was made again."""

    pool: PoolId
    day: date
    again: BaseCertificate
    same_certificate: bool
    same_bytes: bool | None
    """Of the results per claim; None where they were not kept."""

    @property
    def equal(self) -> bool:
        return self.same_certificate and self.same_bytes is not False


def replay(then: Reading, made: BorrowingBaseCertified, kept: bytes | None) -> Replayed:
    """`then` gives every stream at the version that `made` relied on; `kept` are its results."""
    day = made.certificate.day
    decision = decided(then, pool_of(then, made.lender, made.pool), day)
    return Replayed(
        pool=made.pool,
        day=day,
        again=decision.certificate,
        same_certificate=decision.certificate == made.certificate,
        same_bytes=None if kept is None else decision.judgement.results_bytes() == kept,
    )


@dataclass(frozen=True, slots=True)
class OrderReplayed:
    """What a decision about an order came to when it was made again."""

    programme: ProgrammeId
    order: OrderId
    day: date
    again: OrderCertificate
    same_certificate: bool
    same_bytes: bool | None
    """Of the reasons, both why no more is lent and why it carries no more; None where they
    were not kept."""

    @property
    def equal(self) -> bool:
        return self.same_certificate and self.same_bytes is not False


@dataclass(frozen=True, slots=True)
class KeptOnOrder:
    """The reasons that were kept beside a certificate of an order; None where they were not."""

    results: bytes | None
    carrying: bytes | None

    @classmethod
    def of(cls, reading: Reading, made: OrderCertified) -> KeptOnOrder:
        certificate = made.certificate
        return cls(
            *(
                reading.attachment(order_decision_key(made.programme, hash_))
                for hash_ in (certificate.results_hash, certificate.carrying_hash)
            )
        )


def replay_order(then: Reading, made: OrderCertified, kept: KeptOnOrder) -> OrderReplayed:
    """`then` gives every stream at the version that `made` relied on."""
    certificate = made.certificate
    at = ProgrammeAt(made.lender, made.programme)
    decision = judged(then, at, certificate.order, certificate.day)
    again = (decision.judgement.results.to_bytes(), decision.judgement.carrying.to_bytes())
    pairs = zip(again, (kept.results, kept.carrying), strict=True)
    same = [made_again == was for made_again, was in pairs if was is not None]
    return OrderReplayed(
        programme=made.programme,
        order=certificate.order,
        day=certificate.day,
        again=decision.certificate,
        same_certificate=decision.certificate == certificate,
        same_bytes=all(same) if same else None,
    )
