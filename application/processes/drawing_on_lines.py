"""A borrower draws on its line itself (网贷通): quoted before, decided once.

In one transaction the line and the lender's limits are blocked, the financing is opened,
and the bank is instructed to pay. Nothing secures it but the line's own security. From the
amount that the terms say on it is a request, which two people of the lender decide
(`requesting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.instructing import instruct
from application.processes.limit_locks import check_locked, streams_for
from application.processes.limits import untold
from application.processes.lines import lender_of, line_of
from application.processes.loan_index import own_loan
from application.processes.loan_terms import LaidOut, Named, laid_out
from application.processes.refusals import LineUnknown
from application.processes.requesting import hand_in
from application.processes.standing import in_good_standing
from application.processes.supports import streams_behind
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.credit_line.checks import may_block
from domain.credit_line.commands import Block
from domain.credit_line.draw_refusals import AlreadyBlocked
from domain.credit_line.state import Line
from domain.enterprise.profile import Role
from domain.enterprise.state import Party
from domain.financing.commands import OpenFinancing, RequestFinancing
from domain.financing.opening import priced_as_asked
from domain.financing.terms import Approvals
from domain.shared.calendar import BusinessCalendar
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money
from domain.shared.quoting import DueLine
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class DrawOnLine:
    """`financing` is the caller's own id for the money it asks for."""

    line: LineId
    financing: FinancingId
    borrower: PartyId
    amount: Money
    due_on: date
    lines: Named = ()
    """Where the line's terms leave them to the borrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuoted:
    """What a draw on the line would cost today, line by line."""

    line: LineId
    amount: Money
    interest: Money
    fee: Money
    period_fees: Money
    net_proceeds: Money
    repayable: Money
    annual_rate: Decimal
    effective_annual_rate: Decimal
    due_on: date
    lines: tuple[DueLine, ...]
    approvals: int
    """People of the lender who must approve; none where the line's own approval is enough."""

    available: Money
    """On the line today; the lender's own limits may bear less, and are nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrawn:
    """A draw: what the borrower gets, what it will pay back and when, what is left."""

    financing: FinancingId
    line: LineId
    stage: str
    """`instructed`, or `requested` where people of the lender decide: then nothing is blocked."""

    amount: Money
    interest: Money
    fee: Money
    period_fees: Money
    net_proceeds: Money
    repayable: Money
    effective_annual_rate: Decimal
    due_on: date
    lines: tuple[DueLine, ...]
    approvals: int
    available: Money


def quote_on_line(
    reading: Reading, asked: DrawOnLine, day: date, calendar: BusinessCalendar
) -> LineQuoted:
    """Raise `Refused` as the draw itself would for the line; a stranger's line is unknown."""
    line = _own_line(reading, asked)
    wanted = _Draw.made(asked, line, day, calendar)
    may_block(line, wanted.block, day)
    _, priced = priced_as_asked(wanted.opening(), day)
    return LineQuoted(
        line=asked.line,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        period_fees=priced.period_fees,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        annual_rate=priced.annual_rate,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=priced.due_on,
        lines=priced.lines,
        approvals=wanted.approvals(day),
        available=line.available(day, Product.CREDIT_LINE),
    )


def draw_on_line(asked: DrawOnLine, calendar: BusinessCalendar) -> UseCase:
    """Raise `Refused` with the figure that stands in the way."""

    def use_case(work: UnitOfWork, context: Context) -> LineDrawn:
        lender, today = _own_line(work, asked).lender, context.now.day
        _lock(work, lender, asked)
        borrower = in_good_standing(work, asked.borrower, context)
        in_good_standing(work, lender, context, Role.LENDER)
        if owner_of(work, financings.ROOM.name, asked.financing) is not None:
            raise Refused(AlreadyBlocked(asked.financing))
        line = _own_line(work, asked)
        wanted = _Draw.made(asked, line, today, calendar)
        may_block(line, wanted.block, today)
        if wanted.approvals(today):
            return _request(work, context, wanted)
        with untold():
            _open(work, context, wanted, borrower)
        return _drawn(work, context, wanted, "instructed")

    return use_case


