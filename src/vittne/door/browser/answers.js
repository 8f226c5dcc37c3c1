/** Coming back: answers are asked for by ids that follow from the code, and opened here. */

import { readBlock, writeSlip } from "./block.js";
import { readCode } from "./code.js";
import { answerIds } from "./derive.js";
import { keep, make, turn, view, working } from "./page.js";
import { openReply } from "./reply.js";
import { remembering, telling, unsealed } from "./tell.js";
import { language, say } from "./texts.js";
import { explain } from "./trouble.js";
import { Refused, ask } from "./wire.js";

/** The form of the door into which a code is typed. */
export function comingBack(form) {
  const find = remembering((typed) => readCode(typed, language()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const work = async (progress) => {
      const writer = await find(form.elements.code.value.trim(), progress);
      await show({ ...writer, made: false }, "", progress);
    };
    working(form, work, (error) => explain(error, "answers") ?? unsealed(form, "open"));
  });
}

/** Ask for all answers and show them; delete one before, where its id is given. */
async function show(writer, doomed, progress) {
  const ids = answerIds(writer.keys.secret);
  const slip = new URLSearchParams({ slip: writeSlip(ids), delete: doomed });
  progress.begin("ask");
  const answer = await ask("POST", `/${language()}/sealed-answers/`, slip, progress);
  if (answer.dataset.result !== "answers") throw new Refused(answer.dataset.reason);
  const sealed = [...answer.querySelectorAll("textarea.sealed")].map((block) => ({
    id: block.dataset.id,
    number: numberOf(block.textContent, ids),
    block: block.textContent,
    expires: block.closest("article").querySelector(".expires").textContent,
  }));
  sealed.sort((a, b) => b.number - a.number);
  const articles = await Promise.all(sealed.map((one) => article(one, writer)));
  const page = view("opened");
  keep(page, ...(doomed ? ["deleted"] : []), ...(articles.length ? [] : ["none"]));
  page.querySelector("#count").textContent = say("answers-count", { n: articles.length });
  page.querySelector("#list").append(...articles);
  telling(page.querySelector("#write"), async () => writer);
  turn(page, "answers");
}

async function article({ id, number, block, expires }, writer) {
  const made = await opened(number + 1, block, writer.keys);
  made.dataset.number = number;
  made.querySelector(".expires").textContent = expires;
  for (const unseen of made.querySelectorAll(".unseen")) unseen.textContent = ` (${number + 1})`;
  const form = made.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const failed = { heading: say("error-open-heading"), sentence: say("error-failed-answers") };
    working(form, (progress) => show(writer, id, progress), (error) => explain(error, "answers") ?? failed);
  });
  return made;
}

async function opened(number, block, keys) {
  const made = view("answer").querySelector("article");
  made.querySelector("h2").textContent = say("answer-number", { number });
  const shown = made.querySelector(".lines");
  try {
    showText(shown, await openReply(readBlock(block), keys));
  } catch {
    shown.replaceWith(make("p", {}, say("answer-unreadable")));
  }
  return made;
}

/**
 * Which answer a sealed one is: only the writer knows, and the server numbers them by chance.
 *
 * @param {string} text with the line that the server puts below the block
 * @param {Uint8Array[]} ids
 * @returns {number} from 0; -1 where that line was not copied
 */
export function numberOf(text, ids) {
  const bare = text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const hex = (id) => Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return ids.findIndex((id) => bare.includes(`answer${hex(id)}`));
}

/** Put an opened answer on the page. */
export function showText(shown, reply) {
  shown.textContent = reply.text;
  if (reply.language !== language()) shown.lang = reply.language;
}
