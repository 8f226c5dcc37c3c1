/**
 * A message as one age file, padded; files stream through.
 *
 * The twin of `MessageWriter` in src/vittne/seal/message.py: for the same message, the same bytes are
 * sealed, and the sealed file is as long. docs/reference/seal.md says how they are laid out.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { Encrypter } from "age-encryption";

import { TEXT_SIZES, messageSize } from "./padding.js";

const MESSAGE = utf8("vittne message 1\n");
const HEAD = 5;
const FILE = 1;
const MORE = 2;
const ENVELOPE = 3;
/** Bytes of a file in one frame; the last has fewer. */
const PIECE = 64 * 1024;

const LONGEST_ENVELOPE = TEXT_SIZES.at(-1) - MESSAGE.length - HEAD;
const LONGEST_NAME = 150;
export const MOST_FILES = 20;
export const MOST_FILE_BYTES = 100 * 1000 * 1000;
const NO_HASH = "0".repeat(64);

/** The text, with the names of the files, is longer than a message can be. */
export class TooLong extends Error {}

/** The files together are larger than a message can be. */
export class TooLarge extends Error {}

/** There are more files than a message can have. */
export class TooMany extends Error {}

/**
 * Seal a message to all recipients, in their order.
 *
 * Where a file cannot be read, or changed since it was chosen, the browser's own error comes out
 * (`NotReadableError`, `NotFoundError`).
 *
 * @param {object} message
 * @param {"testimony" | "help" | "both"} message.kind
 * @param {string} message.text
 * @param {string} message.language of the page
 * @param {number} message.form version of the form
 * @param {import("./derive.js").WriterKeys} message.keys
 * @param {File[]} message.files
 * @param {string[]} message.recipients
 * @param {{onProgress?: (done: number) => void}} [options] told what part is done, 0 to 1
 * @returns {Promise<Blob>}
 * @throws {TooLong | TooLarge | TooMany} before anything is read
 */
export async function sealMessage(message, { onProgress = () => {} } = {}) {
  const { files, recipients } = message;
  if (files.length > MOST_FILES) throw new TooMany();
  if (total(files, (file) => file.size) > MOST_FILE_BYTES) throw new TooLarge();
  const entries = files.map(entry);
  const envelope = envelopeOf(message, entries);
  const size = sizeOf(envelope, files);
  const target = messageSize(size, files.length > 0);
  if (target === null || envelope.length > LONGEST_ENVELOPE) throw new TooLong();

  async function* plain() {
    yield MESSAGE;
    for (const [index, file] of files.entries()) {
      entries[index].sha256 = yield* frames(file);
    }
    // Only the hashes changed: it is as long as it was.
    yield* frame(ENVELOPE, envelopeOf(message, entries));
    yield* zeros(target - size);
  }

  let trouble = null;
  async function* watched() {
    try {
      yield* counted(plain(), target, onProgress);
    } catch (error) {
      trouble = error;
      throw error;
    }
  }

  const encrypter = new Encrypter();
  recipients.forEach((recipient) => encrypter.addRecipient(recipient));
  try {
    return await new Response(await encrypter.encrypt(streamOf(watched()))).blob();
  } catch (error) {
    throw trouble ?? error; // a stream that breaks gives an error of its own
  }
}

/**
 * The envelope: JSON without spaces, keys in order, as Python's `canonical_json` writes it.
 *
 * @returns {Uint8Array}
 */
function envelopeOf({ kind, text, language, form, keys }, files) {
  return utf8(
    JSON.stringify({
      files,
      form,
      kind,
      language,
      reply_key: keys.recipient,
      reply_secret: bytesToHex(keys.secret),
      text: wellFormed(text).replace(/\r\n?/g, "\n"),
    }),
  );
}

/** What the manifest says of a file; its hash is known when it has been read. */
function entry(file) {
  return {
    name: shortened(wellFormed(file.name)),
    sha256: NO_HASH,
    size: file.size,
    type: file.type || "application/octet-stream",
  };
}

/** Half of a character (a lone surrogate) is no text; browsers send a mark in its place. */
function wellFormed(text) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8(text));
}

/** A name shortened in its middle, so that its ending stays. */
function shortened(name) {
  const letters = [...name];
  if (letters.length <= LONGEST_NAME) return name;
  const half = LONGEST_NAME / 2;
  return [...letters.slice(0, half), "…", ...letters.slice(1 - half)].join("");
}

/** Bytes of a message before it is padded. */
function sizeOf(envelope, files) {
  const framed = (file) => HEAD + HEAD * Math.ceil(file.size / PIECE) + file.size;
  return MESSAGE.length + total(files, framed) + HEAD + envelope.length;
}

/** The frames of a file; returns its hash. */
async function* frames(file) {
  const hash = sha256.create();
  // A file that is gone seems to be an empty one, until somebody reads it.
  if (!file.size) await file.arrayBuffer();
  yield* frame(FILE, new Uint8Array(0));
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    hash.update(piece);
    yield* frame(MORE, piece);
  }
  return bytesToHex(hash.digest());
}

function* frame(kind, data) {
  const head = new DataView(new ArrayBuffer(HEAD));
  head.setUint8(0, kind);
  head.setUint32(1, data.length);
  yield new Uint8Array(head.buffer);
  yield data;
}

function* zeros(count) {
  for (let at = 0; at < count; at += PIECE) yield new Uint8Array(Math.min(PIECE, count - at));
}

async function* counted(pieces, whole, onProgress) {
  let done = 0;
  for await (const piece of pieces) {
    yield piece;
    done += piece.length;
    onProgress(done / whole);
  }
}

function streamOf(pieces) {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

function total(items, size) {
  return items.reduce((sum, item) => sum + size(item), 0);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}
