/** Errors in words. */

import { BadBlock } from "./block.js";
import { BadCode } from "./code.js";
import { MOST_FILES, MOST_FILE_BYTES, TooLarge, TooLong, TooMany } from "./message.js";
import { Stopped } from "./page.js";
import { anyOf, has, say } from "./texts.js";
import { Failed, Lost, Refused } from "./wire.js";

const LIMITS = { files: MOST_FILES, megabytes: MOST_FILE_BYTES / 1e6 };
const FIELDS = { empty: "text", long: "text", large: "files", many: "files" };
const REASONS = [[TooLong, "long"], [TooLarge, "large"], [TooMany, "many"]];
/** What browsers call a file that is gone, or is another than it was. */
const UNREAD = ["NotReadableError", "NotFoundError"];

/**
 * What is said of an error, or null where nobody foresaw it: then the browser could not do its work.
 *
 * @param {Error} error
 * @param {string} [page] `help`, `answers`, `offline`: some sentences differ there
 * @returns {object | null} see `complain` in page.js
 */
export function explain(error, page = "") {
  const sentence = (name) => say(has(`${name}-${page}`) ? `${name}-${page}` : name, LIMITS);
  const unsent = sentence("error-heading");
  const silent = page === "answers" ? say("error-answers-heading") : unsent;
  if (error instanceof BadCode) return badCode(error);
  if (error instanceof BadBlock) {
    return { heading: say("block-heading"), sentence: say(`block-${error.reason}`), field: "answers" };
  }
  if (error instanceof Stopped) {
    return { heading: say("stopped-heading"), sentence: sentence("stopped") };
  }
  if (UNREAD.includes(error.name)) {
    return { heading: unsent, sentence: say("error-unread"), field: "files" };
  }
  if (error instanceof Lost) return { heading: silent, sentence: sentence("error-lost") };
  const reason = error.reason ?? REASONS.find(([kind]) => error instanceof kind)?.[1];
  if (reason && has(`error-${reason}`)) {
    return { heading: unsent, sentence: sentence(`error-${reason}`), field: FIELDS[reason] };
  }
  if (error instanceof Failed || error instanceof Refused) {
    return { heading: silent, sentence: sentence("error-failed") };
  }
  return null;
}

function badCode({ reason, count, mistakes }) {
  const lines = mistakes.map(({ position, typed, suggestions }) =>
    suggestions.length
      ? say("code-mistake-near", { position, typed, words: anyOf(suggestions) })
      : say("code-mistake", { position, typed }),
  );
  return {
    heading: say("error-code-heading"),
    sentence: say(`code-${reason}`, { n: mistakes.length, count }),
    mistakes: lines,
    field: "code",
  };
}
