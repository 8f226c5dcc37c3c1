/**
 * Words of codes: one list a language, and how what people type finds its way to it.
 *
 * The twin of src/vittne/seal/words.py, rule for rule; tests/below/browser compares them.
 */

import en from "../../seal/words/en.txt";
import ru from "../../seal/words/ru.txt";
import sv from "../../seal/words/sv.txt";

export const LANGUAGES = ["en", "ru", "sv"];
/** First letters that tell a word from all others of its list. */
export const SUFFICE = 4;

/** Letters with a mark that are letters of their own. (ё is written е in all lists.) */
const KEEP = { en: "", ru: "й", sv: "åäö" };

const LATIN_TWINS = pairs("ABCEHKMOPTXYaceopxykmtu", "АВСЕНКМОРТХУасеорхукмти");
const CYRILLIC_TWINS = pairs("АВСЕНКМОРТХУІЈЅасеорхукмтіјѕ", "ABCEHKMOPTXYIJSaceopxykmtijs");
const NEIGHBOURS = pairs("ØøÆæ", "ÖöÄä");
const TWINS = {
  en: CYRILLIC_TWINS,
  ru: LATIN_TWINS,
  sv: new Map([...CYRILLIC_TWINS, ...NEIGHBOURS]),
};

/** @returns {Map<string, string>} the letters of `from`, each with the one of `to` in its place */
function pairs(from, to) {
  return new Map([...from].map((letter, place) => [letter, [...to][place]]));
}

/** The 2,048 words of a language, in the order of their numbers. */
class WordList {
  #exact;
  #plain;

  constructor(language, text) {
    this.language = language;
    this.words = text.trim().split(/\s+/u);
    this.#exact = table(this.words);
    this.#plain = table(this.words.map(bare));
  }

  /**
   * The number of the word that was typed, or null.
   *
   * The whole word, or its first four letters and anything after them; where no word has them,
   * the same with marks left out (`fagel` for `fågel`), if one word only is meant.
   *
   * @param {string} typed
   * @returns {number | null}
   */
  find(typed) {
    const word = fold(typed, this.language);
    for (const [numbers, form] of [[this.#exact, word], [this.#plain, bare(word)]]) {
      const letters = [...form];
      let number = numbers.get(form);
      if (number === undefined && letters.length >= SUFFICE) {
        number = numbers.get(letters.slice(0, SUFFICE).join("") + "-");
      }
      if (number !== undefined) return number;
    }
    return null;
  }
}

const TEXTS = { en, ru, sv };
const LISTS = new Map();

/** @returns {WordList} the list of a language of `LANGUAGES`, read when it is asked for first */
export function wordList(language) {
  if (!LISTS.has(language)) LISTS.set(language, new WordList(language, TEXTS[language]));
  return LISTS.get(language);
}

/** Numbers by word and by first letters (marked `-`), without what two words share. */
function table(words) {
  const numbers = new Map();
  const shared = new Set();
  words.forEach((word, number) => {
    for (const form of [word, word.slice(0, SUFFICE) + "-"]) {
      if (numbers.has(form) && numbers.get(form) !== number) shared.add(form);
      else numbers.set(form, number);
    }
  });
  shared.forEach((form) => numbers.delete(form));
  return numbers;
}

/** Text in NFKC, without what cannot be seen and without stray marks. */
export function tidy(text) {
  return text.normalize("NFKC").replace(/[\p{Mn}\p{Cf}]/gu, "");
}

/** The words of a text: letters only; whatever stands between them is dropped. */
export function split(text) {
  return tidy(text).match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? [];
}

/** A word as its list has it: small, in its own alphabet, with its own marks only. */
export function fold(word, language) {
  const twins = TWINS[language];
  const keep = KEEP[language];
  const letters = [...tidy(word)].map((letter) => small(twins.get(letter) ?? letter)).join("");
  return [...letters].map((letter) => (keep.includes(letter) ? letter : unmarked(letter))).join("");
}

/** A word without any marks: å and ä as a, ö as o, й as и. */
export function bare(word) {
  return [...word].map(unmarked).join("");
}

function unmarked(letter) {
  return String.fromCodePoint(letter.normalize("NFD").codePointAt(0));
}

/** Small letters as Python's `casefold` has them: ß and ẞ as ss, ς as σ; ı is no i. */
function small(letter) {
  return letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}
