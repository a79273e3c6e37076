"""``graphkit serve``: a SPARQL endpoint on this machine, with a page to ask it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from graphkit.cli import options as o
from graphkit.cli.talk import STOPPED, Talk, command

if TYPE_CHECKING:
    from graphkit.rdf.endpoint import Policy

EXAMPLES = """
\b
Examples:
  graphkit serve out/
  graphkit serve news.store --port 8000 --timeout 10

Open the address that it tells in a browser, or give its /sparql to any SPARQL
client. It only reads. Others can't reach it unless --host lets them, and web
pages of others can't ask it unless --cors lets them. There is no password.

A file is read once, at the start; of a store, what 'graphkit load' puts there
meanwhile is served from the next question on. Ctrl-C stops it,
with status 130.
"""


@command
def run(
    data: Annotated[
        list[str],
        typer.Argument(
            metavar="GRAPH",
            help="Graphs, folders that 'graphkit build' wrote, or corpus files; or one store of 'graphkit load'.",
            show_default=False,
        ),
    ],
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")] = 7878,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, max=64, help="Queries answered at a time; by default 2 to 4.", show_default=False
        ),
    ] = None,
    timeout: o.Timeout = 30,
    memory: o.Memory = 1024,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name of this machine to answer to; may be repeated."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Whose web pages may ask, such as https://a.example, or *."),
    ] = None,
    allow_network: o.AllowNetwork = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    no_color: o.NoColor = False,
) -> None:
    """Serve graphs as a SPARQL 1.1 endpoint that only reads, with a page to ask them."""
    from graphkit.rdf.endpoint import Policy

    talk = Talk(quiet=quiet, verbose=verbose, no_color=no_color)
    policy = Policy(
        seconds=timeout or None,
        allow_network=allow_network,
        hosts=(*(allow_host or ()), host),
        origins=tuple(cors or ()),
    )
    signal.signal(signal.SIGTERM, _stop)
    with contextlib.suppress(KeyboardInterrupt):
        _serve(talk, data=data, host=host, port=port, policy=policy, workers=workers, megabytes=memory or None)
    talk.note("stopped")
    raise typer.Exit(STOPPED)


def _serve(
    talk: Talk, *, data: list[str], host: str, port: int, policy: Policy, workers: int | None, megabytes: int | None
) -> None:
    from graphkit.rdf.serving import bind, default_workers, serve, shared_data

    with bind(host, port) as taken, shared_data(data) as database:
        address = f"http://{f'[{host}]' if ':' in host else host}:{taken.getsockname()[1]}/"

        def ready() -> None:
            talk.note(f"serving {', '.join(data)} at {address} (for SPARQL clients: {address}sparql); Ctrl-C stops it")
            if not host.startswith("127.") and host not in {"localhost", "::1"}:
                talk.warning("whoever can reach this address can ask the graph; there is no password")

        asyncio.run(
            serve(
                database,
                taken,
                title=", ".join(data),
                policy=policy,
                workers=workers or default_workers(),
                megabytes=megabytes,
                ready=ready,
                log=talk.detail,
            )
        )


def _stop(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)
