"""Every command needs a file, every event changes one, whatever came before."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.commands import EnterpriseCommand
from domain.enterprise.decide import ENTERPRISE
from domain.enterprise.events import EnterpriseEvent
from domain.enterprise.profile import (
    Affiliate,
    Agency,
    BankAccount,
    ChainPlace,
    Impediment,
    Payable,
    Relation,
    Role,
)
from domain.enterprise.standing import bar_to_acting
from domain.enterprise.state import EnterpriseState, NoParty, Party
from domain.shared.connection import Basis, GroupId
from domain.shared.event import Context
from domain.shared.refusal import BrokenPromise, Refused
from tests.domain.enterprise.scenes import (
    AGENT,
    ANCHOR,
    CHEN,
    CODE,
    COURTS,
    DONG,
    GLN,
    LICENCE,
    NEXT_YEAR,
    PROFILE,
    SPRING,
    TODAY,
    YESTERDAY,
    admit,
    given,
    mark,
    register,
    yuan,
)

MOVED = BankAccount("622200000002", "ABOCCNBJ", "Spring")
STORY: tuple[EnterpriseCommand, ...] = (
    register(),
    ask.Review(party=SPRING, evidence=(LICENCE, COURTS)),
    admit("licence", until=TODAY),
    ask.ChangeProfile(
        party=SPRING,
        profile=type(PROFILE)(name="Spring", country="CN", jurisdiction="CN", size=PROFILE.size),
    ),
    ask.ChangeIdentifiers(party=SPRING, identifiers=(CODE, GLN), reason=""),
    ask.ChangeRoles(party=SPRING, roles=(Role.AGENT,), reason=""),
    ask.ChangeAccounts(party=SPRING, accounts=(MOVED,), evidence="letter"),
    ask.Suspend(party=SPRING, reason=""),
    ask.Reinstate(party=SPRING, reason="", four_eyes=False),
    mark(Impediment.SANCTIONED),
    ask.ClearImpediment(party=SPRING, impediment=Impediment.SANCTIONED, source=""),
    ask.SetGroup(party=SPRING, group=GroupId("g"), basis=Basis.CONTROL, evidence="chart"),
    ask.SetAffiliates(party=SPRING, affiliates=(Affiliate(ANCHOR, Relation.PARENT),)),
    ask.AppointAgent(party=SPRING, agency=Agency(AGENT, until=None)),
    ask.DismissAgent(party=SPRING, agent=AGENT, reason=""),
    ask.AdmitToChain(party=SPRING, place=ChainPlace(ANCHOR, until=None)),
    ask.AllowOrderFinancing(party=SPRING, core_enterprise=ANCHOR, since=YESTERDAY),
    ask.ForbidOrderFinancing(party=SPRING, core_enterprise=ANCHOR, reason=""),
    ask.RemoveFromChain(party=SPRING, core_enterprise=ANCHOR, reason=""),
    ask.RecordPayable(party=SPRING, payable=Payable(ANCHOR, yuan("1.00"), YESTERDAY), source=""),
    ask.Expire(party=SPRING),
)
LATER = Context(now=type(DONG.now)(at=DONG.now.at, day=NEXT_YEAR), by=DONG.by)


def context_of(command: EnterpriseCommand) -> Context:
    """Chen enters, Dong decides, and the last thing is asked when the admission ran out."""
    if isinstance(command, ask.Expire):
        return LATER
    return CHEN if isinstance(command, ask.Review) else DONG


def history() -> list[EnterpriseEvent]:
    happened: list[EnterpriseEvent] = []
    for command in STORY:
        state = ENTERPRISE.replay(happened)
        happened.extend(ENTERPRISE.decide(state, command, context_of(command)))
    return happened


def test_the_story_asks_for_everything_and_everything_happens() -> None:
    assert {type(command) for command in STORY} == set(get_args(EnterpriseCommand))
    assert {type(event) for event in history()} == set(get_args(EnterpriseEvent))


def test_every_event_changes_the_file() -> None:
    state: EnterpriseState = NoParty()
    for event in history():
        after = ENTERPRISE.evolve(state, event)
        assert after != state, event
        state = after


@pytest.mark.parametrize("command", STORY[1:], ids=lambda it: type(it).__name__)
def test_first_of_all_the_party_is_on_file(command: EnterpriseCommand) -> None:
    given().when(command, CHEN).then_refused(no.PartyNotFound(SPRING))


def test_nothing_happens_to_a_party_before_it_is_registered() -> None:
    for event in history()[1:]:
        with pytest.raises(BrokenPromise):
            ENTERPRISE.evolve(NoParty(), event)


@forall(st.lists(st.tuples(st.sampled_from(STORY), st.sampled_from([CHEN, DONG])), max_size=30))
def test_nobody_acts_whom_nobody_else_admitted(
    asked: list[tuple[EnterpriseCommand, Context]],
) -> None:
    state: EnterpriseState = NoParty()
    let_in = False
    for command, context in asked:
        try:
            events = ENTERPRISE.decide(state, command, context)
        except Refused:
            continue
        for event in events:
            if isinstance(event, fact.PartyAdmitted):
                assert event.by not in event.entered_by
                let_in = True
            state = ENTERPRISE.evolve(state, event)
    if isinstance(state, Party) and bar_to_acting(state, TODAY) is None:
        assert let_in
        assert not state.impediments
        assert state.suspended_by is None
