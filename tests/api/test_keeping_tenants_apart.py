"""Another tenant's things are as if they were not there, for every id and on every route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from adapters.postgres.embedded.server import Server
from tests.api.doors import DOORS
from tests.api.scenes import (
    LIMIT,
    LINE_TERMS,
    PROGRAMME_TERMS,
    PROMISED,
    RATED,
    TERMS,
    Cast,
    Deal,
    dealt,
    everyone,
    invoice,
    open_a_programme,
    order,
    yuan,
)
from tests.support.edge import Edge, Hand, edge
from tests.support.postgres import fresh

pytestmark = pytest.mark.postgres

ON = "2026-03-02"
NAMES = {"receivables": ["{claim}"]}
REASON = {"reason": "curious"}
DEBT = "/guarantees/{guarantee}/debts/{financing}"

BY_SUPPLIER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/confirmation-request", {}),
    ("POST", "/receivables/{claim}/credit-notes", "credit"),
    ("POST", "/receivables/{claim}/short-payment", "short"),
    ("POST", "/receivables/{claim}/due-date", "extend"),
    ("POST", "/receivables/{claim}/dispute-resolution", "resolve"),
    ("POST", "/receivables/{claim}/withdrawal", REASON),
    ("GET", "/pools/{pool}", None),
    ("GET", "/pools/{pool}/eligibility", None),
    ("GET", "/pools/{pool}/decisions/{decision}", None),
    ("POST", "/pools/{pool}/assignments", NAMES),
    ("POST", "/pools/{pool}/quotes", "draw"),
    ("POST", "/pools/{pool}/draws", "draw"),
    ("POST", "/pools/{pool}/take-outs", "take out"),
    ("POST", "/pools/{pool}/pay-offs", "pay off"),
    ("POST", "/pools/{pool}/cross-support", None),
    ("GET", "/order-programmes/{programme}", None),
    ("POST", "/order-programmes/{programme}/costs", "cost"),
    ("POST", "/order-programmes/{programme}/quotes", "on order"),
    ("POST", "/order-programmes/{programme}/requests", "on order"),
    ("POST", "/order-programmes/{programme}/requests/{financing}/withdrawal", REASON),
    ("GET", "/order-programmes/{programme}/orders/{order}/eligibility", None),
    ("GET", "/order-programmes/{programme}/decisions/{decision}", None),
    ("GET", "/financings/{financing}", None),
    ("GET", "/financings/{financing}/pay-off-statement", None),
    ("GET", "/financing-requests/{financing}", None),
    ("POST", "/financing-requests/{financing}/withdrawal", REASON),
    ("POST", "/financings/{financing}/restructuring/acceptance", None),
    ("POST", "/financings/{financing}/restructuring/refusal", REASON),
    ("GET", "/credit-lines/{line}", None),
    ("POST", "/credit-lines/{line}/quotes", "draw"),
    ("POST", "/credit-lines/{line}/draws", "draw"),
    ("GET", "/collections/{collection}", None),
    ("POST", "/collections/{collection}/matches", "match"),
    ("POST", "/collections/{collection}/matches/undoing", {**NAMES, "why": "curious"}),
    ("POST", "/collections/{collection}/dismissal", {"knownAs": "{collection}"}),
    ("POST", "/collections/{collection}/closing", {"answer": "nothing"}),
    ("GET", "/documents/{document}", None),
    ("POST", "/documents/{document}/resolution", {"another": True}),
    ("POST", "/documents/{document}/dismissal", REASON),
    ("GET", "/parties/spring", None),
    ("POST", "/parties/spring/agents", {"agent": "stranger-supplier"}),
    ("POST", "/parties/spring/agents/broker/dismissal", REASON),
    ("GET", "/commands/{request}", None),
    ("GET", "/receivables?party=spring", None),
    ("GET", "/inbox?party=spring", None),
    ("GET", "/eligibility/own?party=spring", None),
    ("GET", "/eligibility/own/totals?party=spring", None),
    ("GET", "/trail/{claim}?party=spring", None),
    ("GET", "/orders/{order}", None),
    ("POST", "/orders/{order}/acceptance", {}),
    ("POST", "/orders/{order}/rejection", REASON),
    ("POST", "/orders/{order}/changes/acceptance", {"number": "C-1"}),
    ("POST", "/orders/{order}/changes/rejection", {"number": "C-1", **REASON}),
    ("POST", "/orders/{order}/cancellation/allowance", {}),
    ("POST", "/orders/{order}/despatches", "goods"),
    ("POST", "/orders/{order}/annulments", {"paper": "despatch", "number": "D", **REASON}),
    ("POST", "/orders/{order}/closing", {}),
    ("POST", "/orders/{order}/consent/request", {"number": "C-1"}),
]

BY_BUYER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/confirmation", {"evidence": "signed"}),
    ("POST", "/receivables/confirmations", {**NAMES, "evidence": "signed"}),
    ("POST", "/receivables/{claim}/rejection", REASON),
    ("POST", "/receivables/{claim}/dispute", "dispute"),
    ("GET", "/receivables?party=anchor", None),
    ("GET", "/orders?party=anchor", None),
    ("POST", "/orders/{order}/authenticity", None),
    ("POST", "/orders/{order}/changes", {"number": "C-1", "proposedOn": ON, "deliverBy": ON}),
    ("POST", "/orders/{order}/cancellation", REASON),
    ("POST", "/orders/{order}/receipts", "goods"),
    ("POST", "/parties/spring/payables", "payable"),
    ("GET", "/guarantees/{guarantee}", None),
    ("POST", "/guarantees/{guarantee}/notice", {"fromOn": ON, "notice": "letter"}),
    ("POST", "/guarantees/{guarantee}/changes", {"terms": PROMISED}),
    ("POST", "/guarantees/{guarantee}/changes/{number}/consent", {"consent": "signed"}),
    ("GET", "/guarantees?party=anchor", None),
    ("GET", "/guarantees/liability?party=anchor", None),
]

BY_LENDER: list[tuple[str, str, Any]] = [
    ("GET", "/receivables/{claim}", None),
    ("POST", "/receivables/{claim}/notice", "notice"),
    ("POST", "/receivables/{claim}/notice/withdrawal", REASON),
    ("POST", "/receivables/{claim}/registration", "file"),
    ("POST", "/receivables/{claim}/registration/end", "end"),
    ("POST", "/receivables/{claim}/qualification", "qualify"),
    ("POST", "/receivables/{claim}/credit-notes", "credit"),
    ("GET", "/pools/{pool}", None),
    ("GET", "/pools/{pool}/eligibility", None),
    ("GET", "/pools/{pool}/decisions/{decision}", None),
    ("PUT", "/pools/{pool}/terms", {"terms": TERMS, "effectiveOn": ON}),
    ("POST", "/pools/{pool}/sellers", {"seller": "spring"}),
    ("POST", "/pools/{pool}/certificates", None),
    ("POST", "/pools/{pool}/freezing", REASON),
    ("POST", "/pools/{pool}/unfreezing", None),
    ("POST", "/pools/{pool}/closing", None),
    ("POST", "/pools/{pool}/releases", NAMES),
    ("POST", "/pools/{pool}/buy-backs", "buy back"),
    ("GET", "/order-programmes/{programme}", None),
    ("PUT", "/order-programmes/{programme}/terms", "amend"),
    ("POST", "/order-programmes/{programme}/suppliers", "let in"),
    ("POST", "/order-programmes/{programme}/suppliers/spring/ratings", {"rated": RATED}),
    ("PUT", "/order-programmes/{programme}/suppliers/spring/limit", {"limit": yuan("1.00")}),
    ("POST", "/order-programmes/{programme}/references", "references"),
    ("POST", "/order-programmes/{programme}/requests/{financing}/approvals", {}),
    ("POST", "/order-programmes/{programme}/requests/{financing}/rejection", REASON),
    ("POST", "/order-programmes/{programme}/freezing", REASON),
    ("POST", "/order-programmes/{programme}/unfreezing", None),
    ("POST", "/order-programmes/{programme}/closing", None),
    ("GET", "/orders/{order}", None),
    ("POST", "/orders/{order}/consent", {"number": "C-1"}),
    ("POST", "/orders/{order}/consent/refusal", {"number": "C-1", **REASON}),
    ("POST", "/orders/{order}/consent/withdrawal", {"number": "C-1", **REASON}),
    ("GET", "/orders?party=anchor", None),
    ("GET", "/financings/{financing}", None),
    ("POST", "/financings/{financing}/disbursement", "paid"),
    ("POST", "/financings/{financing}/disbursement/return", {"valueDate": ON, **REASON}),
    ("POST", "/financings/{financing}/accruals", {"through": ON}),
    ("POST", "/financings/{financing}/buy-back-demand", {"dueOn": ON, **REASON}),
    ("POST", "/financings/{financing}/repayments", "paid"),
    ("POST", "/financings/{financing}/surplus/release", {"bankReference": "b"}),
    ("POST", "/financing-requests/{financing}/approval", None),
    ("POST", "/financing-requests/{financing}/rejection", REASON),
    ("POST", "/financings/{financing}/default", "default"),
    ("POST", "/financings/{financing}/acceleration", REASON),
    ("POST", "/financings/{financing}/restructuring", "restructure"),
    ("POST", "/financings/{financing}/write-off", REASON),
    ("POST", "/financings/{financing}/proposal/agreement", None),
    ("POST", "/financings/{financing}/proposal/drop", REASON),
    ("POST", "/financings/{financing}/guarantee-calls", "guarantee call"),
    ("POST", "/financings/{financing}/closing", REASON),
    ("POST", "/collections/{collection}/matches", "match"),
    ("GET", "/credit-lines/{line}", None),
    ("POST", "/credit-lines/{line}/approval", None),
    ("POST", "/credit-lines/{line}/rejection", REASON),
    ("POST", "/credit-lines/{line}/amendments", {"terms": LINE_TERMS, "countsFrom": ON}),
    ("POST", "/credit-lines/{line}/increases", "increase"),
    ("POST", "/credit-lines/{line}/change-approval", {"proposal": 1}),
    ("POST", "/credit-lines/{line}/change-rejection", {"proposal": 1, **REASON}),
    ("POST", "/credit-lines/{line}/conditions", {"met": True, "words": "seen"}),
    ("POST", "/credit-lines/{line}/reviews", "review"),
    ("POST", "/credit-lines/{line}/suspension", REASON),
    ("POST", "/credit-lines/{line}/resumption", REASON),
    ("POST", "/credit-lines/{line}/unused-fees", {"through": ON}),
    ("POST", "/credit-lines/{line}/closing", REASON),
    ("GET", "/lender-limits?party=bank", None),
    ("GET", "/lender-limits/parties/{counterparty}", None),
    ("POST", "/lender-limits/parties/{counterparty}/approval", {"proposal": 1}),
    ("POST", "/lender-limits/parties/{counterparty}/rejection", {"proposal": 1, **REASON}),
    ("GET", "/lender-limits/groups/{group}", None),
    ("POST", "/lender-limits/groups/{group}/members", {"added": ["spring"], "evidence": "e"}),
    ("POST", "/lender-limits/groups/{group}/proposals", {"terms": LIMIT, "effectiveOn": ON}),
    ("POST", "/lender-limits/groups/{group}/approval", {"proposal": 1}),
    ("POST", "/lender-limits/groups/{group}/rejection", {"proposal": 1, **REASON}),
    ("GET", "/guarantees/{guarantee}", None),
    ("POST", "/guarantees/{guarantee}/review", {"onEvidence": ["qual-1"]}),
    ("POST", "/guarantees/{guarantee}/acceptance", {"terms": {}}),
    ("POST", "/guarantees/{guarantee}/refusal", REASON),
    ("POST", "/guarantees/{guarantee}/margin/deposits", "paid"),
    ("POST", "/guarantees/{guarantee}/margin/withdrawals", "paid"),
    ("POST", "/guarantees/{guarantee}/suspension", REASON),
    ("POST", "/guarantees/{guarantee}/resumption", None),
    ("POST", f"{DEBT}/changes", {"amount": yuan("1.00"), "dueOn": "2026-09-01"}),
    ("POST", f"{DEBT}/assignment", {"assignee": "bank", "notifiedOn": ON, "notice": "letter"}),
    ("POST", f"{DEBT}/suit", {"suedOn": ON, "reference": "77"}),
    ("POST", f"{DEBT}/call", "call"),
    ("POST", f"{DEBT}/margin-payments", "paid"),
    ("POST", f"{DEBT}/payments", "paid"),
    ("GET", "/suspicions/{claim}", None),
    ("POST", "/suspicions/{claim}/answer", {"apart": True, "words": "curious"}),
    ("GET", "/exposure?party=bank", None),
    ("GET", "/eligibility?party=bank", None),
]

BODIES: dict[str, Any] = {
    "on order": {"order": "{order}", "amount": yuan("20.00"), "dueOn": "2026-05-15"},
    "amend": {"terms": {**PROGRAMME_TERMS, "version": 2}, "effectiveOn": ON},
    "let in": {"supplier": "stranger-supplier", "rated": RATED, "limit": yuan("1.00")},
    "references": {
        "references": [
            {"item": "bolt", "unit": "H87", "price": "1.5", "asOf": ON, "source": "exchange"}
        ]
    },
    "cost": {"order": "ord-1", "cost": yuan("1.00"), "source": "quotation", "statedOn": ON},
    "credit": {"number": "C", "issuedOn": ON, "amount": yuan("1.00"), "reason": "price"},
    "short": {"amount": yuan("1.00"), "reason": "price"},
    "extend": {"dueOn": "2026-09-01", "reason": "asked"},
    "resolve": {
        "forSeller": yuan("1.00"),
        "forBuyer": yuan("0.00"),
        "basis": "agreed",
        "evidence": "letter",
    },
    "draw": {"amount": yuan("20.00"), "dueOn": "2026-05-15"},
    "take out": {"takesOut": ["{financing}"], **NAMES, "dueOn": "2026-05-15"},
    "pay off": {"paysOff": ["{financing}"], **NAMES, "dueOn": "2026-05-15", "payBy": ON},
    "match": {"allocations": [{"receivable": "{claim}", "amount": yuan("1.00")}]},
    "dispute": {"amount": yuan("1.00"), "reason": "quality"},
    "payable": {"creditor": "anchor", "amount": yuan("1.00"), "asOf": ON, "source": "ledger"},
    "notice": {
        "deliveredOn": ON,
        "deliveredTo": "desk",
        "channel": "portal",
        "evidence": "receipt",
    },
    "file": {
        "registryNumber": "R-1",
        "registeredAt": f"{ON}T09:00:00+08:00",
        "expiresOn": "2027-03-02",
    },
    "end": {"registryNumber": "R-1", "reason": "cancelled"},
    "qualify": {"trait": "insured", "holds": True, "evidence": "policy"},
    "buy back": {**NAMES, "price": yuan("1.00"), "valueDate": ON, "bankReference": "b"},
    "increase": {
        "amount": yuan("1.00"),
        "firstDay": ON,
        "lastDay": "2026-04-01",
        "reason": "season",
    },
    "review": {"finding": "continue", "words": "sound", "nextOn": "2026-09-01"},
    "default": {"cause": "breach", "detail": "seen"},
    "restructure": {"dates": ["2026-09-02"], "parts": [yuan("1.00")], **REASON},
    "guarantee call": {"guarantee": "gua-1", "amount": yuan("1.00"), "dueOn": "2026-09-01"},
    "call": {
        "amount": yuan("1.00"),
        "payBy": "2026-09-01",
        "ground": "due_and_unpaid",
        "evidence": "notice",
    },
    "goods": {"number": "D", "issuedOn": ON, "lines": [{"line": "1", "quantity": "1"}]},
    "paid": {"amount": yuan("1.00"), "valueDate": ON, "bankReference": "b"},
}


@dataclass(frozen=True, slots=True)
class Rooms:
    """A whole deal of one tenant, and keys of three strangers in good standing."""

    platform: Edge
    url: str
    cast: Cast
    ids: dict[str, str]
    strangers: dict[str, Hand]


def statement(amount: str, said: str) -> bytes:
    return STATEMENT.format(amount=amount, said=said).encode()


STATEMENT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M-{said}</MsgId><CreDtTm>2026-03-02T10:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>S-{said}</Id><CreDtTm>2026-03-02T10:00:00Z</CreDtTm>
<Acct><Id><Othr><Id>acc-bank</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>
<AcctSvcrRef>R-{said}</AcctSvcrRef><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><RmtInf><Ustrd>{said}</Ustrd></RmtInf></TxDtls></NtryDtls>
</Ntry></Stmt></BkToCstmrStmt></Document>"""


