"""Every command of the command line is found, and found without importing the others."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

import scripts.cli
from scripts.cli.brief import Brief
from scripts.cli.late import ALONE, GROUPS, Late
from tests.scripts.scenes import environment, typed

LISTED = {*ALONE, *(module for modules in GROUPS.values() for module in modules)}


def test_no_command_of_any_module_is_forgotten() -> None:
    here = Path(scripts.cli.__file__).parent
    having = {it.stem for it in here.glob("[a-z]*.py") if _app_of(it.stem) is not None}

    assert having - {"main"} == LISTED


@pytest.mark.parametrize("module", ALONE)
def test_a_module_is_listed_with_all_its_commands(module: str) -> None:
    found = _app_of(module)

    assert found is not None
    assert tuple(it.name for it in found.registered_commands) == ALONE[module]


@pytest.mark.parametrize("name", Late())
def test_every_command_says_what_it_is_for(name: str) -> None:
    shown = typed(name, "--help")

    assert shown.exit_code == 0
    assert Late()[name].help


@pytest.mark.parametrize("name", Late())
def test_help_says_of_each_command_what_the_command_says_itself(name: str) -> None:
    assert Brief()[name].help == Late()[name].help


def test_help_imports_no_command() -> None:
    asked = "import sys; from scripts.cli.main import app; app(['--help'], standalone_mode=False)"
    told = f"{asked}; print('imported', *sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", told], check=True, capture_output=True, text=True, env=environment()
    )
    loaded = shown.stdout.rpartition("imported ")[2].split()

    assert not {f"scripts.cli.{it}" for it in LISTED} & set(loaded)
    assert "sqlalchemy" not in loaded


def test_a_command_mistyped_is_told_of_its_neighbour() -> None:
    shown = typed("ordr")

    assert shown.exit_code == 2
    assert "Did you mean 'order'?" in shown.output


def test_asking_for_one_command_imports_no_other() -> None:
    asked = "import sys; from scripts.cli.late import Late; Late()['keys']; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, env=environment()
    ).stdout.split()

    assert {it for it in loaded if it.startswith("scripts.cli.")} & {
        f"scripts.cli.{it}" for it in LISTED
    } == {"scripts.cli.keys"}


def _app_of(module: str) -> typer.Typer | None:
    found = getattr(import_module(f"scripts.cli.{module}"), "app", None)
    return found if isinstance(found, typer.Typer) else None
