"""Acts four to six: claims secure a pool, money is drawn against them, a rival is turned away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.shared.wire import to_wire
from application.processes.answering import change
from application.processes.assigning import Assign, assign
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.drawing import DrawFromPool, draw, quote_draw
from application.processes.running_pools import LetIn, OpenWith, let_in, open_pool
from domain.receivable.commands import RecordNotice
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from scripts.demo.cast import (
    HARBOUR,
    KITE,
    LANTERN,
    POOL,
    RIVAL_POOL,
    RIVER,
    SPRING,
    TERMS,
    Player,
    yuan,
)
from scripts.demo.invoicing import NOBODY
from scripts.demo.stage import Stage, StoryBroken

SPRINGS = FinancingId("spring:spring-draw-1")
RIVERS = FinancingId("river:river-draw-1")


def open_the_pool(stage: Stage) -> None:
    tell = stage.teller
    tell.act(
        "A lender opens a pool, and suppliers assign their claims", "资金方设池, 供应商转让债权"
    )
    _open(stage, LANTERN, POOL, (SPRING, RIVER))
    tell.say(
        "Lantern Bank's terms: 80 % of what is eligible, limit CNY 1,000,000.00, "
        "6 % a year by ACT/360, a fee of 0.5 %, with recourse (有追索权保理).",
        "灯塔银行的条件: 合格债权的 80 %, 额度 1,000,000.00 元, 年利率 6 % (ACT/360), "
        "手续费 0.5 %, 有追索权保理。",
    )
    mine = _assigned(stage, SPRING, POOL, "SC-1001", "SC-1002", "SC-1003")
    tell.say(
        f"Spring assigns three claims of CNY {figure(mine['open'])}. "
        f"It may draw {figure(mine['sellerAvailable'])}: the buyer has not been notified yet.",
        f"春铸件厂转让三笔, 共 {figure(mine['open'])} 元。"
        f"可支用 {figure(mine['sellerAvailable'])} 元: 转让尚未通知债务人。",
    )
    _assigned(stage, RIVER, POOL, "RT-77", "RT-78")
    for number in ("SC-1001", "SC-1002", "SC-1003", "RT-77", "RT-78"):
        notify(stage, stage.claims[number])
    tell.say(
        "Lantern delivers the notices of assignment (民法典 546), and the claims count.",
        "灯塔银行送达债权转让通知 (民法典第五百四十六条), 债权计入基数。",
    )


def draw_money(stage: Stage) -> None:
    tell = stage.teller
    tell.act("Money is quoted, drawn, and paid out by the bank", "询价、提款与银行放款")
    asked = _draw(stage, SPRING, SPRINGS, "240000.00")
    with stage.house.store.reading() as reading:
        quoted: dict[str, Any] = to_wire(quote_draw(reading, asked, stage.day))
    tell.table(
        ("What CNY 240,000.00 for 60 days costs Spring", "春铸件厂借 240,000.00 元 60 天的成本"),
        (("", ""), ("CNY", "元")),
        _cost(quoted),
    )
    too_much = _draw(stage, SPRING, FinancingId("spring:spring-draw-0"), "464000.01")
    tell.say("It asks for CNY 464,000.01 instead:", "它改为申请 464,000.01 元:")
    refused = stage.refused(SPRING.party, too_much, draw(too_much))
    if refused["facts"]["available"]["amount"] != "464000.00":
        raise StoryBroken(str(refused))
    _draw_and_pay(stage, asked, "238800.00")
    _draw_and_pay(stage, _draw(stage, RIVER, RIVERS, "100000.00"), "99500.00")
    tell.say(
        "So Spring draws 240,000.00 and River 100,000.00. The platform instructs and never pays; "
        "the bank confirms 238,800.00 and 99,500.00 paid out, and interest runs from then.",
        "于是春铸件厂提款 240,000.00 元, 江河模具提款 100,000.00 元。平台只发指令、不付款; "
        "银行确认放款 238,800.00 与 99,500.00 元, 自该日起计息。",
    )


def turn_the_rival_away(stage: Stage) -> None:
    stage.teller.act("Another lender is offered the same claim", "同一债权再次出质")
    _open(stage, KITE, RIVAL_POOL, (SPRING,))
    stage.teller.say(
        "Spring offers SC-1003, which Lantern holds, to Kite Factoring as well. Kite learns that "
        "it is encumbered, and neither by whom nor for how much:",
        "春铸件厂把已转让给灯塔银行的 SC-1003 再提供给纸鸢保理。纸鸢只知其上已有权利, "
        "不知属于谁、金额多少:",
    )
    asked = Assign(RIVAL_POOL, SPRING.party, (stage.claims["SC-1003"],))
    refused = stage.refused(SPRING.party, asked, assign(asked))
    if refused != {**refused, "code": "lien.encumbered", "facts": {"asset": asked.receivables[0]}}:
        raise StoryBroken(str(refused))


def _open(stage: Stage, lender: Player, pool: PoolId, sellers: tuple[Player, ...]) -> None:
    opened = OpenWith(pool, lender.party, TERMS)
    stage.do(lender.party, opened, open_pool(opened))
    for seller in sellers:
        joined = LetIn(pool, lender.party, seller.party)
        stage.do(lender.party, joined, let_in(joined))


def _assigned(stage: Stage, seller: Player, pool: PoolId, *numbers: str) -> dict[str, Any]:
    asked = Assign(pool, seller.party, tuple(stage.claims[it] for it in numbers))
    result: dict[str, Any] = stage.do(seller.party, asked, assign(asked))
    return result


def assign_to(stage: Stage, seller: Player, pool: PoolId, number: str) -> None:
    _assigned(stage, seller, pool, number)


def notify(stage: Stage, claim: ReceivableId) -> None:
    notice = RecordNotice(
        seller=NOBODY,
        receivable=claim,
        assignee=LANTERN.party,
        delivered_on=stage.day,
        delivered_to=HARBOUR.english,
        channel="registered mail",
        evidence="receipt",
    )

    def known(seller: PartyId) -> RecordNotice:
        return replace(notice, seller=seller)

    stage.do(LANTERN.party, notice, change(claim, LANTERN.party, known))


def _draw(stage: Stage, seller: Player, financing: FinancingId, amount: str) -> DrawFromPool:
    return DrawFromPool(POOL, financing, seller.party, yuan(amount), stage.on(60))


def _draw_and_pay(stage: Stage, asked: DrawFromPool, paid_out: str) -> None:
    stage.do(asked.seller, asked, draw(asked))
    confirmed = ConfirmPaidOut(
        asked.financing, LANTERN.party, yuan(paid_out), stage.day, f"out-{asked.financing}"
    )
    stage.do(LANTERN.party, confirmed, confirm_paid_out(confirmed))


def _cost(quoted: dict[str, Any]) -> list[tuple[str, str]]:
    named = {
        "interest": "interest 利息",
        "fee": "fee 手续费",
        "netProceeds": "net proceeds 到手",
        "repayable": "repayable 到期应还",
        "sellerAvailable": "may draw now 当前可支用",
    }
    return [(words, figure(quoted[name])) for name, words in named.items()]


def figure(money: dict[str, str]) -> str:
    whole, _, cents = money["amount"].partition(".")
    return f"{int(whole):,}.{cents}"
