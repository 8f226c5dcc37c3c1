/** The page that is carried: it seals and opens, and people carry blocks and files for it. */

import { readBlock, writeBlock, writeSlip } from "./block.js";
import { readCode } from "./code.js";
import { answerIds } from "./derive.js";
import { complain, forgetComplaints, keep, turn, view, working } from "./page.js";
import { openReply } from "./reply.js";
import { numberOf, showText } from "./answers.js";
import { anyCode, remembering, showCode, unsealed, writing } from "./tell.js";
import { language, say } from "./texts.js";
import { explain } from "./trouble.js";

/** Bytes that can be carried as text: a message without files. */
const LONGEST_BLOCK = 100_000;

/** Let people choose a language, and then what to do. */
export function offline() {
  document.getElementById("needs").remove();
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.language) {
      document.documentElement.lang = button.dataset.language;
      document.querySelector("header").replaceChildren(view("top"));
      document.querySelectorAll(`.invented:not([lang=${language()}])`).forEach((one) => one.remove());
      go("start");
    }
    if (button?.dataset.to) go(button.dataset.to);
    if (button?.id === "copy") copy(button.form ?? button.parentElement);
  });
}

function go(name) {
  const page = view(name);
  const form = page.querySelector("form");
  if (form?.id === "write") {
    const trouble = (error) => explain(error, "offline") ?? unsealed(form, "seal");
    writing(form, remembering(anyCode), handOver, trouble);
  }
  if (form?.id === "come-back") comeBack(form);
  turn(page, name);
}

async function handOver(sealed, writer) {
  const bytes = new Uint8Array(await sealed.arrayBuffer());
  const short = bytes.length <= LONGEST_BLOCK;
  const page = view("sealed");
  showCode(page, writer, ...(short ? ["short"] : ["long"]));
  page.querySelector("#save").href = URL.createObjectURL(sealed);
  if (short) page.querySelector("#block").value = writeBlock(bytes);
  turn(page, "sealed");
}

function comeBack(form) {
  const find = remembering((typed) => readCode(typed, language()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    working(form, async (progress) => {
      const { keys } = await find(form.elements.code.value.trim(), progress);
      const page = view("slip");
      page.querySelector("#slip").value = writeSlip(answerIds(keys.secret));
      opening(page.querySelector("form"), keys);
      turn(page, "slip");
    }, (error) => explain(error, "answers") ?? unsealed(form, "open"));
  });
}

/** A form into which sealed answers are pasted, one at a time. */
function opening(form, keys) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    forgetComplaints();
    const field = form.elements.answers;
    try {
      const sealed = readBlock(field.value);
      const reply = await openReply(sealed, keys).catch(() => null);
      if (!reply) return complain(form, foreign());
      const article = view("answer").querySelector("article");
      showText(article.querySelector(".lines"), reply);
      list(article, numberOf(field.value, answerIds(keys.secret)));
      field.value = "";
      article.focus();
    } catch (error) {
      complain(form, explain(error));
    }
  });
}

/** Put an answer among the others: the newest first, and those whose number is not known last. */
function list(article, number) {
  if (number >= 0) article.querySelector("h3").textContent = say("answer-number", { number: number + 1 });
  article.dataset.number = number;
  const others = [...document.getElementById("list").children];
  const older = others.find((other) => Number(other.dataset.number) < number);
  document.getElementById("list").insertBefore(article, older ?? null);
}

function foreign() {
  return { heading: say("block-heading"), sentence: say("block-other-code"), field: "answers" };
}

function copy(place) {
  const field = place.querySelector("textarea");
  field.select();
  const done = document.execCommand("copy");
  place.querySelector("[role=status]").textContent = say(done ? "copied" : "copy-by-hand");
}