@pytest.fixture(scope="module")
def rooms(server: Server, template: str) -> Iterator[Rooms]:
    with fresh(server, template) as database, edge(database) as platform:
        cast = everyone(platform, strangers=True)
        deal = dealt(cast)
        open_a_programme(cast)
        yield Rooms(platform, database.url, cast, ids_of(cast, deal), strangers_of(platform))


def ids_of(cast: Cast, deal: Deal) -> dict[str, str]:
    took = cast.bank.upload("/bank-messages", ("m.xml", statement("7.00", "nothing known")))
    unknown = {
        **invoice("INV-9", "10.00"),
        "buyer": [{"scheme": "register", "value": "0002:9999"}],
    }
    waiting = cast.spring.post("/receivables", unknown, Idempotency_Key="spring-waiting")
    cast.bank.post("/credit-lines", {"line": "line-1", "borrower": "spring", "terms": LINE_TERMS})
    cast.bank.post(
        "/lender-limits/groups",
        {"group": "harbour", "members": ["anchor"], "basis": "control", "evidence": "chart"},
    )
    given = cast.anchor.post(
        "/guarantees", {"guarantee": "gua-1", "lender": "bank", "terms": PROMISED}
    )
    return {
        "line": "line-1",
        "counterparty": "anchor",
        "group": "harbour",
        "guarantee": given.json()["guarantee"],
        "number": "1",
        "claim": deal.claim,
        "pool": deal.pool,
        "programme": "prog-1",
        "financing": deal.financing,
        "decision": deal.decision,
        "collection": took.json()["files"][0]["entries"][0]["collection"],
        "document": waiting.json()["document"],
        "request": "spring-waiting",
        "order": cast.spring.post("/orders", order()).json()["order"],
    }


