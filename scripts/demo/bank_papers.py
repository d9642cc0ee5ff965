"""What the lender's bank sends: a notification when money comes in, and the day's statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scripts.demo.cast import HARBOUR, LANTERN

BODIES = {"camt.053": ("BkToCstmrStmt", "Stmt"), "camt.054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}

MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}.001.08"><{body}>
 <GrpHdr><MsgId>{name}</MsgId><CreDtTm>{on}T09:00:00+08:00</CreDtTm></GrpHdr>
 <{statement}><Id>{name}</Id><CreDtTm>{on}T09:00:00+08:00</CreDtTm>
  <Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>{entries}
 </{statement}></{body}></Document>
"""

ENTRY = """
  <Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
   <BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt>
   <AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd/>
   <NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>
    <RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties>
    <RmtInf><Ustrd>{said}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in on the lender's account."""

    amount: str
    reference: str
    said: str
    """What the payer wrote."""

    on: date
    payer: str = HARBOUR.english


def message(kind: str, name: str, *credits_: Credit) -> str:
    body, statement = BODIES[kind]
    entries = "".join(
        ENTRY.format(
            amount=one.amount,
            on=one.on,
            reference=one.reference,
            end_to_end=f"E2E-{one.reference}",
            payer=one.payer,
            said=one.said,
        )
        for one in credits_
    )
    return MESSAGE.format(
        kind=kind,
        body=body,
        statement=statement,
        name=name,
        on=credits_[0].on,
        account=LANTERN.account,
        entries=entries,
    )
