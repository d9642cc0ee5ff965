"""One entry is the same in three messages and eight versions of each."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.camt.reader import read_message
from application.collection.identity import identified
from domain.shared.bank_entry import (
    BankEntry,
    Batch,
    Counterparty,
    EntryDetail,
    MessageKind,
    Nature,
    PartyIdentifier,
    ReferredDocument,
    Side,
    Status,
)
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.adapters.camt.scenes import CREDIT, credit, message

FIRST = """
<Ntry>
  <Amt Ccy="EUR">120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
  <BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>REF-1</AcctSvcrRef><BkTxCd/>
  <Btch><PmtInfId>PMT-1</PmtInfId><NbOfTxs>1</NbOfTxs></Btch>
  <TxDtls>
    <Refs><EndToEndId>E2E-1</EndToEndId></Refs>
    <AmtDtls><TxAmt><Amt Ccy="EUR">120.00</Amt></TxAmt></AmtDtls>
    <RltdPties>
      <Dbtr><Nm>Hafen AG</Nm><Id><OrgId><TaxIdNb>DE123</TaxIdNb></OrgId></Id></Dbtr>
      <DbtrAcct><Id><BBAN>0000202051</BBAN></Id></DbtrAcct>
    </RltdPties>
    <RmtInf><Strd>
      <RfrdDocInf><RfrdDocNb>INV-7</RfrdDocNb></RfrdDocInf>
      <RfrdDocAmt><RmtdAmt Ccy="EUR">120.00</RmtdAmt></RfrdDocAmt>
      <CdtrRefInf><CdtrRef>RF18539007547034</CdtrRef></CdtrRefInf>
    </Strd></RmtInf>
    <RtrInf><RtrRsn><Cd>AC04</Cd></RtrRsn></RtrInf>
  </TxDtls>
</Ntry>"""

EIGHTH = """
<Ntry>
  <NtryRef>7</NtryRef>
  <Amt Ccy="EUR">120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
  <BkTxCd/>
  <NtryDtls>
    <Btch><MsgId>SENT-1</MsgId><NbOfTxs>2</NbOfTxs><TtlAmt Ccy="EUR">120.00</TtlAmt></Btch>
    <TxDtls>
      <Refs>
        <UETR>255ae394-9965-4438-ac86-f406feada396</UETR><MndtId>MANDATE-1</MndtId>
      </Refs>
      <Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
      <RltdPties>
        <Dbtr><Pty><Nm>Hafen AG</Nm><Id><OrgId>
          <AnyBIC>HAFEDEFF</AnyBIC><LEI>5493001KJTIIGC8Y1R12</LEI>
          <Othr><Id>HRB 77</Id><SchmeNm><Cd>COID</Cd></SchmeNm></Othr>
        </OrgId></Id></Pty></Dbtr>
        <UltmtDbtr><Pty><Nm>Werft GmbH</Nm></Pty></UltmtDbtr>
      </RltdPties>
      <RmtInf>
        <Ustrd>INV-7</Ustrd><Ustrd>and INV-8</Ustrd>
        <Strd>
          <RfrdDocInf><Nb>INV-7</Nb></RfrdDocInf>
          <RfrdDocInf><Nb>INV-8</Nb></RfrdDocInf>
          <RfrdDocAmt><RmtdAmt Ccy="EUR">100.00</RmtdAmt></RfrdDocAmt>
        </Strd>
      </RmtInf>
    </TxDtls>
  </NtryDtls>
  <NtryDtls>
    <TxDtls>
      <Amt Ccy="EUR">20.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>
      <RltdPties><Dbtr><Agt><FinInstnId><BICFI>BANKDEFF</BICFI></FinInstnId></Agt></Dbtr></RltdPties>
      <RtrInf><AddtlInf>no reason given</AddtlInf></RtrInf>
    </TxDtls>
  </NtryDtls>