def strangers_of(platform: Edge) -> dict[str, Hand]:
    return {
        "supplier": platform.hand("stranger-supplier", "supplier"),
        "core_enterprise": platform.hand("stranger-anchor", "core_enterprise"),
        "lender": platform.hand("stranger-bank", "lender"),
    }


def written(rooms: Rooms) -> int:
    with create_engine(rooms.url).connect() as connection:
        count: int = connection.execute(text("SELECT count(*) FROM anchorline.event")).scalar_one()
    return count


def filled(asked: object, ids: dict[str, str]) -> object:
    if isinstance(asked, str):
        for name, value in ids.items():
            asked = asked.replace("{" + name + "}", value)
        return asked
    if isinstance(asked, dict):
        return {key: filled(value, ids) for key, value in asked.items()}
    return [filled(value, ids) for value in asked] if isinstance(asked, list) else asked


def named(path: str, ids: dict[str, str]) -> str:
    return path.format(**ids)


ABSENT = {
    "line": "line-nobodys",
    "counterparty": "nobodys",
    "group": "group-nobodys",
    "claim": "rcv_nobodys",
    "pool": "pool-nobodys",
    "programme": "prog-nobodys",
    "financing": "fin-nobodys",
    "decision": "0" * 64,
    "collection": "col_nobodys",
    "document": "doc_nobodys",
    "request": "request-nobodys",
    "guarantee": "gua-nobodys",
    "number": "1",
    "order": "ord_nobodys",
}
"""What nobody has, so that its answer is that of absence itself."""

