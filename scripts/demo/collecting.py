"""Acts seven to nine: the buyer pays through its bank, the draw is repaid, a claim is free."""

from __future__ import annotations

from application.processes.assigning import LetGo, let_go
from scripts.demo.bank_papers import Credit, message
from scripts.demo.cast import LANTERN, POOL, RIVAL_POOL, SPRING
from scripts.demo.financing import assign_to
from scripts.demo.stage import Stage, StoryBroken
from scripts.incoming.bank import EntryBecame


def collect(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The buyer pays, and the bank says so", "买方付款, 银行报文到达")
    paid = Credit("300000.00", "LB-9001", "payment of SC-1001", stage.day)
    told = stage.bank_says(LANTERN.party, "notice.camt054.xml", message("camt.054", "N-1", paid))
    _expect(told, "matched")
    tell.say(
        "A camt.054: CNY 300,000.00 for SC-1001. It repays Spring's 240,000.00, lent and paid "
        "back today and so without interest, and 60,000.00 is released to Spring.",
        "camt.054 报文: SC-1001 收款 300,000.00 元。先还春铸件厂的 240,000.00 元 (当日借还, 无息), "
        "余款 60,000.00 元返还春铸件厂。",
    )
    unknown = Credit("12345.00", "LB-9002", "thank you", stage.day, payer="Unnamed Trading")
    text = message("camt.053", "S-1", paid, unknown)
    _expect(stage.bank_says(LANTERN.party, "day.camt053.xml", text), "known", "waiting")
    tell.say(
        "The day's camt.053 tells of it again, which counts once, and of CNY 12,345.00 from "
        "somebody unknown, which waits for a person.",
        "当日 camt.053 对账单再次提到该笔, 只计一次; 另有不明付款人的 12,345.00 元, 等待人工认领。",
    )


def free_a_claim(stage: Stage) -> None:
    tell = stage.teller
    tell.act("A claim that nothing rests on is free again", "无负担的债权解除转让")
    asked = LetGo(POOL, (stage.claims["SC-1001"], stage.claims["SC-1003"]))
    stage.do(LANTERN.party, asked, let_go(asked))
    assign_to(stage, SPRING, RIVAL_POOL, "SC-1003")
    tell.say(
        "Spring owes nothing more. Lantern lets go of SC-1001, which is paid, and of SC-1003, "
        "and now Kite Factoring may take SC-1003.",
        "春铸件厂已无欠款。灯塔银行解除已收款的 SC-1001 与 SC-1003, 纸鸢保理现在可以受让 SC-1003。",
    )


def _expect(told: list[EntryBecame], *outcomes: str) -> None:
    if tuple(one.outcome for one in told) != outcomes:
        raise StoryBroken(str(told))
