"""Signing in: attempts that have to wait, passwords, tokens, and places where nobody should listen."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.web.limits import (
    FORGOTTEN,
    FREE,
    FREE_FROM_ONE_PLACE,
    FREE_WITH_A_NAME,
    LONGEST,
    LONGEST_FOR_A_NAME,
    Attempts,
)
from simulator.web.passwords import LEAST, hashed, is_right
from simulator.web.places import Place, checked
from simulator.web.signins import IDLE, SignIns
from simulator.web.signins import LONGEST as SIGNED_IN_FOR


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


HERE = "10.0.0.1"


def test_after_five_wrong_passwords_each_further_one_waits_twice_as_long_and_never_over_five_minutes() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    waits = []
    for _ in range(FREE + 12):
        attempts.failed("ana", HERE)
        waits.append(attempts.wait("ana", HERE))
        clock.now += waits[-1]
    assert waits[: FREE + 4] == [0.0] * (FREE - 1) + [1.0, 2.0, 4.0, 8.0, 16.0]
    assert max(waits) == LONGEST


def test_who_guesses_a_name_makes_its_owner_elsewhere_wait_only_when_they_guess_from_everywhere_and_then_shortly() -> (
    None
):
    clock = Clock()
    attempts = Attempts(clock)
    for n in range(FREE_WITH_A_NAME - 1):
        attempts.failed("ana", f"10.0.1.{n // (FREE + 3)}")
    assert attempts.wait("ana", "10.0.1.1") > 0
    assert attempts.wait("ana", HERE) == 0
    for n in range(200):
        attempts.failed("ana", f"10.0.2.{n}")
    assert 0 < attempts.wait("ana", HERE) <= LONGEST_FOR_A_NAME
    assert attempts.wait("bo", HERE) == 0


def test_a_browser_its_owner_signed_in_with_before_waits_for_nobody_elses_failures_but_for_its_own() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    known = attempts.known("ana")
    for n in range(200):
        attempts.failed("ana", HERE if n % 2 else f"10.0.2.{n}")
    assert attempts.wait("ana", HERE, "made up") > 0
    assert attempts.wait("ana", HERE, known) == 0
    assert attempts.wait("bo", HERE, known) > 0, "a whole address waits; it is known for Ana alone"
    for _ in range(FREE):
        attempts.failed("ana", HERE, known)
    assert attempts.wait("ana", HERE, known) == 1.0
    attempts.passed("ana", HERE, known)
    assert attempts.wait("ana", HERE, known) == 0
    assert attempts.wait("ana", HERE) > 0


def test_a_browser_that_several_people_sign_in_with_stays_known_for_each() -> None:
    attempts = Attempts(Clock())
    first = attempts.known("ana")
    assert attempts.known("bo", first) == first
    assert attempts.known("cy", "made up") not in {"made up", first}
    for name in ("ana", "bo", "cy"):
        for _ in range(FREE + 1):
            attempts.failed(name, HERE)
    assert [attempts.wait(name, HERE, first) > 0 for name in ("ana", "bo", "cy")] == [False, False, True]


def test_another_name_from_the_same_place_waits_only_after_many_failures() -> None:
    attempts = Attempts(Clock())
    for n in range(FREE_FROM_ONE_PLACE - 1):
        attempts.failed(f"name {n}", HERE)
    attempts.failed("ana", HERE)
    attempts.passed("ana", HERE)
    assert attempts.wait("ana", HERE) == 0
    attempts.failed("one more", HERE)
    assert attempts.wait("ana", HERE) == 1.0
    assert attempts.wait("ana", "10.0.0.2") == 0


def test_the_right_password_and_a_quarter_of_an_hour_forget_failures() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(FREE + 3):
        attempts.failed("ana", HERE)
        attempts.failed("bo", "10.0.0.2")
    attempts.passed("ana", HERE)
    assert attempts.wait("ana", HERE) == 0
    assert attempts.wait("bo", "10.0.0.2") > 0
    clock.now += FORGOTTEN + 1
    assert attempts.wait("bo", "10.0.0.2") == 0


def test_a_password_is_checked_by_what_is_kept_which_does_not_hold_it() -> None:
    kept = hashed("four plain words here")
    assert "plain" not in kept
    assert kept != hashed("four plain words here")
    assert is_right(kept, "four plain words here")
    assert not is_right(kept, "four plain words her")
    assert not is_right(None, "nobody's password")
    assert not is_right("not a hash", "four plain words here")
    with pytest.raises(UsageError, match="11 characters"):
        hashed("x" * (LEAST - 1))


def test_a_token_stands_for_its_owner_until_it_is_closed_idle_or_old() -> None:
    clock = Clock()
    signins = SignIns(clock)
    first, second = signins.open("Ana", "1", "x"), signins.open("Ana", "1", "x")
    assert first != second
    found = signins.of(first)
    assert found is not None
    assert (found.name, found.form in {first, second}) == ("Ana", False)
    assert signins.of(first + "x") is None
    signins.close(first)
    assert signins.of(first) is None
    clock.now += IDLE - 1
    assert signins.of(second) is not None
    clock.now += IDLE + 1
    assert signins.of(second) is None
    third = signins.open("Ana", "1", "x")
    for _ in range(int(SIGNED_IN_FOR / (IDLE / 2)) + 1):
        last = signins.of(third)
        clock.now += IDLE / 2
    assert last is not None
    assert signins.of(third) is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("0.0.0.0"), "in the clear"),  # noqa: S104 - refused
        (Place("192.168.1.4"), "in the clear"),
        (Place("shop.example"), "in the clear"),
        (Place(certificate=Path(__file__)), "--tls-key"),
        (Place(certificate=Path("missing.pem"), key=Path(__file__)), "missing.pem: no such file"),
        (Place(proxy="shop.example"), "takes the address"),
        (Place(proxy="https://shop.example/training"), "nothing behind the name"),
        (Place(proxy="https://shop.example:443"), "no usual port"),
        (Place(trusted_header="X-User"), "--behind-proxy"),
        (Place(proxy="https://shop.example", trusted_header="X-User"), "SIMULATOR_PROXY_SECRET"),
        (Place(proxy="https://shop.example", trusted_header="X-User", trusted_secret="short"), "at least 16"),  # noqa: S106 - refused
    ],
)
def test_a_place_that_is_not_safe_is_refused_with_what_to_do(place: Place, words: str) -> None:
    with pytest.raises(UsageError) as found:
        checked(place)
    assert words in str(found.value)


@pytest.mark.parametrize(
    "place",
    [
        Place(),
        Place("::1"),
        Place("localhost"),
        Place("0.0.0.0", proxy="https://training.shop.example"),  # noqa: S104 - a proxy stands in front
        Place("0.0.0.0", certificate=Path(__file__), key=Path(__file__)),  # noqa: S104 - with TLS
    ],
)
def test_this_machine_alone_tls_or_a_named_proxy_are_fine(place: Place) -> None:
    assert checked(place) == place
