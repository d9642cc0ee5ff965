"""An order of the anchor to spring for 1,000.00 net, and two lenders who lend on such orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from application.enterprise.changing import admit_to_chain
from application.lien import streams as lien
from application.order_programme import streams as programmes
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.financing_orders import ApproveOnOrder, approve_on_order
from application.processes.handing_in import handing_in
from application.processes.paper_matters import HandInPaper
from application.processes.requesting_on_orders import RequestOnOrder, request_on_order
from application.processes.running_programmes import (
    LetIntoProgramme,
    OpenProgrammeWith,
    let_into_programme,
    open_programme,
)
from application.processes.taking_orders import hand_in_paper
from application.shared.ports import Answer
from domain.eligibility.order_standing import Rated
from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.enterprise.commands import AdmitToChain
from domain.enterprise.profile import ChainPlace
from domain.lien.state import Asset
from domain.order_programme.state import Programme
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.daycount import DayCount
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, ProgrammeId, ReceivableId
from domain.shared.item import Item
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.order_paper import OrderPaper, PaperKind, PaperLine, Reply
from domain.shared.pricing import Price
from domain.shared.trade_document import BillLine, Encoding, PartyReference, Source
from tests.scenarios.cast import (
    ALWAYS_OPEN,
    ANCHOR,
    BANK,
    NUMBERS,
    RIVAL,
    RIVER,
    SPRING,
    Trade,
    document,
    yuan,
)
from tests.support.house import House, identified

PROGRAMME, RIVALS = ProgrammeId("prog-1"), ProgrammeId("prog-2")
LENDER_OF = {PROGRAMME: BANK, RIVALS: RIVAL}
WAX = Item(name="wax", sellers="W-1")
ON = date(2026, 2, 10)
DELIVER_BY = date(2026, 4, 30)
DUE = date(2026, 5, 15)
NOTHING = yuan("0.00")

TERMS = ProgrammeTerms(
    version=1,
    orders=OrderTerms(
        limit=yuan("100000.00"),
        ratings=(
            RatingTerms(rating="A", financing_ratio=Decimal("0.70")),
            RatingTerms(rating="B", financing_ratio=Decimal("0.50")),
        ),
    ),
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.09"),
    draw_minimum=yuan("10.00"),
)


def rated(house: House, rating: str = "A") -> Rated:
    return Rated(rating=rating, source="own model", rated_on=house.clock.day)


def lend_on_orders(
    house: House, programme: ProgrammeId = PROGRAMME, terms: ProgrammeTerms = TERMS
) -> None:
    """The programme is open, and both suppliers are in it and in the anchor's chain."""
    lender = LENDER_OF[programme]
    opened = OpenProgrammeWith(programme, lender, ANCHOR, terms)
    house.do(lender, opened, open_programme(opened))
    for supplier in (SPRING, RIVER):
        joined = LetIntoProgramme(programme, lender, supplier, rated(house), yuan("50000.00"))
        house.do(lender, joined, let_into_programme(joined))
        place = AdmitToChain(party=supplier, place=ChainPlace(ANCHOR, None))
        house.do(ANCHOR, place, admit_to_chain(place))


def paper(kind: PaperKind, number: str, *lines: PaperLine, **more: Any) -> OrderPaper:  # noqa: ANN401 - any field
    told = OrderPaper(
        kind=kind,
        number=number,
        issued_on=ON,
        order="PO-7",
        ordered_on=None,
        buyer=PartyReference(ANCHOR, (identified(NUMBERS[ANCHOR]),)),
        supplier=PartyReference(SPRING, (identified(NUMBERS[SPRING]),)),
        lines=lines,
        source=Source(Encoding.UBL, f"{number}.xml", kind.value),
    )
    return replace(told, **more)


