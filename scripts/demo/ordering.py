"""Acts ten and eleven: the core enterprise orders and answers for its supplier."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from application.enterprise.changing import admit_to_chain
from application.enterprise.changing import change as change_party
from application.processes.changing_orders import change_order
from application.processes.giving_guarantees import (
    AcceptFor,
    GiveTo,
    ReviewFor,
    accept,
    give,
    review,
)
from application.processes.moving_margin import MoveMargin, move_margin
from domain.e_order.commands import Accept, OrderCommand
from domain.enterprise.commands import AdmitToChain, Review
from domain.enterprise.profile import ChainPlace, Check, Evidence
from domain.guarantee.agreement import CreditorTerms, MarginEntry
from domain.shared.ids import OrderId
from scripts.demo.cast import GUARANTEE, HARBOUR, LANTERN, OPERATOR, WILLOW, Player, yuan
from scripts.demo.invoicing import NOBODY
from scripts.demo.order_papers import ORDER, ORDERED, Goods, ubl_order
from scripts.demo.order_terms import guarantee_terms
from scripts.demo.stage import Stage, StoryBroken

MARGIN = "20000.00"


def place_an_order(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The core enterprise places an order", "核心企业下达电子订单")
    ordered = Goods(ORDER, ORDERED, stage.on(-3), stage.on(40))
    (placed,) = stage.hand_in(HARBOUR.party, "PO-601.ubl.xml", ubl_order(ordered))
    if placed.outcome != "placed":
        raise StoryBroken(f"{placed.outcome} {placed.why} {placed.facts}")
    tell.say(
        f"Harbour Machinery orders 500 forgings at CNY 1,000.00 from Willow Forgings (柳锻件厂), "
        f"{ORDER}, in UBL and through a key of its own: so the order is authentic.",
        f"海港机械以自有密钥提交 UBL 订单 {ORDER}: 向柳锻件厂 (Willow Forgings) 订购锻件 500 件, "
        "单价 1,000.00 元, 订单真实性由此确认。",
    )
    order = stage.orders[ORDER]
    on_order(stage, WILLOW, Accept(buyer=NOBODY, order=order, party=WILLOW.party))
    into = AdmitToChain(party=WILLOW.party, place=ChainPlace(HARBOUR.party, None))
    stage.do(HARBOUR.party, into, admit_to_chain(into))
    tell.say(
        "Willow accepts, and Harbour lets it into its chain: its suppliers may borrow on orders.",
        "柳锻件厂接受订单; 海港机械将其纳入供应链: 准入的供应商方可就订单融资。",
    )


def give_a_guarantee(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The core enterprise answers for its supplier", "核心企业为供应商提供担保")
    _qualify(stage)
    gave = GiveTo(
        GUARANTEE,
        LANTERN.party,
        HARBOUR.party,
        guarantee_terms(stage.day, yuan("300000.00"), WILLOW.party),
    )
    stage.do(HARBOUR.party, gave, give(gave))
    tell.say(
        "Harbour gives Lantern Bank a joint and several guarantee (连带责任保证) of "
        "CNY 300,000.00 for Willow's debts, on resolution SR-6 of its shareholders, with a margin "
        "of 10 % on an account that is dedicated and controlled by the bank.",
        "海港机械向灯塔银行出具最高额 300,000.00 元的连带责任保证, 附股东会决议 SR-6, "
        "保证金比例 10 %, 存入银行控制的专用账户。",
    )
    seen = ReviewFor(guarantee=GUARANTEE, lender=LANTERN.party, on_evidence=("qualification",))
    stage.do(LANTERN.party, seen, review(seen), "anna")
    decided = AcceptFor(GUARANTEE, LANTERN.party, CreditorTerms())
    tell.say(
        "Anna of the bank has looked at it, and may not accept it herself:",
        "银行的 anna 完成审查, 不得由本人接受:",
    )
    refused = stage.refused(LANTERN.party, decided, accept(decided), "anna")
    if refused["code"] != "guarantee.same_person":
        raise StoryBroken(str(refused))
    stage.do(LANTERN.party, decided, accept(decided), "boris")
    _deposit(stage)
    tell.say(
        "Boris accepts it, and CNY 20,000.00 of margin come in.",
        "由 boris 接受; 保证金 20,000.00 元到账。",
    )


def on_order(stage: Stage, player: Player, asked: OrderCommand) -> dict[str, str]:
    """As the buyer or the supplier."""
    order: OrderId = asked.order
    use_case = change_order(order, player.party, lambda buyer: replace(asked, buyer=buyer))
    result: dict[str, str] = stage.do(player.party, asked, use_case)
    return result


def _qualify(stage: Stage) -> None:
    looked = Evidence(
        reference="qualification",
        check=Check.QUALIFICATION,
        source="rating agency",
        checked_by="ann",
        checked_on=stage.day,
        expires_on=stage.day + timedelta(days=365),
    )
    put = Review(party=HARBOUR.party, evidence=(looked,))
    stage.do(OPERATOR, put, change_party(put), "ann")


def _deposit(stage: Stage) -> None:
    came = MoveMargin(
        guarantee=GUARANTEE,
        lender=LANTERN.party,
        amount=yuan(MARGIN),
        value_date=stage.day,
        bank_reference="LB-9101",
        entry=MarginEntry.DEPOSIT,
    )
    stage.do(LANTERN.party, came, move_margin(came))
