"""Acts one to three: who takes part, what was invoiced, and what the buyer says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from application.enterprise.changing import change as change_party
from application.enterprise.registering import register_party
from application.processes.answering import Asked, change, confirm_many
from application.receivable.confirming_many import ConfirmMany
from domain.enterprise.commands import Admit, RegisterParty, Review
from domain.enterprise.profile import (
    BankAccount,
    Check,
    Evidence,
    OtherName,
    Profile,
    Role,
    Size,
)
from domain.receivable.commands import AskConfirmation, Confirm, Dispute
from domain.receivable.invoice import Channel, CreditReason
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.ids import PartyId
from scripts.demo.cast import HARBOUR, OPERATOR, PLAYERS, RIVER, SPRING, Player, yuan
from scripts.demo.papers import RIVERS_LIST, Paper, cii, sheet, ubl
from scripts.demo.stage import Stage, StoryBroken
from scripts.incoming.documents import Became

NOBODY = PartyId("")
"""Replaced by the seller, once it is known whose claim it is."""


def admit_parties(stage: Stage) -> None:
    stage.teller.act("Parties are looked at and let in", "主体准入")
    for player in PLAYERS:
        _admit(stage, player)
    stage.teller.table(
        ("Admitted by two persons of the operator", "运营方双人复核后准入"),
        (
            ("party", "主体"),
            ("name", "名称"),
            ("role", "角色"),
            ("credit code", "统一社会信用代码"),
        ),
        [(p.party, f"{p.english} {p.chinese}", p.role.value, p.uscc) for p in PLAYERS],
    )


def _admit(stage: Stage, player: Player) -> None:
    register = RegisterParty(
        party=player.party,
        profile=Profile(
            name=player.english,
            country="CN",
            jurisdiction="CN",
            size=Size.SMALL if player.role is Role.SUPPLIER else Size.LARGE,
            other_names=(OtherName("zh-Hans", player.chinese),),
        ),
        identifiers=(Identifier.of(Scheme.USCC, player.uscc),),
        roles=(player.role,),
        accounts=(BankAccount(player.account, "Lantern Bank 灯塔银行", player.chinese),),
    )
    stage.do(OPERATOR, register, register_party(register), "ann")
    looked = Evidence(
        reference="licence",
        check=Check.IDENTITY,
        source="company register",
        checked_by="ann",
        checked_on=stage.day,
        expires_on=None,
    )
    review = Review(party=player.party, evidence=(looked,))
    stage.do(OPERATOR, review, change_party(review), "ann")
    until = stage.day + timedelta(days=365)
    admit = Admit(party=player.party, on_evidence=("licence",), until=until)
    stage.do(OPERATOR, admit, change_party(admit), "ben")


def papers(stage: Stage) -> dict[str, Paper]:
    """Every invoice of the story, by number."""
    return {
        number: Paper(number, seller, Decimal(gross), stage.on(issued), stage.on(due), order)
        for number, seller, gross, issued, due, order in (
            ("SC-1001", SPRING, "300000.00", -30, 30, "PO-501"),
            ("SC-1002", SPRING, "200000.00", -20, 60, "PO-502"),
            ("SC-1003", SPRING, "80000.00", -10, 70, "PO-503"),
            ("RT-77", RIVER, "150000.00", -25, 45, "PO-504"),
            ("RT-78", RIVER, "100000.00", -15, 55, "PO-505"),
            ("RT-79", RIVER, "60000.00", -2, 80, "PO-506"),
        )
    }


def hand_in_invoices(stage: Stage) -> None:
    tell, written = stage.teller, papers(stage)
    tell.act(
        "Invoices come in: UBL, CII, and a supplier's own list", "发票进入: UBL、CII 与自有表格"
    )
    rows = stage.hand_in(SPRING.party, "SC-1001.ubl.xml", ubl(written["SC-1001"]))
    rows += stage.hand_in(SPRING.party, "SC-1002.cii.xml", cii(written["SC-1002"]))
    rows += stage.hand_in(SPRING.party, "SC-1003.ubl.xml", ubl(written["SC-1003"]))
    rivers = tuple(paper for paper in written.values() if paper.seller is RIVER)
    rows += stage.hand_in(RIVER.party, "river.csv", sheet(rivers), RIVERS_LIST)
    _expect(rows, "registered")
    tell.table(
        ("Claims on Harbour Machinery", "对海港机械的应收账款"),
        (
            ("file", "文件"),
            ("invoice", "发票"),
            ("CNY", "金额 (元)"),
            ("due", "到期日"),
            ("", "结果"),
        ),
        [(r.file, r.number, *_figures(written[r.number]), r.outcome) for r in rows],
    )
    _hand_in_again(stage, written)


def _figures(paper: Paper) -> tuple[str, str]:
    return f"{paper.gross:,.2f}", paper.due_on.isoformat()


def _hand_in_again(stage: Stage, written: dict[str, Paper]) -> None:
    again = replace(written["SC-1001"], number="sc 1001")
    became = stage.hand_in(SPRING.party, "again.cii.xml", cii(again))
    _expect(became, "known")
    stage.teller.say(
        '\nThe first comes again, in CII and as "sc 1001": one claim, one more piece of evidence.',
        '\n第一张发票再次提交, 改为 CII 格式、编号写作 "sc 1001": 仍是同一笔债权, 多一份证据。',
    )
    other = replace(written["SC-1002"], gross=Decimal("220000.00"))
    (contradicted,) = stage.hand_in(SPRING.party, "other-amount.ubl.xml", ubl(other))
    _expect([contradicted], "refused")
    stage.teller.say(
        "The second comes again with CNY 220,000.00 in place of 200,000.00:",
        "第二张发票再次提交, 金额由 200,000.00 改为 220,000.00:",
    )
    stage.teller.refusal({"code": contradicted.why, "facts": contradicted.facts})


def answer_by_buyer(stage: Stage) -> None:
    tell = stage.teller
    tell.act("The buyer is asked, and answers", "核心企业确权")
    for number, claim in stage.claims.items():
        if number not in papers(stage):
            continue
        seller = papers(stage)[number].seller.party
        ask = AskConfirmation(seller=seller, receivable=claim, party=seller)
        stage.do(seller, ask, change(claim, seller, _of(ask)))
    in_full = tuple(stage.claims[it] for it in ("SC-1001", "SC-1002", "SC-1003", "RT-77"))
    many = ConfirmMany(
        party=HARBOUR.party, receivables=in_full, channel=Channel.PORTAL, evidence="signed"
    )
    done = stage.do(HARBOUR.party, many, confirm_many(many))
    tell.say(
        f"Harbour confirms {done['count']} claims in one request, all or none: CNY 730,000.00.",
        f"海港机械一次确认 {done['count']} 笔, 全部成功或全部不成: CNY 730,000.00。",
    )
    _dispute(stage)


def _dispute(stage: Stage) -> None:
    claim = stage.claims["RT-78"]
    dispute = Dispute(
        seller=NOBODY,
        receivable=claim,
        party=HARBOUR.party,
        amount=yuan("40000.00"),
        reason=CreditReason.QUALITY,
        words="two of five moulds out of measure",
    )
    stage.do(HARBOUR.party, dispute, change(claim, HARBOUR.party, _of(dispute)))
    confirm = Confirm(
        seller=NOBODY,
        receivable=claim,
        party=HARBOUR.party,
        channel=Channel.PORTAL,
        evidence="signed",
    )
    stage.do(HARBOUR.party, confirm, change(claim, HARBOUR.party, _of(confirm)))
    stage.teller.say(
        "Of RT-78 it disputes CNY 40,000.00 for quality and confirms the undisputed 60,000.00. "
        "RT-79 still waits for its answer: 30 days by law (支付条例 art. 16).",
        "RT-78 有 40,000.00 元因质量提出异议, 无异议部分 60,000.00 元予以确认。"
        "RT-79 仍待答复: 法定 30 日 (支付条例第十六条)。",
    )


def _of(command: AskConfirmation | Dispute | Confirm) -> Asked:
    return lambda seller: replace(command, seller=seller)


def _expect(rows: list[Became], outcome: str) -> None:
    for row in rows:
        if row.outcome != outcome:
            raise StoryBroken(f"{row.file}: {row.outcome} {row.why} {row.facts}")
