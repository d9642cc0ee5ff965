"""A whole deal of one tenant, and three strangers in good standing who have no part in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import create_engine, text

from tests.api.scenes import LINE_TERMS, PROMISED, Cast, Deal, invoice, order
from tests.support.edge import Edge, Hand


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
        "line": "bank:line-1",
        "counterparty": "anchor",
        "group": "harbour",
        "guarantee": given.json()["guarantee"],
        "number": "1",
        "claim": deal.claim,
        "pool": deal.pool,
        "programme": "bank:prog-1",
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
