"""A clean copy of a picture: its points, turned the way it is looked at, and nothing else.

The copy is written from the points alone, so what is not known here does not come along either:
not the camera, place, time, comments, profiles, previews, nor what was hung on behind the picture.
What the points themselves show (a face, a street, the noise of one camera) stays.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from vittne.inbox.cleaned import ENDINGS, Cleaned

FORMATS = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
"""What is read. Formats that start other programs, or that nobody sends, are not among them."""
MOST_POINTS = 120_000_000
JPEG_QUALITY = 92

_PHOTOGRAPHS = ("JPEG", "MPO")
_DEEP = ("I;16", "I;16B", "I;16L")
_NOTES = {
    "xmp": "history",
    "photoshop": "history",
    "icc_profile": "profile",
    "comment": "comment",
}


def clean_picture(original: Path, stem: Path) -> Cleaned:
    """Write a clean copy to `stem` with the ending `.jpg` or `.png`."""
    # A picture that claims to be huge is refused before its points are made.
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(original, formats=FORMATS) as picture:
            removed = _found(picture)
            photograph = picture.format in _PHOTOGRAPHS
            points = _points(picture, photograph)
    except UnidentifiedImageError:
        return Cleaned(problem="unknown")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return Cleaned(problem="large")
    except Exception:  # decoders raise whatever they like about a broken file
        return Cleaned(problem="broken")
    kind = "JPEG" if photograph else "PNG"
    copy = stem.with_name(stem.name + ENDINGS[kind])
    if photograph:
        points.save(copy, kind, quality=JPEG_QUALITY, subsampling=0)
    else:
        points.save(copy, kind)
    return Cleaned(kind, tuple(sorted(removed)))


def _found(picture: Image.Image) -> set[str]:
    """Return codes of what the picture has besides its points."""
    found = {code for key, code in _NOTES.items() if picture.info.get(key)}
    exif = picture.getexif()
    if exif:
        found.add("camera")
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found.add("place")
    if any(key in exif for key in (ExifTags.Base.DateTime, ExifTags.Base.DateTimeOriginal)):
        found.add("time")
    if exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal):
        found.add("time")
    if getattr(picture, "text", None):
        found.add("comment")
    if getattr(picture, "n_frames", 1) > 1:
        found.add("pictures")
    return found


def _points(picture: Image.Image, photograph: bool) -> Image.Image:
    """Return the first picture, upright, in ordinary colours, in an image that holds only that."""
    upright = _ordinary(_standard_colours(ImageOps.exif_transpose(picture)), photograph)
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    return fresh


def _standard_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in sRGB, which needs no profile beside it."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        standard = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, own, standard, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    assert turned is not None  # it is, unless one asks for changing the picture in place
    return turned


def _ordinary(picture: Image.Image, photograph: bool) -> Image.Image:
    """Return the picture in a mode that its clean copy can be written in."""
    if picture.mode in _DEEP and not photograph:
        return picture.convert("I;16") if picture.mode != "I;16" else picture
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    seen_through = picture.has_transparency_data and not photograph
    return picture.convert("RGBA" if seen_through else "RGB")