@dataclass(frozen=True, slots=True)
class _Draw:
    asked: DrawOnLine
    line: Line
    loan: LaidOut

    @classmethod
    def made(cls, asked: DrawOnLine, line: Line, day: date, calendar: BusinessCalendar) -> _Draw:
        loan = laid_out(line.terms_on(day), asked.due_on, asked.lines, calendar)
        return cls(asked, line, loan)

    @property
    def block(self) -> Block:
        return Block(
            financing=self.asked.financing,
            borrower=self.asked.borrower,
            product=Product.CREDIT_LINE,
            amount=self.asked.amount,
            due_on=self.loan.dates[-1],
            bound=True,
        )

    def approvals(self, day: date) -> int:
        return 2 if self.line.terms_on(day).needs_second_person(self.asked.amount) else 0

    def opening(self) -> OpenFinancing:
        return OpenFinancing(**self._said())

    def request(self, day: date) -> RequestFinancing:
        approvals = Approvals(second_from=self.line.terms_on(day).second_person_from)
        return RequestFinancing(**self._said(), approvals=approvals)

    def _said(self) -> dict[str, Any]:
        asked = self.asked
        facility, supports = _behind(asked)
        return {
            "financing": asked.financing,
            "facility": facility,
            "lender": self.line.lender,
            "borrower": asked.borrower,
            "principal": asked.amount,
            "terms": self.loan.terms,
            "due_on": self.loan.dates[-1],
            "dates": self.loan.dates,
            "parts": self.loan.parts,
            "by_obligor": ((asked.borrower, asked.amount),),
            "supports": supports,
        }


def _own_line(reading: Reading, asked: DrawOnLine) -> Line:
    line = line_of(reading, lender_of(reading, asked.line), asked.line)
    if line.borrower != asked.borrower:
        raise Refused(LineUnknown(asked.line))
    return line


def _lock(work: UnitOfWork, lender: PartyId, asked: DrawOnLine) -> None:
    facility, supports = _behind(asked)
    limits = streams_for(work, lender, [asked.borrower])
    work.lock(
        change=[
            financings.stream_of(lender, asked.financing),
            *streams_behind(lender, facility, supports),
            *limits.change,
        ],
        rely_on={enterprises.stream_of(lender), *limits.rely_on},
    )
    check_locked(work, lender, [asked.borrower], limits)


def _behind(asked: DrawOnLine) -> tuple[Facility, Supports]:
    """The line is both what the money is drawn under and what it uses up."""
    return Facility(Product.CREDIT_LINE, asked.line), Supports(line=asked.line)


def _request(work: UnitOfWork, context: Context, wanted: _Draw) -> LineDrawn:
    """Line and limits are blocked with the last approval, and asked then whether they bear it."""
    hand_in(work, context, wanted.request(context.now.day))
    return _drawn(work, context, wanted, "requested")


def _open(work: UnitOfWork, context: Context, wanted: _Draw, borrower: Party) -> None:
    asked, lender = wanted.asked, wanted.line.lender
    stream = financings.stream_of(lender, asked.financing)
    work.handle(financings.ROOM, stream, wanted.opening(), context)
    own_loan(work, lender, asked.borrower, asked.financing)
    instruct(work, context, stream, asked.financing, borrower)


def _drawn(work: UnitOfWork, context: Context, wanted: _Draw, stage: str) -> LineDrawn:
    day, asked = context.now.day, wanted.asked
    _, priced = priced_as_asked(wanted.opening(), day)
    after = line_of(work, wanted.line.lender, asked.line)
    return LineDrawn(
        financing=asked.financing,
        line=asked.line,
        stage=stage,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        period_fees=priced.period_fees,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=priced.due_on,
        lines=priced.lines,
        approvals=wanted.approvals(day),
        available=after.available(day, Product.CREDIT_LINE),
    )
