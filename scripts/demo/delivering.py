"""Acts fourteen and fifteen: less is delivered than ordered; the invoice takes the order out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from api.shared.wire import to_wire
from application.processes.answering import change
from application.processes.assigning import Assign, assign
from application.processes.quoting_orders import explain_order
from application.processes.running_pools import LetIn, let_in
from application.processes.servicing import TakeRepayment, take_repayment
from application.processes.taking_out import TakeOut, take_out
from domain.e_order.commands import RecordDespatch, RecordReceipt
from domain.e_order.order import Goods as Moved
from domain.e_order.order import GoodsLine
from domain.receivable.commands import Confirm
from domain.receivable.invoice import Channel
from domain.shared.ids import FinancingId
from scripts.demo.cast import HARBOUR, LANTERN, POOL, PROGRAMME, WILLOW, yuan
from scripts.demo.financing import figure, notify
from scripts.demo.invoicing import NOBODY
from scripts.demo.lending_on_orders import WILLOWS
from scripts.demo.order_papers import DELIVERED, INVOICE, ORDER, ORDERED, Goods, ubl_invoice
from scripts.demo.ordering import on_order
from scripts.demo.stage import Stage, StoryBroken

TAKES_OUT = FinancingId("willow:willow-takes-out")


def deliver_short(stage: Stage) -> None:
    tell = stage.teller
    tell.act("Less is delivered than was ordered", "交货不足")
    order, arrived = stage.orders[ORDER], Decimal(DELIVERED)
    sent = Moved(
        number="D-601", issued_on=stage.day, lines=(GoodsLine(line="1", quantity=arrived),)
    )
    on_order(
        stage,
        WILLOW,
        RecordDespatch(buyer=NOBODY, order=order, party=WILLOW.party, goods=sent),
    )
    line = GoodsLine(line="1", quantity=arrived, short=Decimal(ORDERED) - arrived)
    came = Moved(number="G-601", issued_on=stage.day, lines=(line,))
    on_order(
        stage,
        HARBOUR,
        RecordReceipt(buyer=NOBODY, order=order, party=HARBOUR.party, goods=came),
    )
    tell.say(
        "Willow sends 450 of 500 forgings. Harbour receives them and says that 50 will not come.",
        "柳锻件厂发货 450 件 (订购 500 件); 海港机械收货, 并确认其余 50 件不再交付。",
    )
    _tell_why(stage)
    _cure(stage)


def invoice_and_take_out(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The order becomes a receivable, which takes it out", "订单转为应收账款, 借新还旧")
    _invoice(stage)
    joined = LetIn(POOL, LANTERN.party, WILLOW.party)
    stage.do(LANTERN.party, joined, let_in(joined))
    claim = stage.claims[INVOICE]
    plainly = Assign(POOL, WILLOW.party, (claim,))
    tell.say(
        "Willow assigns it to the pool as any claim. But the order that it came out of bears a "
        "lien, and one trade is not lent on twice:",
        "柳锻件厂按普通债权转让入池; 但其来源订单已设权利, 同一交易不得重复融资:",
    )
    refused = stage.refused(WILLOW.party, plainly, assign(plainly))
    if refused["code"] != "lien.encumbered":
        raise StoryBroken(str(refused))
    _take_out(stage)


def _tell_why(stage: Stage) -> None:
    told = _explained(stage)
    over = yuan("375000.00") - yuan("360000.00")
    (reason,) = told["reasons"]
    if (reason["rule"], told["eligible"]["amount"]) != ("lost_part", "450000.00"):
        raise StoryBroken(str(told))
    stage.teller.table(
        (f"What {ORDER} counts for now, and why", f"{ORDER} 现可计金额及理由"),
        (
            ("ordered", "订购"),
            ("eligible", "合格"),
            ("bears", "可融资"),
            ("lent", "已融资"),
            ("why not all of it: what would change it", "不足额的理由: 如何改变"),
        ),
        [
            (
                figure(told["ordered"]),
                figure(told["eligible"]),
                figure(told["bears"]["advance"]),
                figure(told["lent"]),
                f"{reason['rule']} {figure(reason['amount'])}: {reason['remedy']}",
            )
        ],
    )
    stage.teller.say(
        f"CNY {over.major:,.2f} are over-advanced at once, in both inboxes.",
        f"即时出现超额融资 {over.major:,.2f} 元, 双方待办均有提示。",
    )


def _explained(stage: Stage) -> dict[str, Any]:
    with stage.house.store.reading() as reading:
        told = explain_order(
            reading, PROGRAMME, stage.orders[ORDER], WILLOW.party, stage.house.clock.now().day
        )
    wired: dict[str, Any] = to_wire(told)
    return wired


def _cure(stage: Stage) -> None:
    paid = TakeRepayment(WILLOWS, LANTERN.party, yuan("25000.00"), stage.day, "LB-9102")
    stage.do(LANTERN.party, paid, take_repayment(paid))
    stage.teller.say(
        "Willow pays CNY 25,000.00 back from its own account, and the order bears what is left.",
        "柳锻件厂以自有资金归还 25,000.00 元, 订单可承担余额。",
    )


def _invoice(stage: Stage) -> None:
    goods = Goods(INVOICE, DELIVERED, stage.day, stage.on(60))
    (became,) = stage.hand_in(WILLOW.party, "WF-1.ubl.xml", ubl_invoice(goods))
    if became.outcome != "registered":
        raise StoryBroken(f"{became.outcome} {became.why} {became.facts}")
    claim = stage.claims[INVOICE]
    confirm = Confirm(
        seller=NOBODY,
        receivable=claim,
        party=HARBOUR.party,
        channel=Channel.PORTAL,
        evidence="signed",
    )
    known = change(claim, HARBOUR.party, lambda seller: replace(confirm, seller=seller))
    stage.do(HARBOUR.party, confirm, known)
    notify(stage, claim)
    stage.teller.say(
        f"Invoice {INVOICE}: 450 forgings, CNY 508,500.00 with tax. Order, receipt and invoice "
        "agree line by line; Harbour confirms it, and is notified of the assignment.",
        f"发票 {INVOICE}: 450 件, 含税 508,500.00 元; 订单、收货与发票逐行相符, "
        "海港机械确认, 并已收到转让通知。",
    )


def _take_out(stage: Stage) -> None:
    asked = TakeOut(
        pool=POOL,
        financing=TAKES_OUT,
        seller=WILLOW.party,
        loans=(WILLOWS,),
        receivables=(stage.claims[INVOICE],),
        due_on=stage.on(70),
    )
    done = stage.do(WILLOW.party, asked, take_out(asked))
    if done["settled"]["amount"] != "350000.00":
        raise StoryBroken(str(done))
    stage.teller.say(
        "As a take-out it is one step: a draw of CNY "
        f"{figure(done['drawn']['amount'])} on the claim settles the 350,000.00 lent on the "
        "order, and the lien passes from order to claim. No bank moves; line and guarantee are "
        "free.",
        f"改为借新还旧, 一步完成: 以该债权提款 {figure(done['drawn']['amount'])} 元, "
        "结清订单项下 350,000.00 元, 权利由订单转至债权; 无需资金划转, 授信与担保释放。",
    )
