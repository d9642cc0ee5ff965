"""Assets on a real store: financed once, across lenders and along what came out of what."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from application.lien.ancestry import derive
from application.lien.streams import ROOM, encumbered_key, stream_of
from application.lien.taking import encumber_all, release_all, transfer
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome, UnitOfWork
from domain.lien.commands import Encumber, Release, Transfer
from domain.lien.events import Encumbrance, Reason
from domain.lien.refusals import NamedTwice, TooManyAtOnce
from domain.shared.event import Context
from domain.shared.ids import AssetId, PartyId
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

BANK, RIVAL = PartyId("bank"), PartyId("rival")
ORDER, INVOICE, SECOND, GOODS = (AssetId(it) for it in ("order", "invoice", "second", "goods"))


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as made:
        yield made


def taking(asset: AssetId, lender: PartyId = BANK) -> Encumber:
    encumbrance = Encumbrance(rank=1, lender=lender, secures=f"pool-of-{lender}")
    return Encumber(asset=asset, encumbrance=encumbrance, act="assignment")


def freeing(asset: AssetId, lender: PartyId = BANK) -> Release:
    return Release(
        asset=asset,
        rank=1,
        lender=lender,
        secures=f"pool-of-{lender}",
        reason=Reason.REPAID,
        act="repayment",
    )


def take(*commands: Encumber) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> int:
        encumber_all(work, commands, context)
        return len(commands)

    return use_case


def free(*commands: Release) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> int:
        release_all(work, commands, context)
        return len(commands)

    return use_case


def came(asset: AssetId, *origins: AssetId) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> int:
        derive(work, asset, origins, "invoiced", context)
        return len(origins)

    return use_case


def took(at_home: House, asset: AssetId, lender: PartyId = BANK) -> str:
    """`accepted`, or the code of the refusal."""
    command = taking(asset, lender)
    answer = at_home.ask(lender, (command, next(at_home.numbers)), take(command))
    if answer.outcome is Outcome.ACCEPTED:
        return "accepted"
    assert lender.encode() not in answer.body
    return answer.body.decode().split('"code":"')[1].split('"')[0]


def freed(at_home: House, asset: AssetId, lender: PartyId = BANK) -> None:
    command = freeing(asset, lender)
    at_home.do(lender, (command, next(at_home.numbers)), free(command))


def derived(at_home: House, asset: AssetId, *origins: AssetId) -> None:
    at_home.do(BANK, (asset, origins, next(at_home.numbers)), came(asset, *origins))


def holder(at_home: House, asset: AssetId) -> str | None:
    key = encumbered_key(asset, 1)
    with at_home.store.reading() as reading:
        return reading.holders([key]).get(key)


def test_an_asset_is_taken_freed_and_taken_by_another(at_home: House) -> None:
    assert took(at_home, INVOICE) == "accepted"
    assert holder(at_home, INVOICE) == "pool-of-bank"
    assert took(at_home, INVOICE, RIVAL) == "lien.encumbered"

    freed(at_home, INVOICE)

    assert holder(at_home, INVOICE) is None
    assert took(at_home, INVOICE, RIVAL) == "accepted"
    assert took(at_home, INVOICE) == "lien.encumbered"


def test_of_many_all_are_taken_or_none(at_home: House) -> None:
    took(at_home, INVOICE, RIVAL)
    commands = tuple(taking(asset) for asset in (ORDER, INVOICE, SECOND))

    refusal = at_home.refused(BANK, commands, take(*commands))

    assert refusal["code"] == "lien.some_encumbered"
    assert refusal["facts"] == {"count": 1, "asked": 3, "assets": [INVOICE]}
    assert holder(at_home, ORDER) is None
    assert took(at_home, ORDER, RIVAL) == "accepted"


def test_of_many_released_each_was_held(at_home: House) -> None:
    took(at_home, INVOICE)
    commands = (freeing(INVOICE), freeing(SECOND))

    refusal = at_home.refused(BANK, commands, free(*commands))

    assert refusal["code"] == "lien.not_held"
    assert holder(at_home, INVOICE) == "pool-of-bank"


def test_an_asset_is_named_once(at_home: House) -> None:
    twice = (taking(INVOICE), taking(INVOICE))
    many = tuple(taking(AssetId(f"asset-{n}")) for n in range(20_001))

    assert at_home.refused(BANK, twice, take(*twice))["code"] == NamedTwice.code
    assert at_home.refused(BANK, "many", take(*many))["code"] == TooManyAtOnce.code


def test_a_take_out_hands_the_asset_over(at_home: House) -> None:
    took(at_home, INVOICE)
    successor = Encumbrance(rank=1, lender=RIVAL, secures="pool-of-rival")
    command = Transfer(
        asset=INVOICE, lender=BANK, secures="pool-of-bank", successor=successor, act="take-out"
    )

    def use_case(work: UnitOfWork, context: Context) -> None:
        transfer(work, command, context)

    at_home.do(RIVAL, command, use_case)

    assert holder(at_home, INVOICE) == "pool-of-rival"
    assert took(at_home, INVOICE) == "lien.encumbered"


def test_money_lent_on_the_invoice_is_not_lent_again_on_its_order(at_home: House) -> None:
    derived(at_home, INVOICE, ORDER)
    assert took(at_home, INVOICE) == "accepted"

    assert took(at_home, ORDER, RIVAL) == "lien.encumbered"
    freed(at_home, INVOICE)
    assert took(at_home, ORDER, RIVAL) == "accepted"


def test_money_lent_on_the_order_is_taken_out_before_it_is_lent_on_the_invoice(
    at_home: House,
) -> None:
    derived(at_home, INVOICE, ORDER)
    took(at_home, ORDER, RIVAL)

    assert took(at_home, INVOICE) == "lien.encumbered"
    freed(at_home, ORDER, RIVAL)
    assert took(at_home, INVOICE) == "accepted"


def test_two_invoices_of_one_order_are_financed_side_by_side(at_home: House) -> None:
    derived(at_home, INVOICE, ORDER)
    derived(at_home, SECOND, ORDER)

    assert took(at_home, INVOICE) == took(at_home, SECOND, RIVAL) == "accepted"
    freed(at_home, INVOICE)
    assert took(at_home, ORDER) == "lien.encumbered"
    freed(at_home, SECOND, RIVAL)
    assert took(at_home, ORDER) == "accepted"


def test_what_came_of_what_came_of_it_counts_too(at_home: House) -> None:
    derived(at_home, ORDER, GOODS)
    derived(at_home, INVOICE, ORDER)
    took(at_home, INVOICE)

    assert took(at_home, GOODS, RIVAL) == "lien.encumbered"
    freed(at_home, INVOICE)
    assert took(at_home, GOODS, RIVAL) == "accepted"


def test_an_origin_found_out_late_counts_from_then_on(at_home: House) -> None:
    took(at_home, INVOICE)
    derived(at_home, INVOICE, ORDER)
    derived(at_home, ORDER, GOODS)

    assert took(at_home, ORDER, RIVAL) == took(at_home, GOODS, RIVAL) == "lien.encumbered"


def test_an_origin_found_out_late_that_is_financed_already_is_refused(at_home: House) -> None:
    took(at_home, INVOICE)
    took(at_home, ORDER, RIVAL)

    refusal = at_home.refused(BANK, "late", came(INVOICE, ORDER))

    assert refusal["code"] == "lien.encumbered"
    assert refusal["facts"] == {"asset": INVOICE}


def test_nothing_comes_out_of_itself_however_far_round(at_home: House) -> None:
    derived(at_home, ORDER, GOODS)
    derived(at_home, INVOICE, ORDER)

    for asset, origin in ((GOODS, INVOICE), (GOODS, ORDER), (GOODS, GOODS)):
        refusal = at_home.refused(BANK, (asset, origin), came(asset, origin))
        assert refusal["code"] == "lien.circular_origin"


def test_saying_again_what_came_of_what_changes_nothing(at_home: House) -> None:
    derived(at_home, INVOICE, ORDER)
    derived(at_home, INVOICE, ORDER)

    with at_home.store.reading() as reading:
        assert reading.load(ROOM, stream_of(INVOICE)).version == 1
        assert reading.load(ROOM, stream_of(ORDER)).version == 1


@pytest.mark.parametrize("round_", range(3))
def test_four_lenders_who_come_at_once_take_each_asset_once(at_home: House, round_: int) -> None:
    assets = [AssetId(f"asset-{round_}-{n}") for n in range(20)]
    lenders = [PartyId(f"lender-{n}") for n in range(4)]

    with ThreadPoolExecutor(4) as crowd:
        won = list(
            crowd.map(
                lambda it: [took(at_home, asset, it) == "accepted" for asset in assets], lenders
            )
        )

    assert [sum(column) for column in zip(*won, strict=True)] == [1] * len(assets)


def test_an_order_and_its_invoice_are_never_both_taken(at_home: House) -> None:
    pairs = [(AssetId(f"order-{n}"), AssetId(f"invoice-{n}")) for n in range(10)]
    for order, invoice in pairs:
        derived(at_home, invoice, order)

    with ThreadPoolExecutor(2) as crowd:
        orders = crowd.map(lambda it: took(at_home, it[0], RIVAL), pairs)
        invoices = crowd.map(lambda it: took(at_home, it[1]), pairs)
        both = list(zip(orders, invoices, strict=True))

    assert all(sorted(pair) == ["accepted", "lien.encumbered"] for pair in both)