CASES = [
    *(("supplier", *case) for case in BY_SUPPLIER),
    *(("core_enterprise", *case) for case in BY_BUYER),
    *(("lender", *case) for case in BY_LENDER),
]


@pytest.mark.parametrize(("role", "method", "path", "body"), CASES)
def test_a_stranger_finds_nothing_and_changes_nothing(
    role: str, method: str, path: str, body: object, rooms: Rooms
) -> None:
    hand, before = rooms.strangers[role], written(rooms)
    asked = BODIES[body] if isinstance(body, str) else body

    answer = hand.send(method, named(path, rooms.ids), filled(asked, rooms.ids), If_Match='"v1"')
    absent = hand.send(method, named(path, ABSENT), filled(asked, ABSENT), If_Match='"v1"')

    expected = 409 if path.endswith("/confirmations") else 404
    assert answer.status_code == absent.status_code == expected, (answer.text, absent.text)
    assert answer.json()["code"] == absent.json()["code"]
    assert written(rooms) == before


def test_every_route_with_an_id_is_crawled() -> None:
    crawled = {path.split("?")[0] for _, _, path, _ in CASES}
    shapes = {
        "/".join("{}" if part.startswith("{") else part for part in p.split("/")) for p in crawled
    }
    missing = {
        door.path
        for door in DOORS
        if "{" in door.path and not door.roles <= {"operator"} and _shape(door.path) not in shapes
    }

    assert missing - OPEN_TO_ALL == set()


