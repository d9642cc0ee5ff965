"""A party stands with others: a group, affiliates, agents, chains, and whom it owes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.commands import EnterpriseCommand
from domain.enterprise.profile import Affiliate, Agency, ChainPlace, Payable, Relation
from domain.shared.connection import Basis, GroupId
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.enterprise.scenes import (
    AGENT,
    ANCHOR,
    CHEN,
    SAID,
    SPRING,
    TODAY,
    TOMORROW,
    YESTERDAY,
    given,
    owing,
    party_after,
    registered,
    yuan,
)

GROUP = GroupId("anchor-group")
SET_GROUP = ask.SetGroup(
    party=SPRING, group=GROUP, basis=Basis.ECONOMIC_DEPENDENCE, evidence="60 % of sales"
)
GROUP_SET = fact.GroupSet(
    **SAID,
    earlier=None,
    group=GROUP,
    basis=Basis.ECONOMIC_DEPENDENCE,
    evidence="60 % of sales",
)
SISTER = Affiliate(ANCHOR, Relation.COMMON_CONTROL)
AGENCY = Agency(AGENT, until=TODAY)
PLACE = ChainPlace(ANCHOR, until=TODAY)


def record(
    amount: Money, *, creditor: str = ANCHOR, as_of: str = "2026-03-01"
) -> ask.RecordPayable:
    stated = Payable(SPRING if creditor == SPRING else ANCHOR, amount, TODAY.fromisoformat(as_of))
    return ask.RecordPayable(party=SPRING, payable=stated, source="statement")


def test_a_party_depends_on_its_anchor() -> None:
    given(registered()).when(SET_GROUP, CHEN).then(GROUP_SET)
    given(registered(), GROUP_SET).when(SET_GROUP, CHEN).then()
    assert party_after(registered(), GROUP_SET).group == GROUP


def test_a_party_leaves_its_group() -> None:
    leave = replace(SET_GROUP, group=None)
    (event,) = given(registered(), GROUP_SET).when(leave, CHEN).events()

    assert isinstance(event, fact.GroupSet)
    assert (event.earlier, event.group) == (GROUP, None)
    assert party_after(registered(), GROUP_SET, event).group is None


def test_a_connection_is_shown() -> None:
    given(registered()).when(replace(SET_GROUP, evidence=""), CHEN).then_refused(
        no.EvidenceMissing(SPRING)
    )


def test_affiliates_are_all_of_them_as_they_are() -> None:
    command = ask.SetAffiliates(party=SPRING, affiliates=(SISTER,))
    event = fact.AffiliatesSet(**SAID, affiliates=(SISTER,))

    given(registered()).when(command, CHEN).then(event)
    given(registered(), event).when(command, CHEN).then()
    assert party_after(registered(), event).affiliates == (SISTER,)


def test_an_agent_acts_in_the_partys_name_until_the_last_day() -> None:
    appointed = fact.AgentAppointed(**SAID, agency=AGENCY)
    party = party_after(registered(), appointed)

    given(registered()).when(ask.AppointAgent(party=SPRING, agency=AGENCY), CHEN).then(appointed)
    assert party.has_agent(AGENT, TODAY)
    assert not party.has_agent(AGENT, TOMORROW)
    assert not party.has_agent(ANCHOR, TODAY)


def test_an_agent_may_be_appointed_for_longer_and_stays_one_agent() -> None:
    for_good = Agency(AGENT, until=None)
    party = party_after(
        registered(),
        fact.AgentAppointed(**SAID, agency=AGENCY),
        fact.AgentAppointed(**SAID, agency=for_good),
    )

    assert party.agencies == (for_good,)
    assert party.has_agent(AGENT, TOMORROW)
    given(registered(), fact.AgentAppointed(**SAID, agency=AGENCY)).when(
        ask.AppointAgent(party=SPRING, agency=AGENCY), CHEN
    ).then()


def test_an_agent_is_dismissed_once() -> None:
    dismiss = ask.DismissAgent(party=SPRING, agent=AGENT, reason="changed hands")
    appointed = fact.AgentAppointed(**SAID, agency=AGENCY)
    dismissed = fact.AgentDismissed(**SAID, agent=AGENT, reason="changed hands")

    given(registered(), appointed).when(dismiss, CHEN).then(dismissed)
    given(registered(), appointed, dismissed).when(dismiss, CHEN).then_refused(
        no.NotItsAgent(AGENT)
    )


def test_a_core_enterprise_takes_a_supplier_into_its_chain_and_out_again() -> None:
    came = fact.AdmittedToChain(**SAID, place=PLACE)
    went = fact.RemovedFromChain(**SAID, core_enterprise=ANCHOR, reason="no orders")
    remove = ask.RemoveFromChain(party=SPRING, core_enterprise=ANCHOR, reason="no orders")
    party = party_after(registered(), came)

    given(registered()).when(ask.AdmitToChain(party=SPRING, place=PLACE), CHEN).then(came)
    given(registered(), came).when(ask.AdmitToChain(party=SPRING, place=PLACE), CHEN).then()
    given(registered(), came).when(remove, CHEN).then(went)
    given(registered(), came, went).when(remove, CHEN).then_refused(no.NotInChain(ANCHOR))
    assert party.is_in_chain_of(ANCHOR, TODAY)
    assert not party.is_in_chain_of(ANCHOR, TOMORROW)
    assert not party_after(registered(), came, went).is_in_chain_of(ANCHOR, TODAY)


def test_the_latest_statement_says_what_is_owed() -> None:
    given(registered()).when(record(yuan("30.00")), CHEN).then(owing("30.00"))
    given(registered(), owing("30.00")).when(record(yuan("30.00")), CHEN).then()
    given(registered(), owing("30.00")).when(record(yuan("20.00")), CHEN).then(owing("20.00"))
    party = party_after(registered(), owing("30.00"), owing("20.00"))
    assert party.owes(ANCHOR, Currency.CNY) == yuan("20.00")
    assert party.owes(ANCHOR, Currency.EUR) == Money.zero(Currency.EUR)
    assert party.owes(AGENT, Currency.CNY) == yuan("0.00")


def test_an_older_statement_changes_nothing_even_after_all_was_paid() -> None:
    paid = (registered(), owing("30.00"), owing("0.00"))

    given(*paid).when(record(yuan("30.00"), as_of="2026-02-28"), CHEN).then_refused(
        no.OlderStatement(as_of=TODAY.replace(month=2, day=28), on_record=YESTERDAY)
    )
    assert party_after(*paid).owes(ANCHOR, Currency.CNY) == yuan("0.00")


def test_what_is_owed_in_another_currency_is_another_balance() -> None:
    euro = fact.PayableRecorded(
        **SAID, payable=Payable(ANCHOR, Money(500, Currency.EUR), YESTERDAY), source=""
    )
    party = party_after(registered(), owing("30.00"), euro)

    assert party.owes(ANCHOR, Currency.CNY) == yuan("30.00")
    assert party.owes(ANCHOR, Currency.EUR) == Money(500, Currency.EUR)


def test_the_order_in_which_a_payable_is_refused() -> None:
    file = given(registered(), owing("30.00"))
    file.when(record(yuan("-1.00"), creditor=SPRING, as_of="2026-03-03"), CHEN).then_refused(
        no.DayInFuture(TOMORROW, TODAY)
    )
    file.when(record(yuan("-1.00"), creditor=SPRING), CHEN).then_refused(no.WithItself(SPRING))
    file.when(record(yuan("-1.00"), as_of="2026-02-28"), CHEN).then_refused(
        no.AmountNegative(yuan("-1.00"))
    )


@pytest.mark.parametrize(
    "command",
    [
        ask.SetAffiliates(party=SPRING, affiliates=(SISTER, Affiliate(SPRING, Relation.PARENT))),
        ask.AppointAgent(party=SPRING, agency=Agency(SPRING, until=None)),
        ask.AdmitToChain(party=SPRING, place=ChainPlace(SPRING, until=None)),
        record(yuan("1.00"), creditor=SPRING),
    ],
    ids=lambda it: type(it).__name__,
)
def test_nobody_stands_with_itself(command: EnterpriseCommand) -> None:
    given(registered()).when(command, CHEN).then_refused(no.WithItself(SPRING))
