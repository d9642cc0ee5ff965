"""Lines and limits of the small trade: opened, approved and set by two people of the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from application.credit_line import streams as line_streams
from application.lender_limit import streams as limit_streams
from application.processes.drawing_on_lines import DrawOnLine
from application.processes.opening_lines import approve_line, propose_line
from application.processes.setting_limits import (
    OnAccount,
    OnGroup,
    declare_group,
    on_account,
    on_group,
    propose_limit,
)
from domain.credit_line.commands import ApproveLine, ProposeLine
from domain.credit_line.state import Line
from domain.credit_line.terms import Commitment, LineTerms, Part
from domain.lender_limit import commands as ask
from domain.lender_limit.state import Account, Group
from domain.lender_limit.terms import LimitTerms
from domain.shared.connection import Basis, GroupId
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import Price
from tests.scenarios.cast import ANCHOR, BANK, SPRING, yuan
from tests.support.house import House

GROUP = GroupId("harbour")
IN_MAY = date(2026, 5, 15)

LINE_TERMS = LineTerms(
    version=1,
    limit=yuan("800.00"),
    parts=(Part(Product.CREDIT_LINE), Part(Product.RECEIVABLE_POOL, yuan("500.00"))),
    commitment=Commitment.COMMITTED,
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.09"),
    draw_minimum=yuan("10.00"),
    tenor_days_max=180,
    valid_until=date(2027, 3, 1),
    review_due_on=date(2026, 9, 1),
)


def open_a_line(
    house: House, borrower: PartyId = SPRING, limit: str = "800.00", line: str = "line-1"
) -> LineId:
    name, wanted = LineId(line), yuan(limit)
    parts = tuple(
        replace(part, limit=min(part.limit, wanted) if part.limit else None)
        for part in LINE_TERMS.parts
    )
    proposed = ProposeLine(
        line=name,
        lender=BANK,
        borrower=borrower,
        terms=replace(LINE_TERMS, limit=wanted, parts=parts),
    )
    house.do(BANK, proposed, propose_line(proposed))
    house.do(BANK, ApproveLine(), approve_line(name, BANK))
    return name


def limited(together: str) -> LimitTerms:
    return LimitTerms(currency=Currency.CNY, together=yuan(together), source="committee 4")


def limit_party(
    house: House, together: str, party: PartyId = ANCHOR, counts_from: date | None = None
) -> None:
    proposed = ask.ProposeLimit(
        lender=BANK,
        party=party,
        terms=limited(together),
        effective_on=counts_from or house.clock.day,
    )
    waits = house.do(BANK, proposed, propose_limit(proposed))
    approved = OnAccount(BANK, party, ask.ApproveLimit(proposal=waits["proposal"]))
    house.do(BANK, approved.command, on_account(approved))


def limit_group(house: House, together: str, *members: PartyId) -> None:
    declared = ask.DeclareGroup(
        lender=BANK, group=GROUP, members=members, basis=Basis.CONTROL, evidence="chart"
    )
    house.do(BANK, declared, declare_group(declared))
    wanted = ask.ProposeGroupLimit(terms=limited(together), effective_on=house.clock.day)
    proposed = OnGroup(BANK, GROUP, wanted)
    waits = house.do(BANK, proposed, on_group(proposed))
    approved = OnGroup(BANK, GROUP, ask.ApproveLimit(proposal=waits["proposal"]))
    house.do(BANK, approved.command, on_group(approved))


def on_line(
    financing: str, borrower: PartyId = SPRING, amount: str = "20.00", line: str = "line-1"
) -> DrawOnLine:
    return DrawOnLine(LineId(line), FinancingId(financing), borrower, yuan(amount), IN_MAY)


def account(house: House, party: PartyId = ANCHOR) -> Account:
    with house.store.reading() as reading:
        stream = limit_streams.account_of(BANK, party)
        state = reading.load(limit_streams.ROOM, stream).state
    assert isinstance(state, Account)
    return state


def used(house: House, party: PartyId = ANCHOR) -> Money:
    return account(house, party).in_use(house.clock.day, Currency.CNY).together


def group(house: House) -> Group:
    with house.store.reading() as reading:
        state = reading.load(limit_streams.ROOM, limit_streams.group_of(BANK, GROUP)).state
    assert isinstance(state, Group)
    return state


def line(house: House, name: str = "line-1") -> Line:
    with house.store.reading() as reading:
        stream = line_streams.stream_of(BANK, LineId(name))
        state = reading.load(line_streams.ROOM, stream).state
    assert isinstance(state, Line)
    return state
