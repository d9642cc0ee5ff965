"""A guarantee of the small trade: the anchor answers to the bank for its suppliers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from application.enterprise.changing import admit_to_chain
from application.enterprise.changing import change as change_party
from application.financing import streams as financings
from application.guarantee import streams as guarantees
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.giving_guarantees import (
    AcceptFor,
    GiveTo,
    ReviewFor,
    accept,
    give,
    review,
)
from application.processes.guarantees import At, Promised, guarantee_of, reserve
from application.processes.loans import financing_of
from application.processes.moving_margin import MoveMargin, move_margin
from application.processes.supports import committed, files_behind, streams_behind
from application.shared.carry_out import UseCase
from application.shared.owners import own
from application.shared.ports import UnitOfWork
from domain.enterprise.commands import AdmitToChain, Review
from domain.enterprise.profile import ChainPlace, Check, Evidence
from domain.financing.commands import InstructDisbursement, OpenFinancing
from domain.financing.state import Financing
from domain.financing.terms import FinancingTerms
from domain.guarantee.agreement import (
    Body,
    CreditorTerms,
    GuaranteeTerms,
    Liability,
    MarginEntry,
    Resolution,
)
from domain.guarantee.margin_account import Holder, MarginAccount
from domain.guarantee.state import Guarantee
from domain.shared.event import Context
from domain.shared.facility import Facility, Guaranteed, Product, Supports
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from tests.scenarios.cast import ANCHOR, BANK, SPRING, TERMS, admit_all, yuan
from tests.support.house import OPERATOR, House

GUA = GuaranteeId("gua-1")
AT = At(BANK, GUA)
DUE = date(2026, 6, 30)
FIN = FinancingId("fin-g1")

RESOLVED = Resolution(
    body=Body.BOARD,
    reference="BR-7",
    digest="d" * 64,
    decided_on=date(2026, 2, 20),
    amount=yuan("1000.00"),
)
GUARANTEE_TERMS = GuaranteeTerms(
    liability=Liability.JOINT_AND_SEVERAL,
    limit=yuan("1000.00"),
    valid_from=date(2026, 3, 1),
    valid_until=date(2027, 2, 28),
    margin_ratio=Decimal("0.10"),
    margin_account=MarginAccount(
        number="6222-01",
        bank="A Bank",
        holder=Holder.GUARANTOR,
        dedicated=True,
        controlled_by_creditor=True,
    ),
    resolution=RESOLVED,
)


def qualify(house: House) -> None:
    """The anchor's file says that it is qualified; spring is in its chain."""
    looked = Evidence(
        reference="qual-1",
        check=Check.QUALIFICATION,
        source="rating agency",
        checked_by="cheng",
        checked_on=house.clock.day,
        expires_on=house.clock.day + timedelta(days=300),
    )
    put = Review(party=ANCHOR, evidence=(looked,))
    house.do(OPERATOR, put, change_party(put))
    joined = AdmitToChain(party=SPRING, place=ChainPlace(ANCHOR, None))
    house.do(ANCHOR, joined, admit_to_chain(joined))


def deposit(house: House, amount: str, reference: str = "in-1") -> None:
    moved = MoveMargin(
        guarantee=GUA,
        lender=BANK,
        amount=yuan(amount),
        value_date=house.clock.day,
        bank_reference=reference,
        entry=MarginEntry.DEPOSIT,
    )
    house.do(BANK, moved, move_margin(moved))


def guaranteed(house: House, margin: str = "100.00", terms: GuaranteeTerms | None = None) -> None:
    """Given, looked at, accepted, and margin for what it may bear."""
    admit_all(house)
    promised(house, terms or GUARANTEE_TERMS)
    deposit(house, margin)


def promised(house: House, terms: GuaranteeTerms) -> None:
    """Given, looked at and accepted."""
    qualify(house)
    accepted(house, GUA, terms)


def accepted(house: House, name: GuaranteeId, terms: GuaranteeTerms) -> None:
    gave = GiveTo(name, BANK, ANCHOR, terms)
    house.do(ANCHOR, gave, give(gave))
    looked = ReviewFor(guarantee=name, lender=BANK, on_evidence=("qual-1",))
    house.do(BANK, looked, review(looked))
    decided = AcceptFor(name, BANK, CreditorTerms())
    house.do(BANK, decided, accept(decided))


def now(house: House) -> Guarantee:
    with house.store.reading() as reading:
        return guarantee_of(reading, AT)


def history(house: House) -> int:
    """How many events the guarantee has."""
    with house.store.reading() as reading:
        return reading.load(guarantees.ROOM, AT.stream).version


def supports_of(amount: str) -> Supports:
    return Supports(guarantees=(Guaranteed(GUA, ANCHOR, yuan(amount)),))


def reserving(name: FinancingId, amount: str, borrower: PartyId = SPRING) -> UseCase:
    """As every story does that approves a financing."""
    supports = supports_of(amount)
    promised = Promised(financing=name, borrower=borrower, amount=yuan(amount), due_on=DUE)

    def use_case(work: UnitOfWork, context: Context) -> Promised:
        work.lock(change=[AT.stream], rely_on=files_behind(borrower, supports))
        reserve(work, context, AT, promised)
        return promised

    return use_case


def promise_of(loan: Financing) -> Promised:
    return Promised(
        financing=loan.financing, borrower=loan.borrower, amount=loan.principal, due_on=DUE
    )


FACILITY = Facility(Product.CREDIT_LINE, "programme-1")


def lend(
    house: House,
    principal: str = "600.00",
    name: FinancingId = FIN,
    supports: Supports | None = None,
    *,
    known_to_limits: bool = True,
) -> None:
    """Opened with the guarantee behind all of it, and paid out."""
    stream = financings.stream_of(BANK, name)
    supports = supports or supports_of(principal)
    asked = OpenFinancing(
        financing=name,
        facility=FACILITY,
        lender=BANK,
        borrower=SPRING,
        principal=yuan(principal),
        terms=FinancingTerms(price=TERMS.price),
        due_on=DUE,
        by_obligor=((ANCHOR, yuan(principal)),),
        supports=supports,
    )

    def opening(work: UnitOfWork, context: Context) -> OpenFinancing:
        behind = streams_behind(BANK, FACILITY, supports)
        work.lock(change=[stream, *behind], rely_on=files_behind(SPRING, supports))
        work.handle(financings.ROOM, stream, asked, context)
        own(work, financings.ROOM.name, name, BANK)
        instructed = InstructDisbursement(bank_account="acc-spring")
        work.handle(financings.ROOM, stream, instructed, context)
        opened = financing_of(work, stream, name)
        if known_to_limits:
            committed(work, context, opened)
        else:
            reserve(work, context, AT, promise_of(opened))
        return asked

    house.do(BANK, asked, opening)
    paid = ConfirmPaidOut(name, BANK, yuan(principal), house.clock.day, f"out-{name}")
    house.do(BANK, paid, confirm_paid_out(paid))


def loan(house: House, name: FinancingId = FIN) -> Financing:
    with house.store.reading() as reading:
        return financing_of(reading, financings.stream_of(BANK, name), name)
