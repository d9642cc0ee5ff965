"""How a command on an order is carried out for whoever asks it."""

from __future__ import annotations

from dataclasses import replace

from fastapi.responses import Response

from api.shared.commanding import AtDesk
from api.shared.identity import CORE_ENTERPRISE, SUPPLIER
from application.processes.changing_orders import change_order
from domain.e_order.commands import OrderCommand
from domain.shared.ids import PartyId

NOT_KNOWN_YET = PartyId("")
"""Whose stream an order stands in is looked up when the command is carried out."""

TRADERS = (SUPPLIER, CORE_ENTERPRISE)


def changed(desk: AtDesk, command: OrderCommand) -> Response:
    """Carry out `command`, made with `NOT_KNOWN_YET` for its buyer."""
    use_case = change_order(
        command.order, desk.caller.party, lambda buyer: replace(command, buyer=buyer)
    )
    return desk.carry_out(command, use_case)
