/** Answers of the organisation, opened. The twin of `open_reply` in src/vittne/seal/message.py. */

import { Decrypter } from "age-encryption";

const REPLY = "vittne reply 1\n";
const HEAD = 5;
const ENVELOPE = 3;

/** What was opened is no reply. */
export class BadReply extends Error {}

/**
 * Open a reply.
 *
 * @param {Uint8Array} sealed an age file
 * @param {import("./derive.js").WriterKeys} keys
 * @returns {Promise<{text: string, language: string}>}
 * @throws {Error} where it is sealed to somebody else, was changed, or is no reply
 */
export async function openReply(sealed, keys) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys.identity);
  const plain = await decrypter.decrypt(sealed);
  const magic = new TextEncoder().encode(REPLY);
  const start = magic.length + HEAD;
  if (plain.length < start || magic.some((byte, place) => plain[place] !== byte)) throw new BadReply();
  const head = new DataView(plain.buffer, plain.byteOffset + magic.length, HEAD);
  const end = start + head.getUint32(1);
  if (head.getUint8(0) !== ENVELOPE || end > plain.length) throw new BadReply();
  if (plain.subarray(end).some((byte) => byte !== 0)) throw new BadReply();
  return read(plain.subarray(start, end));
}

/** Read the envelope as strictly as it was written. */
function read(data) {
  const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  const { language, text } = JSON.parse(json);
  if (typeof text !== "string" || !/^[a-z]{2,3}$/.test(language)) throw new BadReply();
  if (JSON.stringify({ language, text }) !== json) throw new BadReply();
  return { text, language };
}
