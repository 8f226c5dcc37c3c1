"""Sealing: age files for hybrid keys, messages and replies of the door, codes of writers.

Everything public of the room is here; `docs/reference/seal.md` says how the bytes are laid out.
"""

from vittne.seal.age import decrypt, encrypt, sealing
from vittne.seal.block import (
    LONGEST_BLOCK,
    BadBlock,
    binary,
    read_block,
    read_slip,
    write_block,
    write_slip,
)
from vittne.seal.code import BadCode, Code, Mistake, read_code
from vittne.seal.derive import ANSWERS, WriterKeys, derive, mailbox, reply_id
from vittne.seal.envelope import KINDS, Envelope, FileEntry, Reply
from vittne.seal.errors import (
    BadKey,
    BadMessage,
    Damaged,
    Forged,
    Malformed,
    Mixed,
    NotForYou,
    SealError,
)
from vittne.seal.keyfile import (
    Fingerprint,
    fingerprint,
    protect,
    read_key_file,
    read_recipients,
)
from vittne.seal.keys import (
    ClassicalIdentity,
    ClassicalRecipient,
    HybridIdentity,
    HybridRecipient,
    Identity,
    Recipient,
    read_identity,
    read_recipient,
)
from vittne.seal.message import (
    LONGEST_ENVELOPE,
    MessageWriter,
    open_message,
    open_reply,
    seal_message,
    seal_reply,
)
from vittne.seal.outside import header_size, is_header, is_sealed_size, sealed_size
from vittne.seal.padding import TEXT_SIZES, padme
from vittne.seal.passphrase import Passphrase
from vittne.seal.signing import (
    GUIDE,
    Authorization,
    StaffKey,
    read_staff_key,
    signature_holds,
)
from vittne.seal.words import LANGUAGES

__all__ = [
    "ANSWERS",
    "GUIDE",
    "KINDS",
    "LANGUAGES",
    "LONGEST_BLOCK",
    "LONGEST_ENVELOPE",
    "TEXT_SIZES",
    "Authorization",
    "BadBlock",
    "BadCode",
    "BadKey",
    "BadMessage",
    "ClassicalIdentity",
    "ClassicalRecipient",
    "Code",
    "Damaged",
    "Envelope",
    "FileEntry",
    "Fingerprint",
    "Forged",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Malformed",
    "MessageWriter",
    "Mistake",
    "Mixed",
    "NotForYou",
    "Passphrase",
    "Recipient",
    "Reply",
    "SealError",
    "StaffKey",
    "WriterKeys",
    "binary",
    "decrypt",
    "derive",
    "encrypt",
    "fingerprint",
    "header_size",
    "is_header",
    "is_sealed_size",
    "mailbox",
    "open_message",
    "open_reply",
    "padme",
    "protect",
    "read_block",
    "read_code",
    "read_identity",
    "read_key_file",
    "read_recipient",
    "read_recipients",
    "read_slip",
    "read_staff_key",
    "reply_id",
    "seal_message",
    "seal_reply",
    "sealed_size",
    "sealing",
    "signature_holds",
    "write_block",
    "write_slip",
]
