"""Puts the pages together and serves them until somebody stops the server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from aiohttp import web
from aiohttp.web_runner import GracefulExit

from simulator.errors import SimulatorError
from simulator.web import pages, reading
from simulator.web.guard import SITE, guarded
from simulator.web.places import Place
from simulator.web.site import Site

LOG = logging.getLogger("simulator.web")
ASSETS = Path(__file__).parent / "assets"
PAUSE = 20.0
"""Seconds between two looks whether those whose screens are open are still signed in."""
LARGEST_FORM = 64 * 1024
"""Bytes that a form may have."""


def make_app(site: Site) -> web.Application:
    """The whole site as an application."""
    import textual_serve

    app = web.Application(middlewares=[guarded, pages.told], client_max_size=LARGEST_FORM)
    app[SITE] = site
    app.add_routes([*pages.ROUTES, *reading.ROUTES])
    app.router.add_static("/assets", ASSETS)
    app.router.add_static("/terminal", Path(textual_serve.__file__).parent / "static")
    app.cleanup_ctx.append(_looking_after)
    app.on_shutdown.append(_end_screens)
    app.on_cleanup.append(_close)
    return app


async def _looking_after(app: web.Application) -> AsyncIterator[None]:
    async def look() -> None:
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await app[SITE].look_after()
            except SimulatorError as error:
                LOG.warning("%s", error)
            except Exception:  # whatever it was, removed people must not keep their screens: the next look comes
                LOG.exception("Looking who is still signed in failed. It is tried again in %d seconds.", PAUSE)

    task = asyncio.create_task(look())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _end_screens(app: web.Application) -> None:
    await app[SITE].screens.close()


async def _close(app: web.Application) -> None:
    await app[SITE].close()


def serve(site: Site, tell: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a signal; ``tell`` is called once the server listens.

    Raises:
        SimulatorError: the address is taken, or the certificate can't be used.

    """
    place = site.place
    try:
        web.run_app(
            make_app(site),
            host=place.host,
            port=place.port,
            ssl_context=_context(place),
            print=lambda *_: tell(),
            access_log=None,  # it would hold who read what
            shutdown_timeout=10,
        )
    except OSError as error:
        raise SimulatorError(f"{place.host}:{place.port}: {error.strerror or error}. Choose another: --port") from None
    except GracefulExit:
        pass


def _context(place: Place) -> ssl.SSLContext | None:
    if place.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(place.certificate, place.key)
    except (ssl.SSLError, OSError) as error:
        raise SimulatorError(f"{place.certificate}: the certificate or its key can't be used ({error})") from None
    return context
