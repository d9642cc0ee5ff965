"""Why a request, or the lines that it asks for, is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.financing.terms import Verdict
from domain.shared.ids import ActorId, FinancingId
from domain.shared.instalments import PlanKind
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class AlreadyRequested(Refusal):
    code: ClassVar[str] = "financing.already_requested"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class LinesLaidOutByRule(Refusal):
    """The terms say how the principal comes back; whoever asks names no lines of its own."""

    code: ClassVar[str] = "financing.lines_laid_out_by_rule"
    kind: ClassVar[Kind] = Kind.UNSOUND
    plan: PlanKind


@dataclass(frozen=True, slots=True)
class TooManyLines(Refusal):
    """The terms leave the lines to whoever asks, up to a number."""

    code: ClassVar[str] = "financing.too_many_lines"
    kind: ClassVar[Kind] = Kind.UNSOUND
    given: int
    most: int


@dataclass(frozen=True, slots=True)
class OtherNumberOfLines(Refusal):
    """The plan has another number of lines than dates, or parts, were given."""

    code: ClassVar[str] = "financing.other_number_of_lines"
    kind: ClassVar[Kind] = Kind.UNSOUND
    planned: int
    given: int


@dataclass(frozen=True, slots=True)
class LinesOutOfOrder(Refusal):
    """Each line is due after the one before."""

    code: ClassVar[str] = "financing.lines_out_of_order"
    kind: ClassVar[Kind] = Kind.UNSOUND
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LastLineDiffers(Refusal):
    code: ClassVar[str] = "financing.last_line_differs"
    kind: ClassVar[Kind] = Kind.UNSOUND
    due_on: date
    last: date


@dataclass(frozen=True, slots=True)
class LineBeforeStart(Refusal):
    code: ClassVar[str] = "financing.line_before_start"
    kind: ClassVar[Kind] = Kind.UNSOUND
    first: date
    opened_on: date


@dataclass(frozen=True, slots=True)
class PartsDiffer(Refusal):
    """The parts of the lines do not make up the principal, or one is negative."""

    code: ClassVar[str] = "financing.parts_differ"
    kind: ClassVar[Kind] = Kind.UNSOUND
    principal: Money
    parts: Money


@dataclass(frozen=True, slots=True)
class NotRequested(Refusal):
    """It is a loan that nobody had to approve."""

    code: ClassVar[str] = "financing.not_requested"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class RequestOver(Refusal):
    """It was decided already; `by` names people of whoever asks, and nobody else's."""

    code: ClassVar[str] = "financing.request_over"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    was: Verdict
    by: tuple[ActorId, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestExpired(Refusal):
    code: ClassVar[str] = "financing.request_expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    expires_on: date


@dataclass(frozen=True, slots=True)
class ApprovesOwnRequest(Refusal):
    """Four eyes: whoever asked does not approve."""

    code: ClassVar[str] = "financing.approves_own_request"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    by: ActorId


@dataclass(frozen=True, slots=True)
class ApprovedAlready(Refusal):
    """Four eyes: the second approval is another person's."""

    code: ClassVar[str] = "financing.approved_already"
    kind: ClassVar[Kind] = Kind.CONFLICT
    by: ActorId


@dataclass(frozen=True, slots=True)
class EnoughApprovals(Refusal):
    code: ClassVar[str] = "financing.enough_approvals"
    kind: ClassVar[Kind] = Kind.CONFLICT
    needed: int


@dataclass(frozen=True, slots=True)
class NotApproved(Refusal):
    code: ClassVar[str] = "financing.not_approved"
    kind: ClassVar[Kind] = Kind.CONFLICT
    needed: int
    approved: int
