/**
 * The code that a writer keeps: 88 secret bits as nine words, or as 28 digits.
 *
 * The twin of src/vittne/seal/code.py, rule for rule; tests/below/browser compares them.
 */

import { LANGUAGES, SUFFICE, fold, split, tidy, wordList } from "./words.js";

const SIZE = 11;
const SECRET_WORDS = 8;
const CODE_WORDS = 9;
const CODE_DIGITS = 28;
const MOST_WORDS = 18;
const LONGEST_TEXT = 2000;
const MOST_UNKNOWN = 3;

const BITS = 11;
const FIELD = 0x805; // x^11 + x^2 + 1
const START = 1;

/** A writer's code: 11 secret bytes, the same in words of any language and in digits. */
export class Code {
  /** @param {Uint8Array} secret */
  constructor(secret) {
    this.secret = secret;
  }

  /**
   * The nine words.
   *
   * @param {string} language
   * @returns {string[]}
   */
  words(language) {
    const numbers = numbersOf(this.secret);
    const known = wordList(language).words;
    return [...numbers, check(numbers)].map((number) => known[number]);
  }

  /** @returns {string} 28 digits in groups of four: the secret as a number of 27, and a check digit */
  digits() {
    const digits = toNumber(this.secret).toString().padStart(CODE_DIGITS - 1, "0");
    return (digits + damm(digits)).match(/.{4}/g).join(" ");
  }
}

/**
 * What was typed is no code.
 *
 * `reason` is `empty`, `count` (not nine words, or not 28 digits), `word` (words that no list has),
 * `check` (each word is in the list, and together they are no code) or `digits`. `mistakes` are
 * `{position, typed, suggestions}`: 1 to 9, as it was typed, and what may have been meant.
 */
export class BadCode extends Error {
  constructor(reason, count = 0, language = null, mistakes = []) {
    super(reason);
    Object.assign(this, { reason, count, language, mistakes });
  }
}

/** @returns {Code} a new one */
export function generateCode() {
  return new Code(crypto.getRandomValues(new Uint8Array(SIZE)));
}

/**
 * Read words of any of the lists, or digits.
 *
 * @param {string} text
 * @param {string} [language] whose words to prefer where lists share them; all lists are tried
 * @returns {Code}
 * @throws {BadCode}
 */
export function readCode(text, language) {
  if ([...text].length > LONGEST_TEXT) {
    throw new BadCode("count", text.split(/[\p{White_Space}\x1c-\x1f]+/u).filter(Boolean).length);
  }
  const digits = digitsOf(text);
  if (digits !== null) return fromDigits(digits);
  const typed = split(text);
  if (!typed.length) throw new BadCode("empty");
  if (typed.length > MOST_WORDS) throw new BadCode("count", typed.length);
  const order = new Set([language, ...LANGUAGES].filter((name) => LANGUAGES.includes(name)));
  const readings = [...order].map((name) => new Reading(wordList(name), typed));
  return readings.reduce((best, other) => (other.rank > best.rank ? other : best)).code();
}

/** What was typed, as words of one language. */
class Reading {
  constructor(list, typed) {
    this.list = list;
    this.typed = typed;
    this.numbers = typed.map((word) => list.find(word));
    this.whole = this.numbers.filter((number) => number !== null);
    const valid = this.#is(CODE_WORDS) && syndrome(this.whole) === 0;
    this.rank = 2 * this.whole.length + Number(valid);
  }

