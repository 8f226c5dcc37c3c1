/**
 * Sealed bytes as text that can be pasted: blocks, and slips by which answers are asked for.
 *
 * The twin of src/vittne/seal/block.py, rule for rule; tests/below/browser compares them.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";

const FILE = "AGE ENCRYPTED FILE";
const SLIP = "VITTNE SLIP";
const VERSION_LINE = "age-encryption.org/v1\n";

const BETWEEN =
  /[\t-\r \x85\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe0e\ufe0f\ufeff>]+/g;
const DASHES = /[\u2010-\u2015\u2043\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const LAST = /^-*check([0-9a-f]{8})/i;

/**
 * A text is no block, or not a whole one.
 *
 * `reason` is `empty`, `no-begin` (its first line is missing), `cut` (its end, its check or letters
 * are missing), `changed` (a character that no block has, or the check differs), `two` (more than
 * one block) or `not-sealed` (it came whole, and holds no age file).
 */
export class BadBlock extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * A sealed file as a block.
 *
 * @param {Uint8Array} sealed
 * @returns {string}
 */
export function writeBlock(sealed) {
  return write(sealed, FILE);
}

/**
 * The sealed file that a block holds.
 *
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {BadBlock}
 */
export function readBlock(text) {
  const sealed = read(text, FILE);
  if ([...VERSION_LINE].some((letter, place) => sealed[place] !== letter.charCodeAt(0))) {
    throw new BadBlock("not-sealed");
  }
  return sealed;
}

/**
 * The ids of all answers of a writer as a slip; their order tells nothing.
 *
 * @param {Uint8Array[]} ids
 * @returns {string}
 */
export function writeSlip(ids) {
  const sorted = ids.map(bytesToHex).sort().join("");
  return write(Uint8Array.from(sorted.match(/../g), (digits) => parseInt(digits, 16)), SLIP);
}

function write(data, label) {
  const lines = base64.encode(data).match(/.{1,64}/g);
  const digits = check(data);
  const last = `check ${digits.slice(0, 4)} ${digits.slice(4)}`;
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, last, ""].join("\n");
}

function read(typed, label) {
  const text = typed.replace(BETWEEN, "").replace(DASHES, "-");
  if (!text) throw new BadBlock("empty");
  const name = label.replaceAll(" ", "");
  const begins = text.split(`BEGIN${name}`);
  const ends = text.split(`END${name}`).length - 1;
  if (begins.length === 1) throw new BadBlock("no-begin");
  if (begins.length > 2 || ends > 1) throw new BadBlock("two");
  const [letters, rest] = begins[1].split(`END${name}`);
  const found = LAST.exec(rest ?? "");
  if (!found) throw new BadBlock("cut");
  const data = decoded(letters.replace(/^-+|-+$/g, ""));
  if (found[1].toLowerCase() !== check(data)) throw new BadBlock("changed");
  return data;
}

function decoded(letters) {
  if (!BASE64.test(letters)) throw new BadBlock("changed");
  if (!letters || letters.length % 4) throw new BadBlock("cut");
  try {
    return base64.decode(letters); // strict: the last letter has bits to spare, and they are zero
  } catch {
    throw new BadBlock("changed");
  }
}

function check(data) {
  return bytesToHex(sha256(data)).slice(0, 8);
}
