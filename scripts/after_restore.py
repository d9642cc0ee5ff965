"""After a logical dump was restored: let new events come after the old ones.

`python -m scripts.after_restore`, before the platform is started on it. Doing it where
it is not needed changes nothing.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack

from sqlalchemy import NullPool, create_engine

from adapters.postgres.earlier import EarlierBuild, ensure_ids_have_parties
from adapters.postgres.embedded.server import start
from adapters.postgres.restore import raise_base
from scripts.compose import EARLIER, place_of
from scripts.settings import Settings


def raise_log(settings: Settings) -> int:
    """Raise the base of the log, as the owner of the tables; give it as it is now.

    Raise `EarlierBuild` where the dump was made by one: nothing is changed then.
    """
    with ExitStack() as stack:
        url = settings.database_owner_url or settings.database_url
        if url is None:
            url = stack.enter_context(start(settings.data)).owner_url
        with create_engine(url, poolclass=NullPool).begin() as connection:
            ensure_ids_have_parties(connection)
            return raise_base(connection)


def main() -> None:
    settings = Settings()
    try:
        print(f"The base of the log is {raise_log(settings)}.")
    except EarlierBuild:
        sys.exit("\n".join(words.format(place_of(settings)) for words in EARLIER))


if __name__ == "__main__":
    main()