  #is(count) {
    return this.typed.length === count && this.whole.length === count;
  }

  code() {
    if (this.typed.length !== CODE_WORDS) throw this.#bad("count", this.#unknown());
    if (!this.#is(CODE_WORDS)) throw this.#bad("word", this.#unknown());
    if (syndrome(this.whole)) throw this.#bad("check", this.#suspect());
    const value = this.whole
      .slice(0, SECRET_WORDS)
      .reduce((bits, number) => (bits << BigInt(BITS)) | BigInt(number), 0n);
    return new Code(toBytes(value));
  }

  #bad(reason, mistakes) {
    return new BadCode(reason, this.typed.length, this.list.language, mistakes);
  }

  /** The words that are not in the list. */
  #unknown() {
    const places = [...this.numbers.keys()].filter((place) => this.numbers[place] === null);
    if (places.length === 1 && this.typed.length === CODE_WORDS) {
      // Eight words are known, so the check word says which the ninth is.
      const [place] = places;
      const meant = this.#meant(this.numbers.map((number) => number ?? 0), place);
      if (this.#near(place, meant)) return [this.#mistake(place, [meant])];
    }
    const few = places.length <= MOST_UNKNOWN;
    return places.map((place) => this.#mistake(place, few ? this.#nearest(place) : []));
  }

  /** The one word that is near one that would make a code; none, where several are. */
  #suspect() {
    const found = [...this.whole.keys()]
      .map((place) => [place, this.#meant(this.whole, place)])
      .filter(([place, meant]) => this.#near(place, meant));
    return found.length === 1 ? found.map(([place, meant]) => this.#mistake(place, [meant])) : [];
  }

  /** The word with which all are a code. */
  #meant(whole, place) {
    return this.list.words[whole[place] ^ needed(whole, place)];
  }

  #nearest(place) {
    const word = this.#folded(place);
    const ranked = this.list.words
      .map((other) => [distance(word, other), other])
      .filter(([far]) => far !== null);
    const nearest = Math.min(...ranked.map(([far]) => far));
    return ranked.filter(([far]) => far === nearest).map(([, other]) => other).sort().slice(0, 3);
  }

  #near(place, meant) {
    return distance(this.#folded(place), meant) !== null;
  }

  #mistake(place, suggestions) {
    return { position: place + 1, typed: this.typed[place], suggestions };
  }

  #folded(place) {
    return fold(this.typed[place], this.list.language);
  }
}

// ---------------------------------------------------------------- the check word

function toNumber(bytes) {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value) {
  return Uint8Array.from({ length: SIZE }, (_, place) =>
    Number((value >> BigInt(8 * (SIZE - 1 - place))) & 0xffn),
  );
}

function numbersOf(secret) {
  const value = toNumber(secret);
  return Array.from({ length: SECRET_WORDS }, (_, place) =>
    Number((value >> BigInt(BITS * (SECRET_WORDS - 1 - place))) & 2047n),
  );
}

/** The number of the check word of eight numbers: a Reed-Solomon code with one check symbol. */
function check(numbers) {
  return numbers.reduce((total, number) => timesX(total ^ number), START);
}

function timesX(value) {
  const wide = value << 1;
  return wide >> BITS ? wide ^ FIELD : wide;
}

function syndrome(whole) {
  return check(whole.slice(0, SECRET_WORDS)) ^ whole[SECRET_WORDS];
}

/** The change of one word (exclusive or) after which all are a code. */
function needed(whole, place) {
  let change = syndrome(whole);
  for (let at = place; at < SECRET_WORDS; at++) {
    change = (change & 1 ? change ^ FIELD : change) >> 1; // divided by x
  }
  return change;
}

// ---------------------------------------------------------------- near words

/** 1 or 2 letters of difference (0: the same), or null where it is more. */
function distance(typed, word) {
  const letters = [...typed];
  const whole = edits(letters, [...word]);
  const first =
    letters.length >= SUFFICE ? edits(letters.slice(0, SUFFICE), [...word].slice(0, SUFFICE)) : 3;
  const best = Math.min(whole, first < 2 ? first : 3);
  return best <= 2 && best < letters.length - 1 ? best : null;
}

/** The distance of Damerau and Levenshtein (optimal string alignment), 3 for more. */
function edits(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1] + Number(a[i - 1] !== b[j - 1]);
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > 2) return 3;
    [before, above] = [above, row];
  }
  return Math.min(above.at(-1), 3);
}

// ---------------------------------------------------------------- digits

/** Damm's table: one wrong digit, or two neighbours that changed places, are always found. */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

const LIKE_DIGITS = new Map([..."OoОоIlіІ"].map((letter, place) => [letter, place < 4 ? "0" : "1"]));

function damm(digits) {
  return [...digits].reduce((state, digit) => Number(DAMM[state][digit]), 0);
}

/** The digits of a text that has hardly anything else, or null. */
function digitsOf(text) {
  const plain = tidy(text).match(/[\p{L}\p{N}]/gu) ?? [];
  const found = plain.map((letter) => digitOf(LIKE_DIGITS.get(letter) ?? letter));
  return found.length && !found.includes(null) ? found.join("") : null;
}

/** The value of a digit of any script, or null: digits stand ten by ten, 0 to 9. */
function digitOf(letter) {
  if (!/\p{Nd}/u.test(letter)) return null;
  const place = letter.codePointAt(0);
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(place - before - 1))) before++;
  return before % 10;
}

function fromDigits(digits) {
  if (digits.length !== CODE_DIGITS) throw new BadCode("count", digits.length);
  const value = BigInt(digits.slice(0, -1));
  if (damm(digits) || value >> BigInt(8 * SIZE)) throw new BadCode("digits", digits.length);
  return new Code(toBytes(value));
}