</Ntry>"""


def euro(major: str) -> Money:
    return Money.of(major, Currency.EUR)


def only_entry(content: bytes) -> BankEntry:
    (entry,) = read_message(content, "test.xml").entries
    return entry


@pytest.mark.parametrize("version", range(1, 9))
@pytest.mark.parametrize("kind", [kind.value for kind in MessageKind])
def test_an_entry_is_read_in_every_kind_and_version(kind: str, version: int) -> None:
    entry = only_entry(message(kind=kind, version=version))

    assert (entry.source.kind.value, entry.source.version) == (kind, version)
    assert entry.account == "DE02120300000000202051"
    assert entry.amount == euro("120.00")
    assert (entry.side, entry.status) == (Side.CREDIT, Status.BOOKED)
    assert (entry.booked_on, entry.value_on) == (date(2026, 3, 2), date(2026, 3, 3))
    assert entry.servicer_reference == "REF-1"
    assert entry.nature is Nature.COLLECTION


def test_it_is_one_entry_in_all_of_them() -> None:
    told = [
        message(kind=kind.value, version=version) for kind in MessageKind for version in range(1, 9)
    ]
    ids = {identified([only_entry(each)])[0].identity.collection_id for each in told}

    assert len(ids) == 1


def test_the_first_version_keeps_transactions_in_the_entry() -> None:
    entry = only_entry(message(FIRST, version=1))

    assert entry.batches == (Batch(payment_information_id="PMT-1", count=1),)
    assert entry.details == (
        EntryDetail(
            amount=euro("120.00"),
            end_to_end_id="E2E-1",
            payer=Counterparty("Hafen AG", "0000202051", (PartyIdentifier("TXID", "DE123"),)),
            creditor_references=("RF18539007547034",),
            documents=(ReferredDocument("INV-7", euro("120.00")),),
            return_reason="AC04",
        ),
    )


def test_the_eighth_version_names_parties_by_choice_and_status_by_code() -> None:
    entry = only_entry(message(EIGHTH))
    first, second = entry.details

    assert entry.entry_reference == "7"
    assert entry.batches == (Batch(message_id="SENT-1", count=2, total=euro("120.00")),)
    assert first.uetr == "255ae394-9965-4438-ac86-f406feada396"
    assert first.mandate_id == "MANDATE-1"
    assert first.payer == Counterparty(
        name="Hafen AG",
        identifiers=(
            PartyIdentifier("LEI", "5493001KJTIIGC8Y1R12"),
            PartyIdentifier("BIC", "HAFEDEFF"),
            PartyIdentifier("COID", "HRB 77"),
        ),
    )
    assert first.ultimate_payer == Counterparty(name="Werft GmbH")
    assert first.remittance == ("INV-7", "and INV-8")
    assert second.payer == Counterparty(name="BANKDEFF")
    assert second.side is Side.DEBIT


def test_an_amount_for_two_documents_is_nobodys_in_particular() -> None:
    first, _ = only_entry(message(EIGHTH)).details

    assert first.documents == (ReferredDocument("INV-7"), ReferredDocument("INV-8"))


def test_a_return_without_a_code_is_a_return() -> None:
    _, second = only_entry(message(EIGHTH)).details

    assert second.return_reason == ""


def test_a_transaction_without_a_side_is_on_the_side_of_its_entry() -> None:
    debit = credit("CRDT", "DBIT").replace("</Ntry>", "<NtryDtls><TxDtls/></NtryDtls></Ntry>")
    (detail,) = only_entry(message(debit)).details

    assert detail.side is Side.DEBIT


@pytest.mark.parametrize(
    ("side", "nature"),
    [("CRDT", Nature.PAYMENT_RETURNED), ("DBIT", Nature.COLLECTION_REVERSED)],
)
def test_a_reversal_stands_on_the_other_side_of_what_it_reverses(side: str, nature: Nature) -> None:
    told = credit("CRDT</CdtDbtInd>", f"{side}</CdtDbtInd><RvslInd>true</RvslInd>")

    assert only_entry(message(told)).nature is nature


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("<Sts>PDNG</Sts>", Status.PENDING),
        ("<Sts>INFO</Sts>", Status.INFORMATION),
        ("<Sts><Cd>FUTR</Cd></Sts>", Status.FUTURE),
        ("<Sts><Prtry>HELD</Prtry></Sts>", Status.INFORMATION),
    ],
)
def test_only_what_the_standard_calls_booked_is_booked(written: str, status: Status) -> None:
    assert only_entry(message(credit("<Sts>BOOK</Sts>", written))).status is status


@pytest.mark.parametrize("written", ["120", "120.", "+120.00", "0120.00", "120.00000"])
def test_an_amount_is_read_however_the_standard_lets_it_be_written(written: str) -> None:
    assert only_entry(message(credit(">120.00<", f">{written}<"))).amount == euro("120.00")


def test_a_day_is_the_banks_own_whatever_its_offset() -> None:
    told = credit("<Dt>2026-03-02</Dt>", "<DtTm>2026-03-02T00:30:00.000+08:00</DtTm>")

    assert only_entry(message(told)).booked_on == date(2026, 3, 2)


def test_an_account_number_is_compared_without_spaces_and_case() -> None:
    told = message(account="<Othr><Id>de02 1203 0000 0000 2020 51</Id></Othr>")

    assert only_entry(told).account == "DE02120300000000202051"


def test_elements_of_other_namespaces_are_not_looked_at() -> None:
    foreign = '<Amt xmlns="urn:supplement" Ccy="EUR">999.00</Amt>'
    told = CREDIT.replace("<Ntry>", f"<Ntry>{foreign}")

    assert only_entry(message(told)).amount == euro("120.00")


def test_entries_are_numbered_in_the_order_of_their_statement() -> None:
    read = read_message(message(CREDIT * 3), "test.xml")

    assert [entry.ordinal for entry in read.entries] == [1, 2, 3]
