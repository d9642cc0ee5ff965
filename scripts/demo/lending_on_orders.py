"""Acts twelve and thirteen: a lender's line, limit and programme; money on the order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from api.shared.wire import to_wire
from application.credit_line.agreeing import OnLine
from application.processes.disbursing import ConfirmPaidOut, confirm_paid_out
from application.processes.financing_orders import ApproveOnOrder, approve_on_order
from application.processes.opening_lines import approve_line, propose_line
from application.processes.quoting_orders import QuoteOnOrder, quote_on_order
from application.processes.requesting_on_orders import RequestOnOrder, request_on_order
from application.processes.running_programmes import (
    LetIntoProgramme,
    OpenProgrammeWith,
    let_into_programme,
    open_programme,
)
from application.processes.setting_limits import OnAccount, on_account, propose_limit
from domain.credit_line.commands import ApproveLine, ProposeLine
from domain.eligibility.order_standing import Rated
from domain.lender_limit.commands import ApproveLimit, ProposeLimit
from domain.lender_limit.terms import LimitTerms
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.facility import Guaranteed, Supports
from domain.shared.ids import FinancingId
from scripts.demo.cast import GUARANTEE, HARBOUR, LANTERN, LINE, PROGRAMME, WILLOW, yuan
from scripts.demo.financing import figure
from scripts.demo.order_papers import ORDER
from scripts.demo.order_terms import line_terms, programme_terms
from scripts.demo.stage import Stage, StoryBroken

WILLOWS = FinancingId("willow:willow-order-1")
LENT = "375000.00"
GUARANTEED = Supports(
    line=LINE, guarantees=(Guaranteed(GUARANTEE, HARBOUR.party, yuan("187500.00")),)
)
"""Half of it, as the rating asks for."""


def open_lending(stage: Stage) -> None:
    tell = stage.teller
    tell.act("A lender sets its limits and lends on orders", "资金方设定限额、授信与订单融资方案")
    _limit(stage)
    proposed = ProposeLine(
        line=LINE,
        lender=LANTERN.party,
        borrower=WILLOW.party,
        terms=line_terms(stage.day, yuan("500000.00"), yuan("400000.00")),
    )
    stage.do(LANTERN.party, proposed, propose_line(proposed), "anna")
    approved = OnLine(LINE, LANTERN.party, ApproveLine())
    stage.do(LANTERN.party, approved, approve_line(LINE, LANTERN.party), "boris")
    opened = OpenProgrammeWith(
        PROGRAMME, LANTERN.party, HARBOUR.party, programme_terms(yuan("300000.00"))
    )
    stage.do(LANTERN.party, opened, open_programme(opened))
    rated = Rated(rating="A", source="own model", rated_on=stage.day)
    joined = LetIntoProgramme(PROGRAMME, LANTERN.party, WILLOW.party, rated, yuan("500000.00"))
    stage.do(LANTERN.party, joined, let_into_programme(joined))
    tell.say(
        "By two people each, Lantern Bank limits what it will have on Harbour to "
        "CNY 2,000,000.00 and agrees a line of 500,000.00 with Willow. It opens a programme for "
        "Harbour's orders: rated A, Willow borrows 80 % of an order, half of that guaranteed.",
        "灯塔银行经双人审批: 对海港机械限额 2,000,000.00 元, 对柳锻件厂授信 500,000.00 元; "
        "并就海港机械订单设立融资方案: 柳锻件厂评级 A, 融资比例 80 %, 其中一半须有担保。",
    )


def lend_on_the_order(stage: Stage) -> None:
    tell = stage.teller
    tell.act("Money is asked for on the order, and lent once", "订单融资的询价、申请与放款")
    tell.table(
        ("What CNY 375,000.00 for 60 days costs Willow", "柳锻件厂借 375,000.00 元 60 天的成本"),
        (("", ""), ("", "")),
        _cost(_quoted(stage)),
    )
    tell.say(
        f"All of {ORDER} counts, CNY 500,000.00 net of tax, and bears 80 % of it. "
        "Willow asks for one cent more than that:",
        f"{ORDER} 不含税 500,000.00 元全部合格, 可融资 80 %。柳锻件厂多申请一分钱:",
    )
    too_much = _request(stage, FinancingId("willow:willow-order-0"), "400000.01")
    refused = stage.refused(WILLOW.party, too_much, request_on_order(too_much))
    if refused["facts"]["available"]["amount"] != "400000.00":
        raise StoryBroken(str(refused))
    asked = _request(stage, WILLOWS, LENT)
    stage.do(WILLOW.party, asked, request_on_order(asked))
    _approve(stage)
    paid = ConfirmPaidOut(WILLOWS, LANTERN.party, yuan(LENT), stage.day, "out-willow")
    stage.do(LANTERN.party, paid, confirm_paid_out(paid))
    tell.say(
        "So it asks for 375,000.00. Anna approves, Boris approves, and with the second approval, "
        "all at once, the order bears a lien, line, limit and guarantee are used up and the bank "
        "is told to pay. The bank confirms 375,000.00 paid out.",
        "于是申请 375,000.00 元。anna 与 boris 先后审批; 第二人审批时同时设立订单权利、占用授信、"
        "限额与担保并发出付款指令。银行确认放款 375,000.00 元。",
    )


def _limit(stage: Stage) -> None:
    terms = LimitTerms(
        currency=Currency.CNY, together=yuan("2000000.00"), source="credit committee 6"
    )
    proposed = ProposeLimit(
        lender=LANTERN.party, party=HARBOUR.party, terms=terms, effective_on=stage.day
    )
    number = stage.do(LANTERN.party, proposed, propose_limit(proposed), "anna")["proposal"]
    approved = OnAccount(LANTERN.party, HARBOUR.party, ApproveLimit(proposal=number))
    stage.do(LANTERN.party, approved, on_account(approved), "boris")


def _quoted(stage: Stage) -> dict[str, Any]:
    wanted = QuoteOnOrder(PROGRAMME, stage.orders[ORDER], WILLOW.party, yuan(LENT), stage.on(DAYS))
    context = Context(now=stage.house.clock.now(), by=stage.actor(WILLOW.party).by)
    with stage.house.store.reading() as reading:
        quoted: dict[str, Any] = to_wire(quote_on_order(reading, wanted, context))
    return quoted


DAYS = 60
"""Twenty days after the agreed delivery; the terms take thirty at most."""


def _cost(quoted: dict[str, Any]) -> list[tuple[str, str]]:
    named = {
        "interest": "interest 利息",
        "fee": "fee 手续费",
        "netProceeds": "received 到手",
        "repayable": "repayable 到期应还",
        "available": "the order bears 订单可融资",
    }
    rate = Decimal(quoted["effectiveAnnualRate"])
    return [
        *((words, figure(quoted[name])) for name, words in named.items()),
        ("to be guaranteed 须担保", figure(quoted["security"]["guarantee"])),
        ("effective annual rate 年化成本", f"{rate:.4%}"),
        ("people who approve 审批人数", str(quoted["approvals"])),
    ]


def _request(stage: Stage, named: FinancingId, amount: str) -> RequestOnOrder:
    return RequestOnOrder(
        PROGRAMME,
        stage.orders[ORDER],
        named,
        WILLOW.party,
        yuan(amount),
        stage.on(DAYS),
        supports=GUARANTEED,
    )


def _approve(stage: Stage) -> None:
    asked = ApproveOnOrder(PROGRAMME, WILLOWS, LANTERN.party)
    for person, stood in (("anna", "approved"), ("boris", "instructed")):
        told = stage.do(LANTERN.party, asked, approve_on_order(asked), person)
        if told["stage"] != stood:
            raise StoryBroken(str(told))
