"""Checkpoints: signed notes that any reader of such notes takes, and no changed one."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import BadNote, Checkpoint, Note, VerifierKey, ed25519, is_origin, verify_note
from vittne.tlog.signing import new_key, sign_checkpoint, verifier_key

FREELY = settings(deadline=None)  # a machine that is busy is not a failure

ORIGIN = "vittne/invented/claims"
SEED = bytes(range(32))
KEY = verifier_key(ORIGIN, SEED)
CHECKPOINT = Checkpoint(ORIGIN, 27, bytes(range(32, 64)))
NOTE = sign_checkpoint(CHECKPOINT, SEED)


def test_the_form_of_a_checkpoint() -> None:
    """C2SP tlog-checkpoint, "Note text", and signed-note, "Format"."""
    root = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
    line = NOTE.splitlines()[-1]
    assert f"{ORIGIN}\n27\n{root}\n\n{line}\n" == NOTE
    assert line.startswith(f"— {ORIGIN} ")
    assert verify_note(NOTE, [KEY]) == CHECKPOINT


def test_the_note_in_gos_documentation_is_read() -> None:
    """golang.org/x/mod/sumdb/note, "Example"."""
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = Note.parse(
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfq"
        "dngotpRZb6KE6RyyBwJnAM=\n"
    )
    (line,) = note.signatures
    assert key.signed(line)
    assert ed25519.verify(key.key, note.text.encode(), line.signature)
    assert str(key).startswith("PeterNeumann+c74f20a3+")


def test_the_note_in_the_specification_is_read() -> None:
    """C2SP signed-note: the text may have empty lines; the last one ends it."""
    note = Note.parse(
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n"
        "ed è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5dd"
        "nGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    )
    assert note.text.endswith("sole:\n\ned è subito sera.\n")
    assert [line.name for line in note.signatures] == ["quasimodo.example/salvatore"]


@FREELY
@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_no_note_with_a_changed_bit_is_taken(bit: int) -> None:
    changed = bytearray(NOTE.encode())
    changed[bit // 8] ^= 1 << bit % 8
    try:
        text = changed.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(BadNote):
        verify_note(text, [KEY])


def test_a_cosigner_may_sign_below_and_means_nothing_to_whom_does_not_know_it() -> None:
    line = b64encode(b"\x01\x02\x03\x04" + bytes(72)).decode()
    note = f"{NOTE}— cosigner.example/one {line}\n"
    assert verify_note(note, [KEY]) == CHECKPOINT
    assert [line.name for line in Note.parse(note).signatures] == [ORIGIN, "cosigner.example/one"]


def test_a_cosigner_who_is_known_must_be_right() -> None:
    seed = new_key()
    cosigner = verifier_key("cosigner.example/one", seed)
    signed = sign_checkpoint(Checkpoint(cosigner.name, 27, CHECKPOINT.root), seed)
    note = NOTE + signed.splitlines()[-1] + "\n"  # it signed something else
    assert verify_note(note, [KEY]) == CHECKPOINT
    with pytest.raises(BadNote, match=r"signature of cosigner\.example/one is wrong"):
        verify_note(note, [KEY, cosigner])


def test_nobody_but_the_log_itself_speaks_for_the_log() -> None:
    other = verifier_key("vittne/another", SEED)
    with pytest.raises(BadNote, match=f"no known key of {ORIGIN}"):
        verify_note(NOTE, [other])
    with pytest.raises(BadNote, match=f"no known key of {ORIGIN}"):
        verify_note(NOTE, [verifier_key(ORIGIN, new_key())])
    with pytest.raises(BadNote, match=f"no known key of {ORIGIN}"):
        verify_note(NOTE, [])


def test_another_key_that_has_the_same_id_does_not_help() -> None:
    """The id is short, so that keys with an equal one can be made: the signature still decides."""
    forged = VerifierKey(ORIGIN, verifier_key(ORIGIN, new_key()).key)
    line = b64encode(forged.id + Note.parse(NOTE).signatures[0].signature).decode()
    note = f"{CHECKPOINT.text}\n— {ORIGIN} {line}\n"
    with pytest.raises(BadNote, match="is wrong"):
        verify_note(note, [forged])


@pytest.mark.parametrize(
    "text",
    [
        "",
        NOTE[:-1],
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("\n\n", "\n"),
        NOTE + "\n",
        NOTE.replace("— ", "- "),
        CHECKPOINT.text + "\n",
        CHECKPOINT.text + "\n" + NOTE.splitlines()[-1] * 2,
        CHECKPOINT.text + "\n" + (NOTE.splitlines()[-1] + "\n") * 101,
    ],
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        verify_note(text, [KEY])


def test_a_hundred_signatures_are_not_too_many() -> None:
    note = CHECKPOINT.text + "\n" + (NOTE.splitlines()[-1] + "\n") * 100
    assert verify_note(note, [KEY]) == CHECKPOINT


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "log\n",
        "log\n1\n",
        f"\n1\n{ROOT}\n",
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n\N{ARABIC-INDIC DIGIT ONE}\n{ROOT}\n",
        f"log\n1\n{ROOT[:-1]}\n",
        f"log\n1\n{ROOT[:-2]}B=\n",
        f"log\n1\n{b64encode(bytes(31)).decode()}\n",
        f"log\n1\n{ROOT}\n\nmore\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


@FREELY
@given(
    st.integers(0, 2**62),
    st.binary(min_size=32, max_size=32),
    st.lists(st.text(st.characters(min_codepoint=32, codec="utf-8"), min_size=1), max_size=3),
)
def test_every_checkpoint_is_read_as_it_was_written(
    size: int, root: bytes, extensions: list[str]
) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root, tuple(extensions))
    assert Checkpoint.parse(checkpoint.text) == checkpoint
    assert verify_note(sign_checkpoint(checkpoint, SEED), [KEY]) == checkpoint


def test_one_checkpoint_has_one_signature() -> None:
    assert sign_checkpoint(CHECKPOINT, SEED) == NOTE


def test_a_verifier_key_is_one_line() -> None:
    assert VerifierKey.parse(str(KEY)) == KEY
    assert str(KEY) == f"{ORIGIN}+{KEY.id.hex()}+{b64encode(bytes([1]) + KEY.key).decode()}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ORIGIN,
        str(KEY)[:-1],
        str(KEY) + "\n",
        str(KEY).replace("invented", "invented2"),
        str(KEY).replace(KEY.id.hex(), KEY.id.hex().upper() + "0"),
        f"{ORIGIN}+{KEY.id.hex()}+{b64encode(b'4' + KEY.key).decode()}",
        str(VerifierKey(ORIGIN, bytes(32))),
        str(VerifierKey(ORIGIN, b"\x01" + bytes(31))),
        str(VerifierKey("with space", KEY.key)),
    ],
)
def test_a_verifier_key_that_was_not_copied_right_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        VerifierKey.parse(text)


@pytest.mark.parametrize(
    "name", ["", "two words", "a+b", "line\nfeed", "no\N{NO-BREAK SPACE}break"]
)
def test_a_log_has_a_name_without_spaces_and_plus(name: str) -> None:
    assert not is_origin(name)
    with pytest.raises(BadNote):
        verifier_key(name, SEED)
    assert is_origin("vittne/Чечня")
