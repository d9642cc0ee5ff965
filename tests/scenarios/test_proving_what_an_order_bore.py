"""A decision on an order rests on what is locked, is kept, and is made again to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn, order_certificate_of
from adapters.postgres.names.house import HOUSE
from application.processes.judging_orders import files_behind, judged, lien_on, look_again, order_of
from application.processes.programmes import ProgrammeAt
from application.processes.quoting_orders import explain_order, kept_decision
from application.processes.replaying import KeptOnOrder, replay_order
from application.processes.running_programmes import RateInProgramme, rate_in_programme
from application.receivable import streams as receivables
from application.shared.ports import Conflict
from domain.eligibility.order_reasons import OrderRule
from domain.shared.order_paper import PaperKind
from tests.scenarios.cast import ANCHOR, BANK, SPRING, admit_all, yuan
from tests.scenarios.order_cast import (
    PROGRAMME,
    approve,
    asked_on,
    counted,
    give,
    invoiced,
    lend_on_orders,
    lent,
    ordered,
    over_advance,
    paper,
    programme_of,
    rated,
    request,
)
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        yield opened


def test_the_decision_is_kept_and_read_again_byte_for_byte(at_home: House) -> None:
    lend_on_orders(at_home)
    order = ordered(at_home)
    request(at_home, asked_on(order, "300.00"))
    done = approve(at_home)

    with at_home.store.reading() as reading:
        kept = kept_decision(reading, PROGRAMME, done["decision"], SPRING)
        today = explain_order(reading, PROGRAMME, order, BANK, at_home.clock.day)

    assert kept.hash == done["decision"] == today.hash
    assert kept.eligible == yuan("1000.00")
    assert today.lent == yuan("300.00")
    assert today.available == yuan("400.00")


def test_the_decision_is_made_again_from_what_it_relied_on_to_the_byte(at_home: House) -> None:
    """The order was invoiced in part, and much happened since."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    invoiced(at_home, amount="200.00")
    request(at_home, asked_on(order, "300.00"))
    hash_ = approve(at_home)["decision"]
    asked = RateInProgramme(PROGRAMME, BANK, SPRING, rated(at_home, "B"))
    at_home.do(BANK, asked, rate_in_programme(asked))

    codec = Codec(HOUSE)
    made = order_certificate_of(at_home.engine, codec, hash_)
    assert made is not None
    then = AsReliedOn(at_home.engine, codec, dict(made.relied_on))
    with at_home.store.reading() as reading:
        kept = KeptOnOrder.of(reading, made)
    again = replay_order(then, made, kept)

    assert kept.results is not None
    assert kept.carrying is not None
    assert again.equal
    assert again.again.eligible == yuan("800.00")
    changed = replace(made, certificate=replace(made.certificate, eligible=yuan("900.00")))
    assert not replay_order(then, changed, kept).equal
    for name, was in (("results", kept.results), ("carrying", kept.carrying)):
        forged = replace(kept, **{name: was.replace(b"1000", b"1001")})
        assert not replay_order(then, made, forged).equal


def test_a_judgement_rests_on_nothing_that_is_not_locked(at_home: House) -> None:
    """An order that became another claim since it was looked at is looked at again."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    with at_home.store.reading() as reading:
        before = order_of(reading, order).state
    claim = invoiced(at_home)

    with at_home.store.reading() as reading:
        now = order_of(reading, order).state
        at = ProgrammeAt(BANK, PROGRAMME)
        read = {name for name, _ in judged(reading, at, order, at_home.clock.day).relied_on}
        look_again(reading, [now])
        with pytest.raises(Conflict):
            look_again(reading, [before])

    assert receivables.stream_of(SPRING, claim) in files_behind(now)
    assert read <= {at.stream, lien_on(order), *files_behind(now)}


def test_both_are_told_why_an_amount_is_to_be_cured_and_can_prove_it(at_home: House) -> None:
    """Ten of a hundred will never come: 900.00 carries 630.00."""
    lend_on_orders(at_home)
    order = ordered(at_home)
    lent(at_home, order)
    give(at_home, SPRING, paper(PaperKind.DESPATCH, "D-1", counted("90")))
    short = counted("90", short=counted("10").quantity)
    give(at_home, ANCHOR, paper(PaperKind.RECEIPT, "G-1", short))

    hash_ = programme_of(at_home).certificates[order].carrying_hash
    with at_home.store.reading() as reading:
        told = [kept_decision(reading, PROGRAMME, hash_, party) for party in (SPRING, BANK)]
        codec = Codec(HOUSE)
        made = order_certificate_of(at_home.engine, codec, hash_)
        assert made is not None
        then = AsReliedOn(at_home.engine, codec, dict(made.relied_on))
        again = replay_order(then, made, KeptOnOrder.of(reading, made))

    assert over_advance(at_home, order) == yuan("70.00")
    for each in told:
        assert (each.eligible, each.excluded) == (yuan("900.00"), yuan("100.00"))
        assert [it.rule for it in each.reasons] == [OrderRule.LOST_PART]
    assert again.equal
    assert again.same_bytes
