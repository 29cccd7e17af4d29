"""``simulator doctor``: says what is there and what to do, with nothing configured and with everything wrong."""

from __future__ import annotations

import http.server
import json
import socket
import threading

import pytest
from click.testing import CliRunner

from simulator.cli import examined
from simulator.cli.main import cli

SECRET = "sk-" + "doctor" * 4


class Model(http.server.BaseHTTPRequestHandler):
    """A server that takes every request for a greeting."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._send({"data": [{"id": "tiny"}, {"id": "large"}]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = '{"ready": true}' if "response_format" in body else "Hello there, my old friend."
        choice = {"index": 0, "finish_reason": "stop"}
        if body.get("stream"):
            event = json.dumps({"choices": [choice | {"delta": {"content": text}}]})
            self._send(f"data: {event}\n\ndata: [DONE]\n\n".encode(), "text/event-stream")
        else:
            self._send({"choices": [choice | {"message": {"content": text}}]})

    def _send(self, content, kind="application/json"):
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/v1"
        running.shutdown()


@pytest.fixture
def doctor(tmp_path, monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SIMULATOR_MODEL", "SIMULATOR_HISTORY", "SIMULATOR_OFFLINE"):
        # Set, so that what the command sets is undone as well.
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))

    def run(*words, code=0, **environ):
        done = CliRunner().invoke(cli, [*words[:-1], "doctor", *words[-1:]] if words else ["doctor"], env=environ)
        assert done.exit_code == code, done.output
        assert SECRET not in done.output
        return done.output

    return run


def test_with_nothing_configured_the_program_is_whole_and_nothing_is_made(doctor, tmp_path):
    told = doctor()
    assert "none is named: the program is whole without one" in told
    for server in ("Ollama", "llama-server", "vLLM", "LM Studio", "OPENAI_API_KEY"):
        assert server in told
    assert not (tmp_path / "home").exists()


def test_a_model_server_is_asked_what_it_can(doctor, server):
    told = doctor(OPENAI_BASE_URL=server, SIMULATOR_MODEL="tiny", OPENAI_API_KEY=SECRET)
    assert f"tiny at {server}" in told
    assert "streaming; first words after" in told
    assert "by json_schema" in told
    assert "budgets use estimates" in told


def test_a_machine_can_read_it(doctor, server):
    found = json.loads(doctor("--json", OPENAI_BASE_URL=server, SIMULATOR_MODEL="small"))
    assert found["usable"]
    assert found["model"]["models"] == ["tiny", "large"]
    assert {"program", "terminal", "data", "history", "library", "model"} <= {row["part"] for row in found["findings"]}
    assert "doesn't list this name; it lists: tiny, large" in next(
        row["found"] for row in found["findings"] if row["part"] == "model name"
    )


def test_an_address_without_a_model_offers_those_there_are(doctor, server):
    assert "set SIMULATOR_MODEL: tiny, large" in doctor(code=1, OPENAI_BASE_URL=server)


def test_a_server_that_is_not_there_is_wrong_and_how_to_start_one_is_told(doctor):
    told = doctor(code=1, OPENAI_BASE_URL="http://127.0.0.1:9/v1", SIMULATOR_MODEL="tiny", OPENAI_API_KEY=SECRET)
    assert "WRONG  model" in told
    assert "ollama serve" in told


def test_offline_asks_nobody(doctor, server, monkeypatch):
    def connect(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "create_connection", connect)
    told = doctor("--offline", "--json", OPENAI_BASE_URL=server, SIMULATOR_MODEL="tiny")
    assert "connections are forbidden" in told


def test_broken_settings_and_a_broken_history_are_told(doctor, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "history.db").write_text("no database at all, but long enough to be taken for one" * 100)
    assert "WRONG  history" in doctor(code=1)
    (home / "settings.toml").write_text("clok = 1")
    told = doctor(code=1)
    assert "WRONG  settings" in told
    assert "Did you mean 'clock'?" in told


def test_a_missing_extra_is_installed_from_the_clone_and_from_nowhere_else(monkeypatch):
    monkeypatch.setattr(examined, "_version", lambda _: "")
    advice = [finding.advice for finding in examined.extras()]
    assert any(said.endswith(".venv/bin/pip install -c constraints.txt '.[web]'") for said in advice)
    assert not any(examined.DISTRIBUTION in said for said in advice)
