/** What the script says, in the language of the page: the same files that the server reads. */

import { FluentBundle, FluentResource } from "@fluent/bundle";

import en from "../texts/en.browser.ftl";
import ru from "../texts/ru.browser.ftl";
import sv from "../texts/sv.browser.ftl";

const TEXTS = { en, ru, sv };
const LOCALES = { en: "en-GB", ru: "ru", sv: "sv" };
const bundles = new Map();

/** @returns {string} the language of the page, which is that of the messages sent from it */
export function language() {
  return document.documentElement.lang;
}

function bundle() {
  const name = language();
  if (!bundles.has(name)) {
    const made = new FluentBundle(LOCALES[name], { useIsolating: false });
    made.addResource(new FluentResource(TEXTS[name]));
    bundles.set(name, made);
  }
  return bundles.get(name);
}

/**
 * A message.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(name, values = {}) {
  return bundle().formatPattern(bundle().getMessage(name).value, values);
}

/** @returns {boolean} whether there is such a message */
export function has(name) {
  return bundle().hasMessage(name);
}

/** @returns {string} "a, b or c" */
export function anyOf(words) {
  return new Intl.ListFormat(LOCALES[language()], { type: "disjunction" }).format(words);
}
