"""Which server, model and key: from the environment and the settings, and nothing by assumption."""

from __future__ import annotations

import pickle
import subprocess
import sys

import msgspec
import pytest
from strict_server import HIDDEN

from simulator.errors import ContentError, UsageError
from simulator.llm.connection import HOSTED, Key, connection, named_server, offline
from simulator.llm.gate import opened
from simulator.settings import FILE, Settings, as_toml, load_settings, save_settings

LOCAL = "http://127.0.0.1:8080/v1"


def test_with_nothing_said_no_model_is_named_and_a_key_alone_names_none():
    assert connection(Settings(), {}).model == ""
    named = connection(Settings(), {"OPENAI_API_KEY": HIDDEN})
    assert (named.model, named.base_url, named.key_from) == ("", HOSTED, "OPENAI_API_KEY")


def test_the_environment_wins_over_the_settings():
    chosen = Settings(model="tiny", model_url=LOCAL + "/", model_key="from-file", model_prompt_price=2.0)
    named = connection(chosen, {})
    assert (named.base_url, named.model, named.key.revealed()) == (LOCAL, "tiny", "from-file")
    assert (named.url_from, named.key_from) == ("model_url in settings.toml", "model_key in settings.toml")
    assert named.prices.of(1_000_000, 5) == 2.0
    named = connection(chosen, {"OPENAI_API_KEY": HIDDEN, "SIMULATOR_MODEL": "large", "OPENAI_BASE_URL": " "})
    assert (named.base_url, named.model, named.key.revealed()) == (LOCAL, "large", HIDDEN)


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8080", "ftp://x/v1", "http://", "http://x:99999/v1", "http://a b/v1", "http://[", "http://é/"]
)
def test_what_is_no_address_is_refused_by_the_name_of_its_place(url):
    with pytest.raises(UsageError, match=r"^OPENAI_BASE_URL: this is no address: expected one like http://"):
        connection(Settings(), {"OPENAI_BASE_URL": url})


@pytest.mark.parametrize("url", ["https://me:pw@x/v1", "https://x/v1?key=pw"])
def test_a_key_in_the_address_is_refused_and_not_shown(url):
    with pytest.raises(UsageError, match="put the key in OPENAI_API_KEY") as raised:
        connection(Settings(), {"OPENAI_BASE_URL": url})
    assert "pw" not in str(raised.value)


def test_a_key_that_no_header_can_hold_is_refused_and_not_shown():
    for key in ("sk-pw\nx", "sk-pw x", "sk-pw…"):
        with pytest.raises(UsageError, match="this is no key") as raised:
            connection(Settings(), {"OPENAI_API_KEY": key})
        assert "pw" not in str(raised.value)


def test_a_key_shows_itself_to_nobody():
    named = connection(Settings(model="tiny"), {"OPENAI_API_KEY": HIDDEN})
    assert HIDDEN not in f"{named} {named!r} {named.key} {Settings(model_key=HIDDEN)!r}"
    assert (bool(Key("")), repr(Key(""))) == (False, "Key(none)")
    for written in (msgspec.json.encode, pickle.dumps):
        with pytest.raises(TypeError):
            written(named)


def test_the_settings_file_keeps_a_key_only_if_a_person_wrote_it_there(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", HIDDEN)
    save_settings(Settings(model="tiny"), tmp_path)
    assert HIDDEN not in (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(f'model = "tiny"\nmodel_key = "{HIDDEN}"\nmodel_answer_price = 3\n')
    chosen = load_settings(tmp_path)
    assert (chosen.model_key, chosen.model_answer_price) == (HIDDEN, 3.0)
    assert f'model_key = "{HIDDEN}"' in as_toml(chosen)
    save_settings(chosen, tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("model_key = 12345", "expected a text in quotes, found something else"),
        ("model_prompt_price = -1", "expected a number, 0 or more, found -1"),
        ("model_prompt_price = nan", "expected a number, 0 or more, found nan"),
        ("model_prompt_price = '3'", "expected a number, 0 or more, found '3'"),
    ],
)
def test_a_wrong_line_is_told_without_a_key(tmp_path, line, told):
    (tmp_path / FILE).write_text(line)
    with pytest.raises(ContentError, match=told) as raised:
        load_settings(tmp_path)
    assert "12345" not in str(raised.value)


def test_what_asks_a_model_loads_no_client_before_a_server_is_named():
    code = (
        "from simulator.llm import abilities, blocking, calls, chat, connection, fakes; import sys; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"openai", "httpx2", "pydantic"} & set(done.stdout.split())
    assert named_server(Settings(model="tiny"), {}).name == "tiny"


@pytest.mark.parametrize(
    ("model", "environ", "said"),
    [("", {}, "no model"), ("tiny", {"SIMULATOR_OFFLINE": "1"}, "connections are forbidden")],
)
def test_without_a_model_or_with_connections_forbidden_there_is_no_server(model, environ, said):
    with pytest.raises(UsageError, match=said):
        named_server(Settings(model=model), environ)


def test_offline_is_a_word_that_means_it():
    assert [offline({"SIMULATOR_OFFLINE": word}) for word in ("1", "yes", "true", "0", "false", " ", "No")] == [
        True
    ] * 3 + [False] * 4
    assert not offline({})


def test_what_travels_unencrypted_is_known():
    urls = {LOCAL: False, "http://[::1]:1/v1": False, "http://10.0.0.5/v1": True, "https://10.0.0.5/v1": False}
    assert {url: connection(Settings(), {"OPENAI_BASE_URL": url}).open_line for url in urls} == urls


async def test_a_proxy_stands_before_others_and_not_before_this_machine(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "inner.example")
    proxied = [
        type(opened(url)._pool).__name__ for url in (LOCAL, "http://inner.example/v1", "http://outer.example/v1")
    ]
    assert proxied == ["AsyncConnectionPool", "AsyncConnectionPool", "AsyncHTTPProxy"]