OPEN_TO_ALL = {
    "/parties/{party}/chain-place",
    "/parties/{party}/chain-place/removal",
    "/lender-limits/parties/{counterparty}/proposals",
    "/exposure/core-enterprises/{party}",
}
"""A core enterprise may take any party into its own chain, and out of it; a lender may limit
what it will have on anyone, and sees what it has: a stranger has nothing."""


def _shape(path: str) -> str:
    parts = path.replace("{party}", "spring").replace("{agent}", "broker").split("/")
    return "/".join("{}" if part.startswith("{") else part for part in parts)


def test_a_list_shows_a_stranger_nothing(rooms: Rooms) -> None:
    supplier, lender = rooms.strangers["supplier"], rooms.strangers["lender"]
    for path in ("/receivables", "/orders", "/documents", "/financings", "/collections", "/inbox"):
        assert supplier.get(path).json()["items"] == [], path
    for path in ("/pools", "/order-programmes", "/financings", "/collections", "/eligibility"):
        assert lender.get(path).json()["items"] == [], path
    for path in ("/exposure", "/exposure?by=group", "/exposure/core-enterprises/anchor"):
        assert lender.get(path).json()["lines"] == [], path
    stranger = rooms.strangers["core_enterprise"]
    assert stranger.get("/exposure/core-enterprises/anchor").status_code == 404
    assert supplier.get(f"/trail/{rooms.ids['claim']}").json()["items"] == []


def test_the_auditor_sees_what_a_stranger_does_not(rooms: Rooms) -> None:
    auditor, ids = rooms.cast.auditor, rooms.ids
    for path in (
        f"/receivables/{ids['claim']}",
        f"/orders/{ids['order']}",
        f"/pools/{ids['pool']}",
        f"/financings/{ids['financing']}",
        f"/collections/{ids['collection']}",
        f"/pools/{ids['pool']}/decisions/{ids['decision']}",
    ):
        assert auditor.get(path).status_code == 200, path
    assert auditor.get("/receivables").json()["code"] == "request.party_missing"
    assert len(auditor.get("/receivables", party="spring").json()["items"]) == 1


def test_a_seller_sees_its_own_part_of_a_pool_and_no_other(rooms: Rooms) -> None:
    river = rooms.cast.river

    pool = river.get(f"/pools/{rooms.ids['pool']}").json()
    explained = river.get(f"/pools/{rooms.ids['pool']}/eligibility").json()

    assert pool["sellers"] == ["river"]
    assert pool["outstanding"] == yuan("0.00")
    assert explained["items"] == []
    assert explained["certificate"] is None
