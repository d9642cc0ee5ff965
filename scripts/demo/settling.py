"""Act sixteen: the buyer pays, and everything that stood behind the order is free again."""

from __future__ import annotations

from scripts.demo.bank_papers import Credit, message
from scripts.demo.cast import LANTERN
from scripts.demo.order_papers import INVOICE
from scripts.demo.stage import Stage, StoryBroken


def collect_for_the_order(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The buyer pays for the order", "核心企业付款")
    paid = Credit("508500.00", "LB-9103", f"payment of {INVOICE}", stage.day)
    text = message("camt.054", "N-2", paid)
    told = stage.bank_says(LANTERN.party, "order.camt054.xml", text)
    if [one.outcome for one in told] != ["matched"]:
        raise StoryBroken(str(told))
    tell.say(
        f"A camt.054: CNY 508,500.00 for {INVOICE}. It repays the draw that took the order out, "
        "and the rest is released to Willow.",
        f"camt.054 报文: {INVOICE} 收款 508,500.00 元。先还借新还旧的提款, 余款返还柳锻件厂。",
    )
