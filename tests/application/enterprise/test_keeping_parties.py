"""Parties on a real store: identifiers are unique, and admission counts while it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from application.enterprise.changing import acting, admit_to_chain, change
from application.enterprise.registering import change_identifiers, party_of, register_party
from application.shared.ports import Outcome
from domain.enterprise import refusals as no
from domain.enterprise.commands import (
    Admit,
    AdmitToChain,
    ChangeIdentifiers,
    RegisterParty,
    Suspend,
)
from domain.enterprise.profile import ChainPlace, Profile, Role, Size
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise, Refused
from tests.support.house import OPERATOR, House, house, identified
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

SPRING, RIVER, ANCHOR = PartyId("spring"), PartyId("river"), PartyId("anchor")
FIRST, SECOND = identified("0002:111"), identified("0002:222")


@pytest.fixture
def at_home(database: Database) -> Iterator[House]:
    with house(database) as made:
        yield made


def registering(party: PartyId, *identifiers: Identifier) -> RegisterParty:
    return RegisterParty(
        party=party,
        profile=Profile(name=party, country="CN", jurisdiction="CN", size=Size.SMALL),
        identifiers=identifiers,
        roles=(Role.SUPPLIER,),
    )


def identifying(party: PartyId, *identifiers: Identifier) -> ChangeIdentifiers:
    return ChangeIdentifiers(party=party, identifiers=identifiers, reason="moved")


def test_a_party_comes_on_file_without_standing(at_home: House) -> None:
    command = registering(SPRING, FIRST)

    assert at_home.do(OPERATOR, command, register_party(command)) == {
        "party": SPRING,
        "standing": "enterprise.not_admitted",
        "admitted_until": None,
        "version": 1,
    }


def test_no_two_parties_have_the_same_identifier(at_home: House) -> None:
    first, second = registering(SPRING, FIRST), registering(RIVER, SECOND, FIRST)
    at_home.do(OPERATOR, first, register_party(first))

    refusal = at_home.refused(OPERATOR, second, register_party(second))

    assert refusal["code"] == "enterprise.identifier_taken"
    assert refusal["facts"] == {"scheme": "register", "value": "0002:111"}
    alone = registering(RIVER, SECOND)
    at_home.do(OPERATOR, alone, register_party(alone))


def test_an_identifier_named_twice_by_one_party_is_one(at_home: House) -> None:
    command = registering(SPRING, FIRST, FIRST)

    at_home.do(OPERATOR, command, register_party(command))


def test_of_two_who_come_at_once_with_one_identifier_one_comes_in(at_home: House) -> None:
    commands = [registering(PartyId(f"party-{n}"), FIRST) for n in range(4)]

    with ThreadPoolExecutor(4) as crowd:
        answers = list(
            crowd.map(lambda it: at_home.ask(OPERATOR, it, register_party(it)), commands)
        )

    outcomes = [answer.outcome for answer in answers]
    assert outcomes.count(Outcome.ACCEPTED) == 1
    refused = [answer.body for answer in answers if answer.outcome is Outcome.REFUSED]
    assert all(b'"enterprise.identifier_taken"' in body for body in refused)


def test_an_identifier_given_up_is_free_for_another(at_home: House) -> None:
    came, changed = registering(SPRING, FIRST), identifying(SPRING, SECOND)
    at_home.do(OPERATOR, came, register_party(came))
    at_home.do(OPERATOR, changed, change_identifiers(changed))

    taken, free = registering(RIVER, SECOND), registering(RIVER, FIRST)
    assert (
        at_home.refused(OPERATOR, taken, register_party(taken))["code"] == no.IdentifierTaken.code
    )
    at_home.do(OPERATOR, free, register_party(free))
    with at_home.store.reading() as reading:
        assert party_of(reading, [FIRST]) == (RIVER,)
        assert party_of(reading, [FIRST, SECOND]) == (RIVER, SPRING)
        assert party_of(reading, [identified("0002:333")]) == ()


def test_anothers_identifier_is_not_added(at_home: House) -> None:
    for command in (registering(SPRING, FIRST), registering(RIVER, SECOND)):
        at_home.do(OPERATOR, command, register_party(command))
    grasping = identifying(RIVER, SECOND, FIRST)

    refusal = at_home.refused(OPERATOR, grasping, change_identifiers(grasping))

    assert refusal["facts"] == {"scheme": "register", "value": "0002:111"}


def test_a_party_nobody_registered_changes_nothing(at_home: House) -> None:
    command = identifying(SPRING, FIRST)

    refusal = at_home.refused(OPERATOR, command, change_identifiers(command))

    assert refusal["code"] == no.PartyNotFound.code


def test_only_a_core_enterprise_in_good_standing_takes_suppliers_in(at_home: House) -> None:
    at_home.admit(SPRING, Role.SUPPLIER, number="0002:111")
    at_home.admit(ANCHOR, Role.CORE_ENTERPRISE, number="0002:222")
    place = AdmitToChain(party=SPRING, place=ChainPlace(ANCHOR, until=None))
    by_supplier = AdmitToChain(party=ANCHOR, place=ChainPlace(SPRING, until=None))
    suspend = Suspend(party=ANCHOR, reason="bond default")

    at_home.do(ANCHOR, place, admit_to_chain(place))
    refusal = at_home.refused(SPRING, by_supplier, admit_to_chain(by_supplier))
    assert refusal["code"] == no.RoleNotHeld.code
    at_home.do(OPERATOR, suspend, change(suspend))
    refusal = at_home.refused(ANCHOR, place, admit_to_chain(place))
    assert refusal["code"] == no.Suspended.code


def test_a_party_acts_from_its_admission_until_it_runs_out(at_home: House) -> None:
    at_home.admit(SPRING, Role.SUPPLIER, number="0002:111")
    today = at_home.clock.day

    with at_home.store.reading() as reading:
        assert acting(reading, SPRING, today, Role.SUPPLIER).party == SPRING
        with pytest.raises(Refused) as refused:
            acting(reading, SPRING, date(2030, 1, 1))
        assert isinstance(refused.value.refusal, no.AdmissionHasExpired)
        with pytest.raises(Refused) as refused:
            acting(reading, RIVER, today)
        assert refused.value.refusal == no.PartyNotFound(RIVER)


def test_one_person_does_not_both_check_and_admit(at_home: House) -> None:
    at_home.admit(SPRING, Role.SUPPLIER, number="0002:111")
    again = Admit(party=SPRING, on_evidence=("ev-1",), until=at_home.clock.day)

    assert at_home.do(OPERATOR, again, change(again))["standing"] == "good"


def test_what_takes_keys_has_a_door_of_its_own() -> None:
    for command in (
        registering(SPRING, FIRST),
        identifying(SPRING, FIRST),
        AdmitToChain(party=SPRING, place=ChainPlace(ANCHOR, until=None)),
    ):
        with pytest.raises(BrokenPromise):
            change(command)
