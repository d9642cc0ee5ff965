"""A paper that came late says that two assets are one trade, and money was lent on both.

Neither bears anything new until the operator, or both lenders, say what is so. Each lender
is told of its own asset alone.
"""

from __future__ import annotations

from typing import assert_never

from domain.lien import commands as ask
from domain.lien import events as fact
from domain.lien import refusals as no
from domain.lien.checks import what_all_say
from domain.lien.state import Asset
from domain.shared.event import Context
from domain.shared.refusal import Refused

Suspecting = ask.SuspectDoubleFinancing | ask.AnswerSuspicion | ask.SettleSuspicion
Decision = tuple[fact.LienEvent, ...]


def suspect(asset: Asset, command: Suspecting, context: Context) -> Decision:
    match command:
        case ask.SuspectDoubleFinancing():
            return _suspect(asset, command, context)
        case ask.AnswerSuspicion():
            return _answer(asset, command, context)
        case ask.SettleSuspicion():
            return _settle(asset, command, context)
        case _:
            assert_never(command)


def _suspect(asset: Asset, command: ask.SuspectDoubleFinancing, context: Context) -> Decision:
    """Said again, or settled before, it is nothing new."""
    if command.other in asset.apart_from or asset.suspicion(command.other) is not None:
        return ()
    if not asset.encumbrances:
        raise Refused(no.NotHeld(command.asset, 1))

    return (
        fact.DoubleFinancingSuspected(
            **what_all_say(command.asset, context),
            effective_on=context.now.day,
            other=command.other,
            is_outcome=command.is_outcome,
            lender=asset.encumbrances[0].lender,
            act=command.act,
        ),
    )


def _answer(asset: Asset, command: ask.AnswerSuspicion, context: Context) -> Decision:
    """Of every open one that concerns the lender; it may think better of it until the end."""
    own = [it for it in asset.suspicions if it.lender == command.lender]
    if not own:
        raise Refused(no.NothingSuspected(command.asset))

    return tuple(
        fact.SuspicionAnswered(
            **what_all_say(command.asset, context),
            effective_on=context.now.day,
            other=it.other,
            is_outcome=it.is_outcome,
            lender=it.lender,
            apart=command.apart,
            words=command.words,
        )
        for it in own
    )


def _settle(asset: Asset, command: ask.SettleSuspicion, context: Context) -> Decision:
    found = asset.suspicion(command.other)
    if found is None:
        raise Refused(no.NothingSuspected(command.asset))

    return (
        fact.SuspicionSettled(
            **what_all_say(command.asset, context),
            effective_on=context.now.day,
            other=found.other,
            is_outcome=found.is_outcome,
            lender=found.lender,
            apart=command.apart,
            reason=command.reason,
        ),
    )
