"""The transactions inside an entry: who paid whom, for what, under which references."""

from __future__ import annotations

from adapters.camt.element import Element
from domain.shared.bank_entry import (
    Batch,
    Counterparty,
    EntryDetail,
    PartyIdentifier,
    ReferredDocument,
    Side,
)
from domain.shared.money import Money

# Where one thing has had several names, they are listed from the newest version to the oldest.
OF_ORGANISATION = {
    "LEI": "LEI",
    "AnyBIC": "BIC",
    "BICOrBEI": "BIC",
    "BIC": "BIC",
    "BEI": "BEI",
    "IBEI": "IBEI",
    "EANGLN": "GLN",
    "DUNS": "DUNS",
    "USCHU": "CHID",
    "BkPtyId": "BANK",
    "TaxIdNb": "TXID",
    "PrtryId/Id": "OTHER",
}


def batch(node: Element) -> Batch:
    count = node.text("NbOfTxs")
    total = node.first("TtlAmt")
    return Batch(
        message_id=node.text("MsgId"),
        payment_information_id=node.text("PmtInfId"),
        count=int(count) if count is not None and count.isascii() and count.isdigit() else None,
        total=None if total is None else total.money,
    )


def detail(node: Element, entry_side: Side) -> EntryDetail:
    """`TxDtls`; where it says no side of its own it is on the side of its entry."""
    side = node.first("CdtDbtInd")
    parties = node.first("RltdPties")
    remittance = node.first("RmtInf")
    references = node.first("Refs")
    return EntryDetail(
        amount=_amount(node),
        side=entry_side if side is None else side.side,
        end_to_end_id=_reference(references, "EndToEndId"),
        instruction_id=_reference(references, "InstrId"),
        transaction_id=_reference(references, "TxId"),
        uetr=_reference(references, "UETR"),
        mandate_id=_reference(references, "MndtId"),
        payment_information_id=_reference(references, "PmtInfId"),
        servicer_reference=_reference(references, "AcctSvcrRef"),
        payer=_party(parties, "Dbtr"),
        ultimate_payer=_party(parties, "UltmtDbtr"),
        payee=_party(parties, "Cdtr"),
        ultimate_payee=_party(parties, "UltmtCdtr"),
        remittance=() if remittance is None else _free_text(remittance),
        creditor_references=() if remittance is None else _creditor_references(remittance),
        documents=() if remittance is None else _documents(remittance),
        return_reason=_return_reason(node),
    )


def account(node: Element) -> str | None:
    """IBAN or the bank's own number, without spaces and in capitals, as one key."""
    written = node.text(
        "Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/UPIC", "Id/PrtryAcct/Id", "Id/Prxy/Id"
    )
    return None if written is None else "".join(written.split()).upper()


def institution(node: Element | None) -> str | None:
    """A bank by the best that is said of it: BIC, clearing number, name."""
    if node is None:
        return None
    return node.text(
        "FinInstnId/BICFI",
        "FinInstnId/BIC",
        "FinInstnId/CmbndId/BIC",
        "FinInstnId/ClrSysMmbId/MmbId",
        "FinInstnId/ClrSysMmbId/Id",
        "FinInstnId/Nm",
        "FinInstnId/CmbndId/Nm",
        "FinInstnId/NmAndAdr/Nm",
        "FinInstnId/Othr/Id",
        "FinInstnId/PrtryId/Id",
    )


def _amount(node: Element) -> Money | None:
    found = node.first("Amt", "AmtDtls/TxAmt/Amt")
    return None if found is None else found.money


def _reference(references: Element | None, name: str) -> str | None:
    return None if references is None else references.text(name)


def _party(parties: Element | None, role: str) -> Counterparty | None:
    """From version 8 on a party stands in `Pty`, or is itself a bank, in `Agt`."""
    if parties is None:
        return None
    named, numbered = parties.first(f"{role}/Pty", role), parties.first(f"{role}Acct")
    if named is None and numbered is None:
        return None
    agent = parties.first(f"{role}/Agt")
    return Counterparty(
        name=institution(agent) if named is None or agent else named.text("Nm"),
        account=None if numbered is None else account(numbered),
        identifiers=() if named is None else _identifiers(named),
    )


def _identifiers(party: Element) -> tuple[PartyIdentifier, ...]:
    known = [
        PartyIdentifier(scheme, value)
        for path, scheme in OF_ORGANISATION.items()
        for value in party.texts(f"Id/OrgId/{path}")
    ]
    other = [*party.all("Id/OrgId/Othr"), *party.all("Id/PrvtId/Othr")]
    return (
        *known,
        *(
            PartyIdentifier(node.text("SchmeNm/Cd", "SchmeNm/Prtry") or "OTHER", value)
            for node in other
            if (value := node.text("Id"))
        ),
    )


def _free_text(remittance: Element) -> tuple[str, ...]:
    return (*remittance.texts("Ustrd"), *remittance.texts("Strd/AddtlRmtInf"))


def _creditor_references(remittance: Element) -> tuple[str, ...]:
    return (
        *remittance.texts("Strd/CdtrRefInf/Ref"),
        *remittance.texts("Strd/CdtrRefInf/CdtrRef"),
    )


def _documents(remittance: Element) -> tuple[ReferredDocument, ...]:
    """The amount of a block is for its document, where it names just one."""
    found: list[ReferredDocument] = []
    for block in remittance.all("Strd"):
        numbers = (*block.texts("RfrdDocInf/Nb"), *block.texts("RfrdDocInf/RfrdDocNb"))
        remitted = block.first("RfrdDocAmt/RmtdAmt")
        amount = remitted.money if remitted is not None and len(numbers) == 1 else None
        found.extend(ReferredDocument(number, amount) for number in numbers)
    return tuple(found)


def _return_reason(node: Element) -> str | None:
    returned = node.first("RtrInf")
    if returned is None:
        return None
    return returned.text("Rsn/Cd", "Rsn/Prtry", "RtrRsn/Cd", "RtrRsn/Prtry") or ""
