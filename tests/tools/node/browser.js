// What tests ask of the script that seals in the browser: `answer(request)`, built as it is built.
import { armor } from "age-encryption";

import { readBlock, writeBlock, writeSlip } from "../../../src/vittne/door/browser/block.js";
import { Code, generateCode, readCode } from "../../../src/vittne/door/browser/code.js";
import { answerIds, derive } from "../../../src/vittne/door/browser/derive.js";
import { TooLarge, TooLong, TooMany, sealMessage } from "../../../src/vittne/door/browser/message.js";
import { padme } from "../../../src/vittne/door/browser/padding.js";
import { openReply } from "../../../src/vittne/door/browser/reply.js";
import { fold, split, wordList } from "../../../src/vittne/door/browser/words.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const base64 = (data) => btoa(data.reduce((text, byte) => text + String.fromCharCode(byte), ""));
// Minifying renames classes.
const names = new Map([[TooLarge, "TooLarge"], [TooLong, "TooLong"], [TooMany, "TooMany"]]);
const keysOf = ({ secret, ...keys }) => ({ ...keys, secret: bytes(secret) });

// A file of zeros is told by its size.
const fileOf = ({ data, size, name, type }) =>
  new File([data === undefined ? new Uint8Array(size) : bytes(data)], name, { type });

const seal = ({ message, files, keys }, onProgress) =>
  sealMessage({ ...message, files: files.map(fileOf), keys: keysOf(keys) }, { onProgress });

const answers = {
  generate: ({ count }) => Array.from({ length: count }, () => base64(generateCode().secret)),
  words: ({ secret, language }) => new Code(bytes(secret)).words(language),
  digits: ({ secret }) => new Code(bytes(secret)).digits(),
  read: ({ text, language }) => base64(readCode(text, language).secret),
  letters: ({ letters, language }) =>
    letters.map((letter) => [fold(letter, language), split(letter), wordList(language).find(letter)]),
  unassigned: ({ letters }) => letters.filter((letter) => /\p{Cn}/u.test(letter)),
  async derive({ secret }) {
    const progress = [];
    const onProgress = (done) => progress.push(done);
    const keys = await derive(new Code(bytes(secret)), { onProgress });
    return { ...keys, secret: base64(keys.secret), progress };
  },
  ids: ({ secret }) => answerIds(bytes(secret)).map(base64),
  padme: ({ sizes }) => sizes.map(padme),
  async seal(request) {
    const progress = [];
    const sealed = await seal(request, (done) => progress.push(done));
    return { file: base64(new Uint8Array(await sealed.arrayBuffer())), progress };
  },
  sealedSize: async (request) => (await seal(request)).size,
  openReply: ({ file, keys }) => openReply(bytes(file), keysOf(keys)),
  writeBlock: ({ data }) => writeBlock(bytes(data)),
  writeSlip: ({ ids }) => writeSlip(ids.map(bytes)),
  readBlock: ({ text }) => base64(readBlock(text)),
  armor: ({ data }) => armor.encode(bytes(data)),
};

globalThis.answer = async ({ ask, ...request }) => {
  try {
    return { answer: await answers[ask](request) };
  } catch (error) {
    const kind = names.get(error.constructor) ?? error.name;
    return { error: { kind, sentence: String(error), ...error } };
  }
};
