"""What waits for somebody, with the words for what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from application.views.tasks import Waits
from domain.shared.money import Money

TASKS: Mapping[str, tuple[str, str]] = {
    "review_party": ("review the party", "审查企业准入"),
    "resolve_document": ("resolve the document", "处理待定单据"),
    "confirm": ("confirm the claim or say what is wrong", "确认应收账款或提出异议"),
    "settle_dispute": ("settle the dispute", "解决争议"),
    "confirm_disbursement": ("say whether the bank paid out", "确认银行放款结果"),
    "cure_over_advance": ("cure the over-advance", "补足超额融资"),
    "secure_pay_off": ("secure or repay what the pay-off lacks", "补足代偿结清的担保缺口"),
    "buy_back": ("buy the claim back", "回购应收账款"),
    "match_entry": ("match the entry", "匹配银行流水"),
    "look_at_entry": ("look at the entry", "核查银行流水"),
    "approve_financing": ("decide on the request", "审批融资申请"),
    "agree_to_proposal": ("agree to the proposal or drop it", "复核提议"),
    "accept_restructuring": ("answer the offer of other lines", "答复还款安排变更要约"),
    "pursue_overdue": ("pursue what is overdue", "催收逾期款项"),
    "pay_overdue": ("pay what is overdue", "偿还逾期款项"),
    "review_guarantee": ("review the guarantor's qualification", "审查保证人资质"),
    "decide_guarantee": ("accept or refuse the guarantee", "决定是否接受担保"),
    "answer_change": ("answer the change of the guarantee", "答复担保变更"),
    "call_guarantee": ("call the guarantee before it ends", "在保证期间届满前要求代偿"),
    "apply_margin": ("apply the margin", "以保证金抵偿"),
    "honour_guarantee": ("pay what is claimed under the guarantee", "履行保证责任"),
    "confirm_order": ("confirm the order", "确认订单"),
    "accept_order": ("accept or reject the order", "接受或拒绝订单"),
    "consent_to_order": ("consent to the change of the order or refuse", "答复订单变更征询"),
    "approve_line": ("decide on the credit line", "审批综合授信"),
    "approve_line_change": ("decide on the change of the credit line", "审批授信变更"),
    "review_line": ("review the credit line", "授信年审"),
    "renew_line": ("renew the credit line or let it end", "授信到期续作或终止"),
    "approve_limit": ("decide on the limit", "审批限额"),
    "cure_limit": ("bring the use within the limit", "压降超限额部分"),
    "release_surplus": ("look at what is to go back", "复核溢付退款"),
    "take_back_repayment": ("take the repayment back", "撤销还款入账"),
    "take_back_margin": ("take the margin deposit back", "撤销保证金入账"),
    "take_back_buy_back": ("take the buy-back back", "撤销回购款入账"),
    "cure_margin": ("top up the margin", "补足保证金"),
    "look_at_double_financing": ("say whether it is one trade", "查清是否重复融资"),
    "accept_beyond_order": ("say whether it is owed beside the order", "答复是否承认订单外债务"),
}
"""Every task there is -> what is to be done, in English and Chinese."""


@dataclass(frozen=True, slots=True)
class InWords:
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that somebody is to do."""

    party: str
    task: str
    of: str
    since: date
    until: date | None
    amount: Money | None
    words: InWords


def in_words(waits: Waits) -> Waiting:
    return Waiting(
        party=waits.party,
        task=waits.task,
        of=waits.of,
        since=waits.since,
        until=waits.until,
        amount=waits.amount,
        words=InWords(*TASKS[waits.task]),
    )
