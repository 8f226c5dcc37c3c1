"""An unknown code, an empty mailbox, one without new answers: the same page, the same work."""

from __future__ import annotations

import re

from door_process import Answer, Door

from vittne.seal import Code


def masked(answer: Answer, code: Code) -> bytes:
    """A page without what it must differ in: the code that was typed, and a random token."""
    page = answer.body.replace(code.digits().encode(), b"-" * 34)
    masked, times = re.subn(rb'name="token" value="[\w-]{48}"', b"token", page)
    assert times == 1
    return masked


def test_nobody_learns_whether_a_code_was_ever_used(own_door: Door) -> None:
    with own_door:
        written, answered = own_door.tell("one"), own_door.tell("two")
        others = [Code.generate(), Code(bytes(11)), written, answered]
        for envelope, _ in own_door.read_all():
            if envelope.text == "two":
                own_door.reply(envelope, "An answer.")
        found = own_door.ask(answered.digits())
        assert "An answer." in found.text
        own_door.post("/en/answers/", {"code": answered.digits(), "delete": "0"})
        # Never used; used and not answered; answered, and the answer deleted.
        pages = [own_door.ask(code.digits()) for code in others]
        one = pages[0]
        for code, page in zip(others, pages, strict=True):
            assert page.status == 200
            assert page.headers == one.headers
            assert masked(page, code) == masked(one, others[0])
        # On the wire a short answer looks like none.
        assert len(found.body) == len(one.body)


def test_deleting_what_is_not_there_looks_like_deleting(own_door: Door) -> None:
    with own_door:
        answered, stranger = own_door.tell("two"), Code.generate()
        for envelope, _ in own_door.read_all():
            own_door.reply(envelope, "An answer.")
        pages = [
            own_door.post("/en/answers/", {"code": code.digits(), "delete": "0"})
            for code in (answered, stranger)
        ]
        assert masked(pages[0], answered) == masked(pages[1], stranger)
        assert pages[0].headers == pages[1].headers
