"""Margin is paid before other creditors only if its account is the right one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Holder(StrEnum):
    """In whose name the account is."""

    CREDITOR = "creditor"
    GUARANTOR = "guarantor"


class PriorityReason(StrEnum):
    """Why margin has priority, or has none."""

    CREDITORS_OWN_ACCOUNT = "creditors_own_account"
    DEDICATED_AND_CONTROLLED = "dedicated_and_controlled"
    NOT_DEDICATED = "not_dedicated"
    NOT_CONTROLLED = "not_controlled"
    NO_ACCOUNT = "no_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginAccount:
    """Where margin lies."""

    number: str
    bank: str
    holder: Holder
    dedicated: bool
    """Opened for margin, or a sub-account for it, and used for nothing else."""

    controlled_by_creditor: bool
    """Nothing leaves it without the creditor."""


@dataclass(frozen=True, slots=True)
class MarginPriority:
    has_priority: bool
    reason: PriorityReason


def margin_priority(account: MarginAccount | None) -> MarginPriority:
    """Interpretation on guarantees, art. 70; a balance that goes up and down does no harm."""
    if account is None:
        return MarginPriority(has_priority=False, reason=PriorityReason.NO_ACCOUNT)
    if account.holder is Holder.CREDITOR:
        return MarginPriority(has_priority=True, reason=PriorityReason.CREDITORS_OWN_ACCOUNT)
    if not account.dedicated:
        return MarginPriority(has_priority=False, reason=PriorityReason.NOT_DEDICATED)
    if not account.controlled_by_creditor:
        return MarginPriority(has_priority=False, reason=PriorityReason.NOT_CONTROLLED)
    return MarginPriority(has_priority=True, reason=PriorityReason.DEDICATED_AND_CONTROLLED)
