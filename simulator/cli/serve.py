"""``simulator serve``: practice and reports in a browser, for a team on one server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.web.places import Place

MISSING = "serving pages needs the 'web' extra, which is not installed (docs/serving.md)"
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; others need TLS or a proxy.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--tls-certificate", "certificate", type=FILE, help="A PEM file: then it is served by https.")
@click.option("--tls-key", "key", type=FILE, help="The certificate's key, a PEM file.")
@click.option("--behind-proxy", "proxy", default="", metavar="ADDRESS", help="What people type to reach the proxy.")
@click.option("--trusted-header", default="", metavar="NAME", help="The header in which the proxy names who signed in.")
@click.option("--most", type=click.IntRange(1, 1000), default=60, show_default=True, help="Screens open at once.")
@click.option("--library", "libraries", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Yours.")
def serve(
    host: str,
    port: int,
    *,
    certificate: Path | None,
    key: Path | None,
    proxy: str,
    trusted_header: str,
    most: int,
    libraries: tuple[Path, ...],
) -> None:
    """Serve the practice screens and people's own pages to browsers.

    It needs people: add them with 'simulator team', and give each a password.
    """
    from importlib.util import find_spec

    from simulator.errors import SimulatorError

    if find_spec("textual_serve") is None or find_spec("argon2") is None:
        raise SimulatorError(MISSING)
    from simulator.web.places import Place, checked
    from simulator.web.screens import environment_secret

    place = checked(Place(host, port, certificate, key, proxy.rstrip("/"), trusted_header, environment_secret()))
    _serve(place, most, libraries)


def _serve(place: Place, most: int, libraries: tuple[Path, ...]) -> None:
    from simulator.errors import UsageError
    from simulator.settings import data_dir
    from simulator.store.server import TeamServer
    from simulator.web.app import serve as run
    from simulator.web.site import Site
    from simulator.workplace import Workplace

    where = str(Workplace(libraries).history_place)
    team = TeamServer.open(where)
    if not team.known:
        team.close()
        raise UsageError("nobody could sign in yet: add yourself first with: simulator team add NAME --role lead")
    site = Site(place, team, where, data_dir(), libraries, most=most)
    run(site, lambda: click.echo(f"Open {place.address}  (stop with Ctrl-C)", err=True))