def counted(quantity: str, amount: str | None = None, **more: Any) -> PaperLine:  # noqa: ANN401 - any field
    line = PaperLine(
        line="1",
        order_line="1",
        item=WAX,
        quantity=Decimal(quantity),
        unit="KGM",
        amount=None if amount is None else yuan(amount),
    )
    return replace(line, **more)


def order_paper(number: str = "PO-7", amount: str = "1000.00") -> OrderPaper:
    return paper(
        PaperKind.ORDER,
        number,
        counted("100", amount),
        order=number,
        net=yuan(amount),
        tax=NOTHING,
        gross=yuan(amount),
        prepaid=NOTHING,
        deliver_by=DELIVER_BY,
    )


def give(house: House, party: PartyId, stated: OrderPaper) -> dict[str, Any]:
    digest = f"{stated.number}-{stated.kind}-{stated.issued_on.year}"
    asked = HandInPaper(party, stated, digest.ljust(64, "0"))
    return house.do(party, asked, hand_in_paper(asked))


def ordered(house: House, number: str = "PO-7", amount: str = "1000.00") -> OrderId:
    """Placed by the anchor itself and accepted by spring."""
    placed = give(house, ANCHOR, order_paper(number, amount))
    accepted = paper(PaperKind.RESPONSE, f"R-{number}", order=number, reply=Reply.ACCEPTED)
    give(house, SPRING, accepted)
    return OrderId(placed["order"])


def invoiced(
    house: House, number: str = "INV-1", amount: str = "1000.00", order: str = "PO-7"
) -> ReceivableId:
    """At the price of the order, 10.00 a kilogram."""
    stated = replace(
        document(Trade(number, amount)),
        order=order,
        billed=(BillLine(line="1", item=WAX, quantity=Decimal(amount) / 10, amount=yuan(amount)),),
    )
    asked, use_case = handing_in(SPRING, stated, number.ljust(64, "0"), ALWAYS_OPEN)
    return ReceivableId(house.do(SPRING, asked, use_case)["receivable"])


def asked_on(
    order: OrderId,
    amount: str = "700.00",
    financing: str = "fin-1",
    **more: Any,  # noqa: ANN401 - any field
) -> RequestOnOrder:
    wanted = RequestOnOrder(PROGRAMME, order, FinancingId(financing), SPRING, yuan(amount), DUE)
    return replace(wanted, **more)


def approval(financing: str = "fin-1", programme: ProgrammeId = PROGRAMME) -> ApproveOnOrder:
    lender = LENDER_OF[programme]
    return ApproveOnOrder(programme, FinancingId(financing), lender)


def request(house: House, asked: RequestOnOrder) -> dict[str, Any]:
    return house.do(SPRING, asked, request_on_order(asked))


def approve(house: House, asked: ApproveOnOrder | None = None) -> dict[str, Any]:
    given = asked or approval()
    return house.do(given.lender, given, approve_on_order(given))


def try_to_approve(house: House, asked: ApproveOnOrder) -> Answer:
    return house.ask(asked.lender, asked, approve_on_order(asked))


def lent(house: House, order: OrderId, amount: str = "700.00", financing: str = "fin-1") -> None:
    """Asked for, approved, and paid out by the bank."""
    request(house, asked_on(order, amount, financing))
    approve(house, approval(financing))
    paid = ConfirmPaidOut(FinancingId(financing), BANK, yuan(amount), house.clock.day, "out-1")
    house.do(BANK, paid, confirm_paid_out(paid))


def programme_of(house: House, programme: ProgrammeId = PROGRAMME) -> Programme:
    stream = programmes.stream_of(LENDER_OF[programme], programme)
    with house.store.reading() as reading:
        state = reading.load(programmes.ROOM, stream).state
    assert isinstance(state, Programme)
    return state


def lien_of(house: House, asset: str) -> Asset:
    with house.store.reading() as reading:
        return reading.load(lien.ROOM, lien.stream_of(AssetId(asset))).state


def over_advance(house: House, order: OrderId) -> Money | None:
    return programme_of(house).over_advances.get(order)
