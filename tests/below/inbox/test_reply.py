"""Answers: whole, once, and such that nobody can tell which of them go to one writer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper_door import SECRET, WRITER, Place

from vittne.inbox import Door, DoorError, Inbox, answer, close, pull
from vittne.inbox.state import Index
from vittne.seal import ANSWERS, Reply, open_reply, reply_id, seal_reply
from vittne.terms.errors import UserError

Arrive = Callable[..., str]
IDS = [reply_id(SECRET, number).hex() for number in range(ANSWERS)]


@pytest.fixture
def came(inbox: Inbox, door: Door, arrive: Arrive) -> str:
    """A message that was pulled."""
    one = arrive("what happened")
    pull(inbox, door)
    return one


def texts(place: Place) -> dict[str, str]:
    return {name: open_reply(data, WRITER).text for name, data in place.paper.replies.items()}


def test_an_answer_lies_where_only_its_writer_looks(
    inbox: Inbox, door: Door, place: Place, came: str
) -> None:
    sent = answer(inbox, door, came, "Вы не одни.")
    assert texts(place) == {IDS[0]: "Вы не одни."}
    assert (sent.number, sent.sealed, sent.expires) == (0, b"", "2031-07-31")


def test_two_answers_share_nothing_but_their_size(
    inbox: Inbox, door: Door, place: Place, came: str
) -> None:
    for text in ("short", "a longer one " * 300, "short again"):
        answer(inbox, door, came, text)
    assert list(texts(place)) == IDS[:3]
    first, second, third = place.paper.replies.values()
    assert len(first) == len(second) == len(third)
    # No run of bytes beyond what every age file begins with.
    assert first[:40] == second[:40]
    pieces = [{data[at : at + 8] for at in range(60, len(data) - 8)} for data in (first, third)]
    assert not pieces[0] & pieces[1]


def test_two_messages_of_one_writer_share_the_numbers(
    inbox: Inbox, door: Door, place: Place, arrive: Arrive
) -> None:
    one, two, other = arrive("one"), arrive("two"), arrive("other", secret=bytes(32))
    pull(inbox, door)
    asked = enumerate([one, two, other, one])
    numbers = [answer(inbox, door, name, f"answer {at}").number for at, name in asked]
    assert numbers == [0, 1, 0, 2]
    assert len(place.paper.replies) == 4


def test_where_somebody_else_answered_first_the_next_number_is_taken(
    inbox: Inbox, door: Door, place: Place, came: str
) -> None:
    place.paper.replies[IDS[0]] = seal_reply(Reply("from a colleague", "en"), WRITER.recipient)
    assert answer(inbox, door, came, "from me").number == 1
    assert texts(place) == {IDS[0]: "from a colleague", IDS[1]: "from me"}


def test_an_answer_that_could_not_be_left_goes_with_the_next_pull(
    inbox: Inbox, door: Door, place: Place, came: str
) -> None:
    put = f"PUT /api/v1/replies/{IDS[0]}"
    place.paper.lie[put] = (507, b"{}")
    with pytest.raises(DoorError, match="disk of the door is full"):
        answer(inbox, door, came, "keep it")
    assert inbox.find(came).answers[0].sealed
    place.paper.lie.clear()
    pull(inbox, door)
    assert texts(place) == {IDS[0]: "keep it"}
    assert not inbox.find(came).answers[0].sealed


def test_typing_the_same_again_after_a_cut_connection_sends_it_once(
    inbox: Inbox, door: Door, place: Place, came: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = Door.place

    def cut(self: Door, identifier: str, sealed: bytes) -> None:
        placed(self, identifier, sealed)
        raise DoorError("the connection was cut")

    with monkeypatch.context() as broken:
        broken.setattr(Door, "place", cut)
        with pytest.raises(DoorError):
            answer(inbox, door, came, "once")
    with pytest.raises(UserError, match="the door has it"):
        answer(inbox, door, came, "once")
    assert texts(place) == {IDS[0]: "once"}
    assert inbox.find(came).answers[0].expires == "2031-07-31"


def test_a_closed_message_leaves_nothing_at_the_door_and_all_here(
    inbox: Inbox, door: Door, place: Place, came: str
) -> None:
    answer(inbox, door, came, "one")
    answer(inbox, door, came, "two")
    assert close(inbox, door, came).done
    assert place.paper.replies == {}
    assert place.paper.asked[-2:] == [f"DELETE /api/v1/replies/{name}" for name in IDS[:2]]
    assert [one.text for one in inbox.find(came).answers] == ["one", "two"]
    assert inbox.original(came).is_file()
    with pytest.raises(UserError, match="closed"):
        answer(inbox, door, came, "three")


def test_a_number_is_never_used_twice(
    inbox: Inbox, door: Door, place: Place, arrive: Arrive
) -> None:
    """A seized door must not show that an id was in use before."""
    one, two = arrive("one"), arrive("two")
    pull(inbox, door)
    answer(inbox, door, one, "first")
    close(inbox, door, one)
    assert answer(inbox, door, two, "second").number == 1


def test_more_answers_than_the_door_looks_for_are_refused(
    inbox: Inbox, door: Door, came: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Index, "next_number", lambda self, mailbox: ANSWERS)
    with pytest.raises(UserError, match=f"{ANSWERS} answers"):
        answer(inbox, door, came, "one more")
    assert inbox.find(came).answers == ()


@pytest.mark.parametrize(("text", "says"), [(" \n", "empty"), ("x" * 70_000, "too long")])
def test_an_answer_that_cannot_be_sent_is_refused_before_anything_is_kept(
    inbox: Inbox, door: Door, came: str, text: str, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        answer(inbox, door, came, text)
    assert inbox.find(came).answers == ()
