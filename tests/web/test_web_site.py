"""The site: who gets in, what each may see, and what another site can't do in their name."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from team_site import PASSWORD, REPLIES, played, site, team
from yarl import URL

from simulator.store.history import History
from simulator.web import app
from simulator.web.app import make_app
from simulator.web.guard import SECRET_HEADER
from simulator.web.passwords import hashed
from simulator.web.places import Place
from simulator.web.screens import LARGEST
from simulator.web.site import Site

Client = TestClient[Any, Any]
Opened = Callable[..., Any]
SECRET = "a secret of the proxy alone"  # noqa: S105 - a test's


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("site") / "history.db"
    team(found)
    return found


@asynccontextmanager
async def client_of(found: Site) -> AsyncIterator[Client]:
    async with TestClient(TestServer(make_app(found)), cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        yield client


@pytest.fixture
async def client(where: Path, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(site(where, tmp_path)) as found:
        yield found


def origin(client: Client) -> dict[str, str]:
    return {"Origin": str(client.make_url("/")).rstrip("/")}


async def sign_in(client: Client, name: str, password: str = PASSWORD) -> aiohttp.ClientResponse:
    form = {"name": name, "password": password}
    return await client.post("/sign-in", data=form, headers=origin(client), allow_redirects=False)


async def text(client: Client, path: str) -> tuple[int, str]:
    async with client.get(path) as answer:
        return answer.status, await answer.text()


async def test_looking_after_the_screens_goes_on_whatever_went_wrong_once(
    where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found, again, looks = site(where, tmp_path), asyncio.Event(), iter((RuntimeError("a fault of ours"), None))

    async def look_after() -> None:
        fault = next(looks, None)
        if fault:
            raise fault
        again.set()

    monkeypatch.setattr(app, "PAUSE", 0.0)
    monkeypatch.setattr(found, "look_after", look_after)
    async with client_of(found), asyncio.timeout(60):
        await again.wait()
    assert "a fault of ours" in caplog.text


@pytest.mark.parametrize("path", ["/", "/practice", "/conversations/1", "/shared/1"])
async def test_without_signing_in_there_is_only_the_form(client: Client, path: str) -> None:
    async with client.get(path, allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/sign-in")


async def test_the_right_password_opens_ones_own_page_and_the_name_may_be_written_loosely(client: Client) -> None:
    answer = await sign_in(client, "  tom   TRAINEE ")
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookies = answer.headers.getall("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["simulator", "simulator-browser"]
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    status, page = await text(client, "/")
    assert status == 200
    assert "Hello, Tom Trainee" in page
    assert "Shared with you" not in page


async def test_a_wrong_name_and_a_wrong_password_are_told_alike_and_soon_have_to_wait(client: Client) -> None:
    answers = [await sign_in(client, name, "wrong") for name in ("Tom Trainee", "Nobody", "Tom Trainee")]
    pages = [re.sub(r'value="[^"]*"', "", await answer.text()) for answer in answers]
    assert {answer.status for answer in answers} == {403}
    assert len(set(pages)) == 1
    for _ in range(3):
        await sign_in(client, "Tom Trainee", "wrong")
    late = await sign_in(client, "Tom Trainee")
    assert late.status == 429
    assert "Try again in 1 second" in await late.text() or "Try again in 2 seconds" in await late.text()


async def test_who_guesses_a_name_does_not_keep_its_owner_out_of_a_browser_they_used(client: Client) -> None:
    await sign_in(client, "Tom Trainee")
    known = client.session.cookie_jar.filter_cookies(client.make_url("/"))["simulator-browser"].value
    client.session.cookie_jar.clear()
    for _ in range(6):
        await sign_in(client, "Tom Trainee", "wrong")
    assert (await sign_in(client, "Tom Trainee")).status == 429
    client.session.cookie_jar.update_cookies({"simulator-browser": known}, client.make_url("/"))
    assert (await sign_in(client, "Tom Trainee")).status == 303


async def test_many_wrong_passwords_at_once_count_as_many(client: Client) -> None:
    answers = await asyncio.gather(*(sign_in(client, "Lea Lead", "wrong") for _ in range(12)))
    assert sum(answer.status == 403 for answer in answers) <= 5
    assert {answer.status for answer in answers} == {403, 429}


async def test_a_sign_in_ends_when_its_password_or_its_person_is_gone(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    team(own)
    async with client_of(site(own, tmp_path)) as client:
        for change in ("password", "person"):
            await sign_in(client, "Uma Trainee")
            assert (await text(client, "/"))[0] == 200
            with History.open(own, "Lea Lead") as history:
                if change == "password":
                    history.team.set_secret("Uma Trainee", hashed(PASSWORD))
                else:
                    history.privacy.delete("Uma Trainee")
                    history.team.add_person("Uma Trainee", "trainer")
            status, page = await text(client, "/")
            assert (change, status) == (change, 403)
            assert "no longer valid" in page
            client.session.cookie_jar.clear()


@pytest.mark.parametrize("sent", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://["}])
async def test_a_form_from_another_site_is_refused(client: Client, sent: dict[str, str]) -> None:
    form = {"name": "Tom Trainee", "password": PASSWORD}
    answer = await client.post("/sign-in", data=form, headers=sent, allow_redirects=False)
    assert answer.status == 403
    assert "Set-Cookie" not in answer.headers


async def test_signing_out_needs_the_token_of_the_page_and_then_holds(client: Client) -> None:
    await sign_in(client, "Tom Trainee")
    assert (await client.post("/sign-out", data={"form": "x"}, headers=origin(client))).status == 403
    _, page = await text(client, "/")
    token = re.search(r'name="form" value="([^"]+)"', page)
    assert token is not None
    kept = client.session.cookie_jar.filter_cookies(client.make_url("/"))["simulator"].value
    answer = await client.post("/sign-out", data={"form": token[1]}, headers=origin(client), allow_redirects=False)
    assert answer.headers["Location"] == "/sign-in"
    async with client.get("/", cookies={"simulator": kept}, allow_redirects=False) as again:
        assert again.status == 302


async def test_signing_in_begins_anew_and_ends_what_was_open_in_that_browser(client: Client) -> None:
    planted = {"Cookie": "simulator=planted"}
    form = {"name": "Tom Trainee", "password": PASSWORD}
    answer = await client.post("/sign-in", data=form, headers={**origin(client), **planted}, allow_redirects=False)
    first = answer.cookies["simulator"].value
    assert first != "planted"
    assert (await sign_in(client, "Uma Trainee")).cookies["simulator"].value != first
    client.session.cookie_jar.clear()
    async with client.get("/", headers={"Cookie": f"simulator={first}"}, allow_redirects=False) as old:
        assert old.status == 302


async def closed(socket: aiohttp.ClientWebSocketResponse) -> int | None:
    """Wait until the server closes it; gives the code."""
    async with asyncio.timeout(60):
        while (message := await socket.receive()).type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}:
            pass
    return int(message.data) if message.type is aiohttp.WSMsgType.CLOSE else None


async def test_a_screen_ends_with_its_sign_in_and_with_its_person(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    team(own)
    found = site(own, tmp_path)
    async with client_of(found) as client:
        await sign_in(client, "Tom Trainee")
        token = re.search(r'name="form" value="([^"]+)"', (await text(client, "/"))[1])
        assert token is not None
        async with client.ws_connect("/screen", headers=origin(client)) as socket:
            await client.post("/sign-out", data={"form": token[1]}, headers=origin(client))
            assert await closed(socket) == 1008
        await sign_in(client, "Uma Trainee")
        async with client.ws_connect("/screen", headers=origin(client)) as socket:
            await found.look_after()
            assert not socket.closed
            with History.open(own, "Lea Lead") as history:
                history.privacy.delete("Uma Trainee")
            await found.look_after()
            assert await closed(socket) == 1008


async def test_a_message_that_is_too_large_or_of_no_browser_of_ours_ends_the_screen(client: Client) -> None:
    await sign_in(client, "Tom Trainee")
    for sent in ("x" * (LARGEST + 1), '["resize", {"width": "wide"}]', "[]"):
        async with client.ws_connect("/screen", headers=origin(client)) as socket:
            await socket.send_str(sent)
            assert await closed(socket) in {1000, 1009}


async def test_a_role_that_is_taken_away_counts_with_the_next_page(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    team(own)
    async with client_of(site(own, tmp_path)) as client:
        await sign_in(client, "Tina Trainer")
        assert (await text(client, "/report/team"))[0] == 200
        with History.open(own, "Lea Lead") as history:
            history.team.set_role("Tina Trainer", "trainee")
        assert (await text(client, "/report/team"))[0] == 403
        assert "Shared with you" not in (await text(client, "/"))[1]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8080", "[", "10.0.0.1"])
async def test_on_this_machine_the_site_answers_to_this_machines_names_alone(client: Client, host: str) -> None:
    async with client.get("/sign-in", headers={"Host": host}) as answer:
        assert answer.status in {400, 421}
        assert "evil" not in await answer.text()


@pytest.mark.parametrize(
    "path",
    ["/assets/../pages.py", "/assets/%2e%2e/pages.py", "/terminal/..%2f..%2fserver.py", "/assets/", "/download/../x"],
)
async def test_no_file_beside_the_sites_own_is_given(client: Client, path: str) -> None:
    await sign_in(client, "Tom Trainee")
    async with client.session.get(URL(str(client.make_url("/"))[:-1] + path, encoded=True)) as answer:
        assert answer.status in {403, 404}


async def test_ones_own_conversation_is_told_and_anothers_is_not_there(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = played(where, "Tom Trainee", tmp_path, monkeypatch)
    hers = played(where, "Uma Trainee", tmp_path, monkeypatch, shared=True)
    await sign_in(client, "Tom Trainee")
    status, page = await text(client, f"/conversations/{mine}")
    assert status == 200
    assert "What would you like to know about the lamp?" in page
    for path in (f"/conversations/{hers}", f"/shared/{hers}", f"/shared/{mine}", "/conversations/x'--", "/shared/%00"):
        status, page = await text(client, path)
        assert status == 404, path
        assert "isn&#39;t shared with you" in page


async def test_a_trainer_reads_what_their_team_shared_and_nothing_else(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = played(where, "Tom Trainee", tmp_path, monkeypatch)
    shared = played(where, "Tom Trainee", tmp_path, monkeypatch, shared=True)
    other_team = played(where, "Uma Trainee", tmp_path, monkeypatch, shared=True)
    await sign_in(client, "Tina Trainer")
    _, page = await text(client, "/")
    assert f"/shared/{shared}" in page
    assert private not in page
    assert other_team not in page
    status, page = await text(client, f"/shared/{shared}")
    assert status == 200
    assert "Tom Trainee" in page
    for path in (
        f"/shared/{private}",
        f"/conversations/{private}",
        f"/conversations/{shared}",
        f"/shared/{other_team}",
    ):
        assert (await text(client, path))[0] == 404, path


async def test_an_exams_certificate_is_for_its_owner_and_their_trainers(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practised = played(where, "Tom Trainee", tmp_path, monkeypatch)
    exam = played(where, "Tom Trainee", tmp_path, monkeypatch, exam=True)
    for name in ("Tom Trainee", "Tina Trainer", "Lea Lead"):
        await sign_in(client, name)
        assert f"/certificate/{exam}" in (await text(client, "/"))[1]
        status, page = await text(client, f"/certificate/{exam}")
        assert status == 200
        assert "Tom Trainee" in page
        assert (await text(client, f"/certificate/{practised}"))[0] == 404
    await sign_in(client, "Uma Trainee")
    assert await text(client, f"/certificate/{exam}") == await text(client, f"/certificate/{exam[:-1]}0")
    assert (await text(client, f"/certificate/{exam}"))[0] == 404


async def test_a_lead_reads_the_words_alone_of_what_they_have_to_mark_blind(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = played(where, "Uma Trainee", tmp_path, monkeypatch, shared=True)
    with History.open(where, "Uma Trainee") as history:
        history.disputes.open(shared, 1, "empathy/respect", "I was polite")
    await sign_in(client, "Lea Lead")
    status, page = await text(client, f"/shared/{shared}")
    assert status == 200
    assert REPLIES[1].replace("'", "&#39;") in page
    assert "waits to be given anew" in page
    assert all(words not in page for words in ("of 4", "The six steps", "Try next", "I was polite"))
    status, page = await text(client, "/report/person/Uma%20Trainee")
    assert "held back: a disputed mark" in page


async def test_what_is_asked_of_one_stands_on_the_first_page_until_it_is_withdrawn(client: Client, where: Path) -> None:
    with History.open(where, "Tina Trainer") as history:
        tom = history.team.person("Tom Trainee").id
        given = history.team.assign(tom, "scenario", "first-chat", due=datetime(2026, 12, 1, 23, 59, tzinfo=UTC))
        way = history.team.assign(tom, "pathway", "first-week")
    await sign_in(client, "Tom Trainee")
    _, page = await text(client, "/")
    for words in (
        "Asked of you",
        "A bulb for a desk lamp",
        "First week",
        "which your trainer will see",
        '<td role="cell" data-label="Asked by">Tina Trainer</td>',
        "1 December 2026",
    ):
        assert words in page
    with History.open(where, "Tina Trainer") as history:
        for one in (given, way):
            history.team.withdraw(one.id)
    assert "Asked of you" not in (await text(client, "/"))[1]


async def test_reports_are_ones_own_or_of_what_is_shared_by_ones_role(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(where, "Tom Trainee", tmp_path, monkeypatch, shared=True)
    await sign_in(client, "Tom Trainee")
    status, page = await text(client, "/report")
    assert status == 200
    assert "Your practice" in page
    for path in ("/report/team", "/report/person/Tom%20Trainee", "/report/person/Uma%20Trainee"):
        assert (await text(client, path))[0] in {403, 404}, path
    await sign_in(client, "Tina Trainer")
    status, page = await text(client, "/report/team")
    assert status == 200
    assert "Tom Trainee" in page
    assert "Uma Trainee" not in page
    assert (await text(client, "/report/person/Tom%20Trainee"))[0] == 200
    assert (await text(client, "/report/person/Uma%20Trainee"))[0] == 404


async def test_every_answer_says_what_a_page_may_do_and_nothing_is_kept_by_others(client: Client) -> None:
    for path in ("/sign-in", "/", "/missing", "/terminal/js/textual.js"):
        async with client.get(path) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_pages_ask_no_other_host_for_anything(client: Client) -> None:
    await sign_in(client, "Lea Lead")
    for path in ("/sign-in", "/", "/practice"):
        _, page = await text(client, path)
        found = re.findall(r"""(?:src|href|action)=["'](https?:)?//([^"'/]+)""", page)
        assert found == []


@pytest.mark.parametrize("sent", [{}, {"Origin": "https://evil.example"}])
async def test_a_screen_opens_only_for_pages_of_this_site(client: Client, sent: dict[str, str]) -> None:
    await sign_in(client, "Tom Trainee")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await client.ws_connect("/screen", headers=sent)
    assert refused.value.status == 403


async def test_nobody_gets_a_screen_without_signing_in(client: Client) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await client.ws_connect("/screen", headers=origin(client))


async def test_when_every_place_is_taken_the_page_says_so(where: Path, tmp_path: Path) -> None:
    async with client_of(site(where, tmp_path, most=0)) as client:
        await sign_in(client, "Tom Trainee")
        status, page = await text(client, "/practice")
        assert status == 503
        assert "Every place is taken" in page


async def test_over_tls_the_cookie_is_for_this_host_alone(where: Path, tmp_path: Path) -> None:
    place = Place(proxy="https://training.shop.example")
    async with client_of(site(where, tmp_path, place)) as client:
        form = {"name": "Tom Trainee", "password": PASSWORD}
        sent = {"Origin": "https://training.shop.example", "X-Forwarded-For": "10.1.1.1, 10.2.2.2"}
        answer = await client.post("/sign-in", data=form, headers=sent, allow_redirects=False)
        cookies = answer.headers.getall("Set-Cookie")
        assert all(cookie.startswith("__Host-simulator") and "Secure" in cookie for cookie in cookies)
        assert "Strict-Transport-Security" in answer.headers
        assert (await sign_in(client, "Tom Trainee")).status == 403


async def test_a_name_from_the_proxy_counts_only_with_the_proxys_secret(where: Path, tmp_path: Path) -> None:
    place = Place(proxy="https://training.shop.example", trusted_header="X-User", trusted_secret=SECRET)
    async with client_of(site(where, tmp_path, place)) as client:

        async def asked(**sent: str) -> tuple[int, str]:
            headers = {name.replace("_", "-"): value for name, value in sent.items()}
            async with client.get("/", headers=headers) as answer:
                return answer.status, await answer.text()

        named = {SECRET_HEADER.replace("-", "_"): SECRET}
        status, page = await asked(X_User="Tom Trainee", **named)
        assert status == 200
        assert "Hello, Tom Trainee" in page
        assert (await asked(X_User="Tom Trainee"))[0] == 403
        assert (await asked(X_User="Tom Trainee", X_Simulator_Proxy="guessed"))[0] == 403
        assert (await asked(**named))[0] == 403
        status, page = await asked(X_User="<b>Stranger</b>", **named)
        assert status == 403
        assert "<b>Stranger" not in page


async def test_what_people_wrote_is_text_on_a_page(
    client: Client, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("team_site.REPLIES", ("<script>alert(1)</script> What would you like to know? \x1b[31m",))
    mine = played(where, "Tom Trainee", tmp_path, monkeypatch)
    await sign_in(client, "Tom Trainee")
    _, page = await text(client, f"/conversations/{mine}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
