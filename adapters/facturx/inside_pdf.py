"""The invoice inside a PDF: the XML that Factur-X, ZUGFeRD or XRechnung attach to it."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from adapters.quarantine.opened import Opener, opened

NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
"""The names that the standards give it, best first; case differs between versions."""


def xml_inside(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, XML) of each attachment that may be the invoice, the standard names first.

    Raise `NotOpened` where the PDF cannot be opened.
    """
    found = [(str(name), str(data)) for name, data in opened(Opener.PDF, content)]
    for name, data in sorted(found, key=lambda file: _rank(file[0])):
        yield name, base64.b64decode(data)


def _rank(name: str) -> int:
    plain = name.lower()
    return NAMES.index(plain) if plain in NAMES else len(NAMES)
