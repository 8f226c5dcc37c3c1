/**
 * What follows from a code: the key that answers are sealed to, and the ids they lie under.
 *
 * The twin of src/vittne/seal/derive.py; docs/reference/seal.md has every byte, with examples.
 */

import { argon2idAsync } from "@noble/hashes/argon2.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";

const COST = { version: 0x13, m: 64 * 1024, t: 3, p: 1, dkLen: 32 };
const SALT = utf8("vittne code v1\0\0");
/** Milliseconds of computing, after which the page may draw. */
const BREATH = 50;
const ID_SIZE = 16;
/** Answers that one writer can have. */
const ANSWERS = 64;

/**
 * @typedef {object} WriterKeys
 * @property {string} identity opens answers (`AGE-SECRET-KEY-PQ-1...`)
 * @property {string} recipient whom answers are sealed to; travels in the envelope
 * @property {Uint8Array} secret where answers lie, not what they say; travels in the envelope
 */

/**
 * What follows from a code. Takes 64 MiB and a second or several.
 *
 * @param {import("./code.js").Code} code
 * @param {{onProgress?: (done: number) => void}} [options] told what part is done, 0 to 1
 * @returns {Promise<WriterKeys>}
 */
export async function derive(code, { onProgress } = {}) {
  const root = await argon2idAsync(code.secret, SALT, { ...COST, asyncTick: BREATH, onProgress });
  const seed = follow(root, utf8("vittne/code/v1/reply-key"));
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();
  return {
    identity,
    recipient: await identityToRecipient(identity),
    secret: follow(root, utf8("vittne/code/v1/reply-secret")),
  };
}

/**
 * The ids under which answers 0 to 63 to one writer lie.
 *
 * @param {Uint8Array} secret
 * @returns {Uint8Array[]}
 */
export function answerIds(secret) {
  return Array.from({ length: ANSWERS }, (_, number) => {
    const info = new Uint8Array([...utf8("vittne/reply/v1/id/"), 0, 0, 0, number]);
    return follow(secret, info, ID_SIZE);
  });
}

function follow(secret, info, size = 32) {
  return hkdf(sha256, secret, undefined, info, size);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}
