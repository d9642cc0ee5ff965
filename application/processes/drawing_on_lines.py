"""A borrower draws on its line itself (网贷通): quoted before, decided once.

In one transaction the line and the lender's limits are blocked, the financing is opened,
and the bank is instructed to pay. Nothing secures it but the line's own security.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.instructing import instruct
from application.processes.limits import check_locked, streams_for, untold
from application.processes.lines import lender_of, line_of
from application.processes.refusals import LineUnknown
from application.processes.standing import in_good_standing
from application.processes.supports import streams_behind
from application.shared.carry_out import UseCase
from application.shared.owners import own, owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.credit_line.checks import may_block
from domain.credit_line.commands import Block
from domain.credit_line.draw_refusals import AlreadyBlocked
from domain.credit_line.state import Line
from domain.enterprise.profile import Role
from domain.enterprise.state import Party
from domain.financing.commands import OpenFinancing
from domain.financing.terms import FinancingTerms
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money
from domain.shared.pricing import Quote, quote
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class DrawOnLine:
    """`financing` is the caller's own id for the money it asks for."""

    line: LineId
    financing: FinancingId
    borrower: PartyId
    amount: Money
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuoted:
    """What a draw on the line would cost today."""

    line: LineId
    amount: Money
    interest: Money
    fee: Money
    net_proceeds: Money
    repayable: Money
    annual_rate: Decimal
    effective_annual_rate: Decimal
    due_on: date
    available: Money
    """On the line today; the lender's own limits may bear less, and are nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrawn:
    """A draw that was made: what the borrower gets, what it will pay back, what is left."""

    financing: FinancingId
    line: LineId
    amount: Money
    interest: Money
    fee: Money
    net_proceeds: Money
    repayable: Money
    effective_annual_rate: Decimal
    due_on: date
    available: Money


def quote_on_line(reading: Reading, asked: DrawOnLine, day: date) -> LineQuoted:
    """Raise `Refused` as the draw itself would for the line; a stranger's line is unknown."""
    line = _own_line(reading, asked)
    may_block(line, _block(asked), day)
    priced = quote(asked.amount, line.terms_on(day).price, day, asked.due_on)
    return LineQuoted(
        line=asked.line,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        annual_rate=priced.annual_rate,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=asked.due_on,
        available=line.available(day, Product.CREDIT_LINE),
    )


def draw_on_line(asked: DrawOnLine) -> UseCase:
    """Raise `Refused` with the figure that stands in the way."""

    def use_case(work: UnitOfWork, context: Context) -> LineDrawn:
        lender = _own_line(work, asked).lender
        _lock(work, lender, asked)
        borrower = in_good_standing(work, asked.borrower, context)
        in_good_standing(work, lender, context, Role.LENDER)
        if owner_of(work, financings.ROOM.name, asked.financing) is not None:
            raise Refused(AlreadyBlocked(asked.financing))
        line = _own_line(work, asked)
        may_block(line, _block(asked), context.now.day)
        with untold():
            _open(work, context, _Draw(asked, line, borrower))
        return _drawn(work, context, asked, line)

    return use_case


@dataclass(frozen=True, slots=True)
class _Draw:
    asked: DrawOnLine
    line: Line
    borrower: Party


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


def _block(asked: DrawOnLine) -> Block:
    return Block(
        financing=asked.financing,
        borrower=asked.borrower,
        product=Product.CREDIT_LINE,
        amount=asked.amount,
        due_on=asked.due_on,
        bound=True,
    )


def _open(work: UnitOfWork, context: Context, wanted: _Draw) -> None:
    asked, line = wanted.asked, wanted.line
    stream = financings.stream_of(line.lender, asked.financing)
    work.handle(financings.ROOM, stream, _opening(wanted, context.now.day), context)
    own(work, financings.ROOM.name, asked.financing, line.lender)
    instruct(work, context, stream, asked.financing, wanted.borrower)


def _opening(wanted: _Draw, day: date) -> OpenFinancing:
    asked, line = wanted.asked, wanted.line
    facility, supports = _behind(asked)
    terms = line.terms_on(day)
    return OpenFinancing(
        financing=asked.financing,
        facility=facility,
        lender=line.lender,
        borrower=asked.borrower,
        principal=asked.amount,
        terms=FinancingTerms(
            price=terms.price, penalty_rate=terms.penalty_rate, allocation=terms.allocation
        ),
        due_on=asked.due_on,
        by_obligor=((asked.borrower, asked.amount),),
        supports=supports,
    )


def _drawn(work: UnitOfWork, context: Context, asked: DrawOnLine, before: Line) -> LineDrawn:
    day = context.now.day
    priced: Quote = quote(asked.amount, before.terms_on(day).price, day, asked.due_on)
    after = line_of(work, before.lender, asked.line)
    return LineDrawn(
        financing=asked.financing,
        line=asked.line,
        amount=asked.amount,
        interest=priced.interest,
        fee=priced.fee,
        net_proceeds=priced.net_proceeds,
        repayable=priced.repayable,
        effective_annual_rate=priced.effective_annual_rate,
        due_on=asked.due_on,
        available=after.available(day, Product.CREDIT_LINE),
    )
