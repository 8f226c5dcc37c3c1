"""From a word in any spelling to its skeleton: what is left when spellings are taken away.

A skeleton is written in 24 letters. Vowels are a e i o u; a glide before a vowel is gone, so that
Мария, Mariya, Marija and Maria are one, and a letter is never doubled. Of the consonants, ``h`` is
х, ``c`` ц, ``q`` ч, ``w`` ш and щ, ``j`` ж and дж; the others are what they look like.

A Latin letter means different things in different languages: *ch* is ч in English, х in German,
ш in French. A word therefore has several readings, its own language's first, and two words are as
alike as their most similar readings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

READABLE = ("latin", "cyrillic", "greek", "georgian", "armenian")

MOST_READINGS = 4
LONGEST_SKELETON = 24


def _table(pairs: str) -> dict[str, str]:
    return {key: value for key, _, value in (pair.partition("=") for pair in pairs.split())}


_CYRILLIC = _table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h "
    "ц=c ч=q ш=w щ=w ъ= ы=i ь= э=e ю=iu я=ia ӏ= "
    "кх=k къ=k кь=k кӏ=k хь=h хъ=h хӏ=h гъ=g гӏ=g дж=j аь=a оь=o уь=u юь=iu яь=ia жь=j "
    "і=i ї=i є=ie ґ=g ў=u ј=i љ=l њ=n ћ=q ђ=j џ=j ѓ=g ќ=k ѕ=z "
    "ә=a ө=o ү=u ұ=u ң=n җ=j һ=h ҡ=k қ=k ғ=g ҙ=z ҫ=s ҳ=h ҷ=j ӯ=u ӣ=i ӕ=a ӷ=g ӈ=n ҥ=n"
)
_GREEK = _table(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=t ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f "
    "χ=h ψ=ps ω=o ου=u μπ=b ντ=d γκ=g τσ=c τζ=j αι=e ει=i οι=i αυ=av ευ=ev"
)
_GEORGIAN = _table(
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=j რ=r ს=s ტ=t უ=u ფ=p ქ=k "
    "ღ=g ყ=k შ=w ჩ=q ც=c ძ=dz წ=c ჭ=q ხ=h ჯ=j ჰ=h"
)
_ARMENIAN = _table(
    "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=i թ=t ժ=j ի=i լ=l խ=h ծ=c կ=k հ=h ձ=dz ղ=g ճ=q մ=m յ=i ն=n "
    "շ=w ո=o չ=q պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=c ւ=v փ=p ք=k օ=o ֆ=f ու=u և=ev"
)
_TABLES = {
    "cyrillic": _CYRILLIC,
    "greek": _GREEK,
    "georgian": _GEORGIAN,
    "armenian": _ARMENIAN,
}

# Letters that mean one sound in whatever language they stand. Capitals are sounds already.
_MARKED = str.maketrans(
    {"ç": "X"}  # each language has its own
    | {"š": "W", "ş": "W", "ș": "W", "ś": "W", "č": "Q", "ć": "Q", "ž": "J", "ż": "J", "ź": "J"}
    | {"ğ": "G", "ǧ": "J", "ı": "I", "ï": "I", "î": "I", "ĭ": "I", "ö": "O", "ø": "O", "ü": "U"}
    | {"ä": "E", "æ": "E", "é": "E", "è": "E", "ê": "E", "ë": "E", "ě": "E", "ł": "L", "đ": "J"}
    | {"ð": "D", "þ": "T", "ß": "S", "ň": "N", "ñ": "N", "ḥ": "H", "ḫ": "H", "ẖ": "H", "ŭ": "U"}
    | {"ə": "A", "ţ": "C", "ț": "C", "œ": "O", "ř": "R", "ů": "U", "ō": "O", "ū": "U", "å": "O"}
)
_SAME = {letter: letter for letter in "abdefghiklmnoprstuvz"}
_LATIN = _SAME | _table(
    "c=k j=j q=k w=v x=ks y=i ch=q ck=k ph=f th=t sh=w zh=j kh=h kkh=k gh=g ts=c tz=c"
)


_FROM_OLD_PASSPORTS = (("(?<=[oe])ff$", "V"), ("(?<=ov)s$", ""), ("(?<=ev)s$", ""))
_SOFT_C = ("c(?=[eiyEI])", "S")


@dataclass(frozen=True)
class _Spelling:
    """How one language writes sounds: places first, then the longest run of letters."""

    places: tuple[tuple[re.Pattern[str], str], ...]
    runs: Mapping[str, str]
    pattern: re.Pattern[str]
    cedilla: str

    @classmethod
    def of(cls, runs: str, *places: tuple[str, str], cedilla: str = "q") -> _Spelling:
        table = _LATIN | _table(runs)
        longest_first = sorted(table, key=lambda run: (-len(run), run))
        compiled = tuple((re.compile(where), sound) for where, sound in places)
        return cls(compiled, table, re.compile("|".join(longest_first)), cedilla)

    def read(self, word: str) -> str:
        for where, sound in self.places:
            word = where.sub(sound, word)
        return (
            self.pattern.sub(lambda run: self.runs[run[0]], word).replace("X", self.cedilla).lower()
        )


_SPELLINGS: Mapping[str, _Spelling] = {
    # English, passports, and what nobody can tell
    "en": _Spelling.of(
        "shch=w sch=w tch=q tsch=q dzh=j dj=j dsch=j oo=u ou=u ee=i eev=ev eenk=enk ck=k",
        *_FROM_OLD_PASSPORTS,
        _SOFT_C,
    ),
    "de": _Spelling.of(
        "schtsch=w sch=w tsch=q dsch=j ch=h z=c j=i ie=i ss=S dh=d",
        ("(?<=[aeiouyEOU])s(?=[aeiouyEOU])", "Z"),
    ),
    "fr": _Spelling.of(
        "chtch=w tch=q ch=w dj=j ou=u eau=o au=o gu=g ss=s",
        *_FROM_OLD_PASSPORTS,
        ("ine$", "in"),
        ("gu(?=[eiyEI])", "G"),
        ("g(?=[eiyE])", "J"),
        _SOFT_C,
        cedilla="s",
    ),
    "tr": _Spelling.of("c=j ch=q"),
    # German writes с and з alike at the beginning of a word
    "dz": _Spelling.of("ch=h c=c j=i", ("(?:^|(?<=[aeiouyEOU]))s(?=[aeiouyEOU])", "Z")),
    # scholarly Latin and the Latin of Slavic and Baltic languages
    "sl": _Spelling.of(
        "c=c j=i ch=h x=h cz=q sz=w rz=j shh=w shch=w szcz=w",
        ("(?<=ov)s$|(?<=ev)s$|(?<=[aeiy]j)s$", ""),
    ),
}

_SIGNS = (  # what gives a language away in a name, the surest first
    ("tr", re.compile("[ğış]|ç(?!a$)|İ|oğlu")),
    ("de", re.compile("sch|[oe]w(?:a|$)|[oe]w(?:itsch|na$)|[äß]|tz|witz")),
    ("fr", re.compile("tch|dj|[oe]ff$|ou|ï|ine$|gu[eé]|[èêœ]|ev(?:itch|na$)")),
    ("sl", re.compile("[šžčćłřěđ]|cz|sz|[aei]j$|ij|ja$|ovs$|evs$|^x")),
)


def language_of(words: tuple[str, ...]) -> str:
    """The language whose spelling the Latin words of one name show; ``en`` where none does."""
    surest = min(map(_sign_in, words), default=len(_SIGNS))
    return _SIGNS[surest][0] if surest < len(_SIGNS) else "en"


@lru_cache(maxsize=1 << 16)
def _sign_in(word: str) -> int:
    """The number of the surest sign that a word shows."""
    folded = word.lower()
    shown = (n for n, (_, sign) in enumerate(_SIGNS) if sign.search(folded))
    return next(shown, len(_SIGNS))


@lru_cache(maxsize=1 << 18)
def readings_of(word: str, script: str, language: str = "en") -> tuple[str, ...]:
    """Skeletons of a word, the likeliest first: at least one, at most `MOST_READINGS`.

    A word in a script that is not read is its own skeleton.
    """
    lower = word.lower().replace("i̇", "i")
    if script == "latin":
        spelled = _only_letters(unicodedata.normalize("NFD", lower.translate(_MARKED)))
        order = (language, *(other for other in _SPELLINGS if other != language))
        found = [_SPELLINGS[name].read(spelled) for name in order]
    elif script in _TABLES:
        found = list(_by_table(lower, script))
    else:
        return (lower[:LONGEST_SKELETON],)
    skeletons = dict.fromkeys(_finished(sounds) for sounds in found)
    return tuple(skeleton for skeleton in skeletons if skeleton)[:MOST_READINGS] or ("",)


def _only_letters(text: str) -> str:
    return "".join(letter for letter in text if "a" <= letter.lower() <= "z")


def _by_table(word: str, script: str) -> Iterator[str]:
    table, pattern = _TABLES[script], _PATTERNS[script]
    # Greek accents are marks; the marks of й and ё are letters, and in the table.
    word = word if script == "cyrillic" else _unmarked(word)
    if script == "cyrillic" and _UKRAINIAN.search(word):
        yield pattern.sub(lambda run: table.get(run[0], ""), word.replace("г", "х"))
    yield pattern.sub(lambda run: table.get(run[0], ""), word)
    if "ё" in word:
        yield pattern.sub(lambda run: table.get(run[0], ""), word.replace("ё", "о"))


def _unmarked(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


_UKRAINIAN = re.compile("[іїєґ]")
_PATTERNS = {
    script: re.compile("|".join(sorted(table, key=lambda run: (-len(run), run))) + "|.", re.S)
    for script, table in _TABLES.items()
}

_DOUBLED = re.compile(r"([a-z])\1+")
_GLIDE = re.compile("i+(?=[aeou])")
_DOUBLED_AGAIN = re.compile(r"([eou])\1+")
_SERVANT = re.compile("^abd[aeiou]?l?(?=.{3})")


def _finished(sounds: str) -> str:
    """What all spellings share: no doubled letter, no glide before a vowel, no silent ending."""
    sounds = _DOUBLED.sub(r"\1", sounds)
    sounds = _GLIDE.sub("", sounds)
    sounds = (
        _DOUBLED_AGAIN.sub(r"\1", sounds).replace("dj", "j").replace("ts", "c").replace("wq", "w")
    )
    if len(sounds) > 4 and sounds.endswith("ah"):
        sounds = sounds[:-1]
    sounds = _SERVANT.sub("abd", sounds)  # Abdul-Aziz, Abd al-Aziz, Abdelaziz
    return sounds[:LONGEST_SKELETON]


_CLASSES = str.maketrans("wqjzcsbpdtvfghk", "ssssssppttffkkk", "aeiou")


@lru_cache(maxsize=1 << 16)
def key_of(skeleton: str) -> str:
    """A coarse key: consonants by how they are made, and whether a vowel came first."""
    if not skeleton.isascii():
        return skeleton
    key = _DOUBLED.sub(r"\1", skeleton.translate(_CLASSES))
    return ("a" if skeleton[:1] in tuple("aeiou") else "") + key
