"""Two real books of receivables load through column mappings, every row accounted for."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from domain.shared.fingerprint import fingerprint
from domain.shared.ids import PartyId
from domain.shared.trade_document import TradeDocument
from tests.adapters.documents.real import IBM, ONLINE_RETAIL, content, golden, summary
from tests.adapters.documents.scenes import INTAKE
from tests.support.shared import BESIDE

PAYMENTS = "data/payments"
IBM_FILES = ["ibm_accounts_receivable_part0.csv", "ibm_accounts_receivable_part1.csv"]
WITH_ADJUSTMENTS = "online_retail_2011-08.csv.gz"
RETAIL = sorted(path.name for path in (BESIDE / PAYMENTS / "online_retail").glob("*.csv.gz"))


@pytest.mark.parametrize("file", IBM_FILES)
def test_the_ibm_receivables_load_whole(file: str) -> None:
    stored = content(f"{PAYMENTS}/ibm_ar/{file}")
    outcomes = INTAKE.read_document(file, stored, IBM)
    documents = [outcome for outcome in outcomes if isinstance(outcome, TradeDocument)]

    assert summary(outcomes) == golden("portfolios")[file]
    book = list(csv.DictReader(io.StringIO(stored.decode())))
    assert sum(d.payable.major for d in documents) == sum(
        Decimal(line["InvoiceAmount"]) for line in book
    )
    assert [d.number for d in documents] == [line["invoiceNumber"] for line in book]
    assert {(d.due_on - d.issued_on).days for d in documents if d.due_on} == {30}
    prints = {
        fingerprint(PartyId("seller"), PartyId(d.buyer.identifiers[0].value), d.number, d.issued_on)
        for d in documents
    }
    assert len(prints) == len(documents)


def test_a_month_of_online_retail_loads_with_credits_and_adjustments() -> None:
    stored = content(f"{PAYMENTS}/online_retail/{WITH_ADJUSTMENTS}")
    outcomes = INTAKE.read_document(WITH_ADJUSTMENTS, stored, ONLINE_RETAIL)
    assert summary(outcomes) == golden("portfolios")[WITH_ADJUSTMENTS]


@pytest.mark.scenario
@pytest.mark.parametrize("file", RETAIL)
def test_every_month_of_online_retail_loads(file: str) -> None:
    stored = content(f"{PAYMENTS}/online_retail/{file}")
    outcomes = INTAKE.read_document(file, stored, ONLINE_RETAIL)
    assert summary(outcomes) == golden("portfolios")[file]
