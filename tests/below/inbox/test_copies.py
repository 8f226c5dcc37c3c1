"""Working copies: what a picture or PDF shows is there, and what hangs on it is not.

The canary is a word that stands in every note of the originals. In a clean copy it is searched for
raw, and in all that the libraries read back.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from vittne.inbox import Door, Inbox, pull, write_copies
from vittne.inbox.cleaned import ENDINGS, PROBLEMS, REMOVED, Cleaned
from vittne.inbox.copies import clean_copy
from vittne.inbox.jpeg import without_notes
from vittne.terms.errors import UserError

CANARY = b"CANARY-7f3a"
WORD = CANARY.decode()
SIZE = (60, 40)


def picture() -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new("RGB", SIZE, (255, 0, 0))
    made.paste((0, 0, 255), (30, 0, 60, 40))
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """A camera, a time, and a place."""
    made = Image.Exif()
    made[ExifTags.Base.Make] = WORD
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.DateTime] = "2031:05:02 10:00:00"
    made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = CANARY
    place = made.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (43.0, 19.0, 0.0)
    place[ExifTags.GPS.GPSAreaInformation] = CANARY
    return made


def jpeg(orientation: int = 1) -> bytes:
    out = io.BytesIO()
    picture().save(
        out,
        "JPEG",
        exif=exif(orientation),
        xmp=b"<x>" + CANARY + b"</x>",
        comment=CANARY,
        quality=95,
    )
    return out.getvalue() + b"video behind the picture " + CANARY


def png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", WORD)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{WORD}</x>")
    out = io.BytesIO()
    picture().convert("RGBA").save(out, "PNG", pnginfo=notes, exif=exif())
    return out.getvalue()


def other(kind: str, mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    picture().convert(mode).save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def clean(tmp_path: Path) -> Callable:
    """Clean a file, as the inbox does."""

    def cleaned(data: bytes) -> object:
        path = tmp_path / "01-original"
        path.write_bytes(data)
        return clean_copy(path)

    return cleaned


def test_a_photograph_keeps_what_it_shows_and_nothing_else(clean: Callable) -> None:
    assert jpeg().count(CANARY) >= 5
    copy = clean(jpeg())
    assert (copy.clean.name, copy.kind, copy.problem) == ("01-clean.jpg", "JPEG", "")
    assert {"camera", "place", "time", "comment", "history"} <= set(copy.removed)
    data = copy.clean.read_bytes()
    assert CANARY not in data
    with Image.open(copy.clean) as read:
        assert read.size == SIZE
        assert not read.getexif()
        assert not read.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert set(read.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        red, _, blue = read.getpixel((5, 5))
        assert red > 240
        assert blue < 15


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_it_is_looked_at(clean: Callable, orientation: int) -> None:
    with Image.open(clean(jpeg(orientation)).clean) as read:
        assert read.size == (SIZE if orientation < 5 else SIZE[::-1])
        corner = {1: 0, 2: 2, 3: 2, 4: 0, 5: 0, 6: 0, 7: 2, 8: 2}[orientation]
        assert read.getpixel((2, 2))[corner] > 240


def test_a_png_loses_its_texts(clean: Callable) -> None:
    assert CANARY in png()
    copy = clean(png())
    assert {"comment", "place", "camera"} <= set(copy.removed)
    assert CANARY not in copy.clean.read_bytes()
    with Image.open(copy.clean) as read:
        assert (read.size, read.format, read.info, read.text) == (SIZE, "PNG", {}, {})
        assert read.getpixel((5, 5)) == (255, 0, 0, 255)


@pytest.mark.parametrize(
    "data",
    [
        other("BMP"),
        other("GIF", "P"),
        other("WEBP", exif=exif().tobytes()),
        other("TIFF", "CMYK"),
        other("TIFF", "I;16"),
        other("PNG", "1"),
        other("PNG", "LA"),
        other("AVIF"),
        other("JPEG", "CMYK"),
        other("JPEG", "L"),
    ],
)
def test_other_pictures_become_one_of_two_kinds(clean: Callable, data: bytes) -> None:
    copy = clean(data)
    assert copy.kind in ("JPEG", "PNG")
    with Image.open(copy.clean) as read:
        assert read.size == SIZE
        assert CANARY not in copy.clean.read_bytes()


def test_of_several_pictures_in_one_the_first_is_kept_and_it_is_said(clean: Callable) -> None:
    data = other("GIF", "P", save_all=True, append_images=[Image.new("P", SIZE)])
    assert "pictures" in clean(data).removed


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""
    data = bytearray(other("PNG", "L"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "unknown"),
        (b"PK\x03\x04 a document", "unknown"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "unknown"),
        (jpeg()[:300], "broken"),
        (b"%PDF-1.7 and nothing", "broken"),
        (bomb(), "large"),
    ],
)
def test_what_is_not_cleaned_is_said(clean: Callable, data: bytes, problem: str) -> None:
    copy = clean(data)
    assert (copy.problem, copy.clean, copy.kind) == (problem, None, "")
    assert [path.name for path in copy.original.parent.iterdir()] == ["01-original"]


def test_every_broken_photograph_is_a_copy_or_a_word(clean: Callable) -> None:
    whole = jpeg()
    for at in range(2, 400, 57):
        copy = clean(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert copy.problem in PROBLEMS or CANARY not in copy.clean.read_bytes()


# ---------------------------------------------------------------- PDF


def pdf() -> bytes:
    """A page with a photograph; and an author, attachment, scripts, comment, field, revision."""
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    plain = io.BytesIO(jpeg())
    photograph = made.make_stream(
        plain.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=SIZE[0],
        Height=SIZE[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
        Metadata=made.make_stream(CANARY, Type=pikepdf.Name.Metadata),
    )
    # A resource may be called like a note: /A is a name here, and an action elsewhere.
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=photograph))
    page.obj.Contents = made.make_stream(b"q 60 0 0 40 20 20 cm /A Do Q")
    page.obj.AA = pikepdf.Dictionary(O=script())
    page.obj.PieceInfo = pikepdf.Dictionary(X=pikepdf.String(WORD))
    seen = made.make_stream(
        b"0 1 0 rg 0 0 10 10 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 10, 10],
    )
    comment = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Square,
        Rect=[150, 150, 160, 160],
        F=4,
        T=pikepdf.String(WORD),
        Contents=pikepdf.String(WORD),
        AP=pikepdf.Dictionary(N=seen),
    )
    page.obj.Annots = pikepdf.Array([made.make_indirect(comment)])
    made.Root.OpenAction = script()
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("x"), script()])
    )
    made.attachments["secret.txt"] = pikepdf.AttachedFileSpec(made, CANARY, filename=f"{WORD}.txt")
    made.docinfo["/Author"] = WORD
    with made.open_metadata() as notes:
        notes["dc:creator"] = [WORD]
    out = io.BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{WORD}')"))


def revised(data: bytes) -> bytes:
    """The same file with another revision hung on, as editors save: the old one stays inside."""
    before = data.rfind(b"startxref") + len(b"startxref\n")
    old = int(data[before:].split()[0])
    with pikepdf.open(io.BytesIO(data)) as opened:
        root, count = opened.Root.objgen[0], len(opened.objects) + 1
    at = len(data)
    hung_on = f"{count} 0 obj\n({WORD} hung on)\nendobj\n".encode()
    table = (
        f"xref\n{count} 1\n{at:010} 00000 n \ntrailer\n"
        f"<< /Size {count + 1} /Root {root} 0 R /Prev {old} >>\n"
        f"startxref\n{at + len(hung_on)}\n%%EOF\n"
    )
    return data + hung_on + table.encode()


def everything(path: Path) -> bytes:
    """All bytes of a PDF, and of its streams as they are read, and names of all that it has."""
    found = [path.read_bytes()]
    with pikepdf.open(path) as opened:
        for thing in opened.objects:
            found.append(repr(thing).encode())
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_raw_bytes())
                if thing.get("/Filter") != pikepdf.Name.DCTDecode:
                    found.append(thing.read_bytes())
    return b"".join(found)


def test_a_pdf_keeps_its_pages_and_nothing_else(clean: Callable, tmp_path: Path) -> None:
    original = revised(pdf())
    (tmp_path / "before.pdf").write_bytes(original)
    assert everything(tmp_path / "before.pdf").count(CANARY) > 10
    copy = clean(original)
    assert (copy.clean.name, copy.problem) == ("01-clean.pdf", "")
    assert set(copy.removed) == {
        "attachments",
        "author",
        "camera",
        "comments",
        "notes",
        "revisions",
        "scripts",
    }
    assert CANARY not in everything(copy.clean)
    with pikepdf.open(copy.clean) as read:
        assert set(read.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in read.trailer
        assert len(read.attachments) == 0
        (page,) = read.pages
        assert "/Annots" not in page.obj
        shown = (
            page.Contents.read_bytes()
            if isinstance(page.Contents, pikepdf.Stream)
            else b"".join(part.read_bytes() for part in page.Contents)
        )
        assert b"/A Do" in shown
        # The comment is a part of the page, as it was seen.
        assert len(page.Resources.XObject) == 2
        photograph = pikepdf.PdfImage(page.Resources.XObject["/A"]).as_pil_image()
    with Image.open(io.BytesIO(jpeg())) as before:
        assert photograph.tobytes() == before.tobytes()


def test_a_pdf_under_a_password_is_said_to_be(clean: Callable) -> None:
    out = io.BytesIO()
    made = pikepdf.Pdf.new()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert clean(out.getvalue()).problem == "locked"


# ---------------------------------------------------------------- JPEG inside PDF


def test_a_jpeg_without_notes_has_the_same_points() -> None:
    for data in (jpeg(), other("JPEG", "CMYK"), other("JPEG", progressive=True)):
        bare = without_notes(data)
        assert CANARY not in bare
        with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
            assert before.tobytes() == after.tobytes()
            assert not after.getexif()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\x00", b"\xff\xd8\xff\xe1\xff\xff", jpeg()[:100]])
def test_what_is_no_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"JPEG|marker|segment"):
        without_notes(data)


@given(st.binary(max_size=300), st.integers(0, 600))
def test_whatever_bytes_it_is_given_it_ends_with_a_file_or_a_word(noise: bytes, at: int) -> None:
    whole = jpeg()
    for data in (b"\xff\xd8" + noise, whole[:at] + noise + whole[at:]):
        try:
            bare = without_notes(data)
        except ValueError:
            continue
        assert bare.startswith(b"\xff\xd8")
        assert bare.endswith(b"\xff\xd9")
        assert without_notes(bare) == bare


# ---------------------------------------------------------------- the process, and the folder


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"kind": "PDF"},
        {"kind": "../x", "removed": [], "problem": ""},
        {"kind": "PDF", "removed": ["\x1b[31m"], "problem": ""},
        {"kind": "PDF", "removed": [["x"]], "problem": ""},
        {"kind": "PDF", "removed": [], "problem": "broken"},
        {"kind": "", "removed": [], "problem": "\x1b"},
        {"kind": [], "removed": [], "problem": {}},
    ],
)
def test_what_the_other_process_cannot_have_said_is_not_believed(said: object) -> None:
    assert Cleaned.read(said) == Cleaned(problem="broken")


def test_what_it_can_say_is_believed() -> None:
    for kind in ENDINGS:
        every = Cleaned(kind, tuple(sorted(REMOVED)))
        assert Cleaned.read({**every.to_dict(), "removed": list(every.removed)}) == every


def test_a_process_that_dies_leaves_nothing_half(
    clean: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = tmp_path / "python"
    killer.write_text('#!/bin/sh\necho half > "$5.jpg"\nkill -SEGV $$\n')
    killer.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killer))
    copy = clean(jpeg())
    assert (copy.problem, copy.clean) == ("broken", None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01-original", "python"]


def test_files_are_written_under_names_of_our_own(
    inbox: Inbox, door: Door, arrive: Callable[..., str], tmp_path: Path
) -> None:
    names = ["../../escape", "/etc/passwd", "a\0b", "\x1b[2J", "CON", "x" * 5000, "", "‮gpj.exe"]
    one = arrive("look", [(name, "image/jpeg\r\nX: y", b"abc") for name in names])
    pull(inbox, door)
    message, copies = write_copies(inbox, inbox.find(one), tmp_path / "out")
    assert [entry.name for entry in message.envelope.files] == names
    written = sorted(path.name for path in (tmp_path / "out" / one).iterdir())
    assert written == [f"{number:02}-original" for number in range(1, 9)]
    assert [copy.original.read_bytes() for copy in copies] == [b"abc"] * 8
    assert sorted(os.listdir(tmp_path / "out")) == [one]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "out").rglob("*"))


def test_nothing_is_written_over_and_nothing_half_written_stays(
    inbox: Inbox, door: Door, arrive: Callable[..., str], tmp_path: Path
) -> None:
    one = arrive("look", [("a", "b", b"abc" * 100_000)])
    pull(inbox, door)
    write_copies(inbox, inbox.find(one), tmp_path / "out")
    with pytest.raises(UserError, match="there already"):
        write_copies(inbox, inbox.find(one), tmp_path / "out")
    inbox.original(one).write_bytes(b"exchanged")
    with pytest.raises(UserError, match="not the one that was fetched"):
        write_copies(inbox, inbox.find(one), tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
