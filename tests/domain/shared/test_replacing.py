"""A frozen value with some fields replaced: the same as the standard library gives."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest

from domain.shared.replacing import replace


@dataclass(frozen=True, slots=True)
class Purse:
    owner: str
    coins: int = 0
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Purse):
    mark: str = "none"


@dataclass(frozen=True)
class WithoutSlots:
    owner: str
    coins: int = 0


@dataclass(frozen=True, slots=True)
class Single:
    coins: int


@dataclass(frozen=True, slots=True)
class Checked:
    owner: str
    coins: int = 0

    def __post_init__(self) -> None:
        if self.coins < 0:
            raise ValueError("a purse does not owe")


def test_what_is_not_named_stays_and_the_first_value_is_left_alone() -> None:
    was = Purse("anna", 3, (10,))

    assert replace(was, coins=4) == Purse("anna", 4, (10,))
    assert was == Purse("anna", 3, (10,))
    assert replace(was).notes is was.notes


@pytest.mark.parametrize(
    "was", [Purse("anna", 3), Marked(owner="anna", mark="red"), WithoutSlots("anna"), Single(1)]
)
def test_it_says_what_the_standard_library_says(
    was: Purse | Marked | WithoutSlots | Single,
) -> None:
    assert replace(was, coins=7) == dataclasses.replace(was, coins=7)
    assert type(replace(was, coins=7)) is type(was)


def test_what_a_value_checks_of_itself_is_checked() -> None:
    with pytest.raises(ValueError, match="does not owe"):
        replace(Checked("anna"), coins=-1)
