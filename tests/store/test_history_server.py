"""What a server for a team holds: a door for each person, and questions that don't wait for one another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from history_samples import REPLY, exchange

from simulator.store.server import READERS, TeamServer


@pytest.fixture
def server(team):
    opened = TeamServer.open(team.place)
    yield opened
    opened.close()


def test_a_server_gives_each_person_their_own_door(team, server):
    mine = team.played("Sam")
    team.as_("Lee").team.set_secret("Sam", "hash")
    found = server.credential("SAM")
    assert found is not None
    assert (found.secret, found.person.role, found.person.teams) == ("hash", "trainee", ("Returns",))
    assert server.credential("nobody") is None
    assert [item.id for item in server.history_of("Sam").attempts()] == [mine]
    assert server.history_of("Kim").attempts() == ()


class Slow:
    """A question that stays in its transaction until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = Event(), Event()

    def __call__(self, _connection, _access) -> bool:
        self.begun.set()
        return self.go.wait(30)


def test_a_slow_question_holds_up_neither_others_nor_changes(team, server):
    mine = team.played("Sam", finished=False)
    slow, sam, kim = Slow(), server.history_of("Sam"), server.history_of("Kim")
    with ThreadPoolExecutor(READERS) as pool:
        try:
            asked = pool.submit(kim._read, slow)
            assert slow.begun.wait(10)
            assert [item.id for item in sam.attempts()] == [mine]
            sam.add_exchange(mine, exchange(3))
            assert len(sam.attempt(mine).exchanges) == 3
            assert not asked.done()
        finally:
            slow.go.set()
        assert asked.result(10)


def test_more_questions_than_are_answered_at_once_take_turns(team, server):
    slow = [Slow() for _ in range(READERS + 2)]
    kim = server.history_of("Kim")
    with ThreadPoolExecutor(len(slow)) as pool:
        asked = [pool.submit(kim._read, one) for one in slow]
        for one in slow:
            one.go.set()
        assert not wait(asked, 30).not_done
        assert all(one.result() for one in asked)


def test_what_is_stopped_is_gone_even_where_somebody_was_reading(team, server):
    if isinstance(team.place, str):
        pytest.skip("what a deleted row leaves on the disk is up to that server")
    words = "Something that only the stopped conversation says."
    sam, slow = server.history_of("Sam"), Slow()
    mine = team.played("Sam", 0, finished=False)
    sam.add_exchange(mine, exchange(1, reply=words + REPLY))
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(server.history_of("Kim")._read, slow)
        assert slow.begun.wait(10)
        stopped = pool.submit(sam.discard, mine)
        assert not wait([stopped], 0.3).done
        slow.go.set()
        stopped.result(10)
        asked.result(10)
    files = [path for path in team.place.parent.iterdir() if path.is_file()]
    assert not [path for path in files if words.encode() in path.read_bytes()]
