"""Bank messages written by hand, in the words of each version."""

from __future__ import annotations

BODIES = {
    "camt.052": ("BkToCstmrAcctRpt", "Rpt"),
    "camt.053": ("BkToCstmrStmt", "Stmt"),
    "camt.054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}

CREDIT = """
<Ntry>
  <Amt Ccy="EUR">120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
  <BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-03</Dt></ValDt>
  <AcctSvcrRef>REF-1</AcctSvcrRef><BkTxCd/>
</Ntry>"""


def message(
    entries: str = CREDIT,
    *,
    kind: str = "camt.053",
    version: int = 8,
    account: str = "<IBAN>DE02120300000000202051</IBAN>",
) -> bytes:
    body, statement = BODIES[kind]
    if version == 1:
        body += "V01"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}.001.{version:02d}">
  <{body}>
    <GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-03-03T06:00:00+01:00</CreDtTm></GrpHdr>
    <{statement}>
      <Id>STMT-1</Id><CreDtTm>2026-03-03T06:00:00+01:00</CreDtTm>
      <Acct><Id>{account}</Id></Acct>{entries}
    </{statement}>
  </{body}>
</Document>""".encode()


def credit(old: str = "", new: str = "") -> str:
    """The usual credit, one part of it put otherwise."""
    assert old in CREDIT
    return CREDIT.replace(old, new)
