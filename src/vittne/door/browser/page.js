/** The page that the script stands on: its settings, its views, what it says when work goes wrong. */

import { language, say } from "./texts.js";

// Where the script stands, it is told what differs from door to door.
const { recipients, form } = document.currentScript.dataset;

/** Whom messages are sealed to, in this order, and the version of the form. */
export const settings = { recipients: recipients.split(" "), form: Number(form) };

/** The person stopped the work. */
export class Stopped extends Error {}

let staying = false;

/** Empty the page when it is left, and load it anew where the browser kept it. */
export function forgetWhenLeft() {
  addEventListener("pagehide", () => staying || main().replaceChildren());
  addEventListener("pageshow", ({ persisted }) => persisted && !staying && location.reload());
}

/** Send a form as if there were no script. Should that fail, the browser brings back what it had. */
export function sendWithoutScript(form) {
  staying = true;
  HTMLFormElement.prototype.submit.call(form);
}

export function main() {
  return document.querySelector("main");
}

/** @returns {DocumentFragment} a view that the page brought along, in its language */
export function view(name) {
  const template = document.querySelector(`template[data-view="${name}"][lang="${language()}"]`);
  return template.content.cloneNode(true);
}

/**
 * Show a view in place of all that was there.
 *
 * @param {DocumentFragment} content
 * @param {string} result what it is, for whoever drives the page
 */
export function turn(content, result) {
  main().replaceChildren(...main().querySelectorAll(":scope > .invented"), content);
  main().dataset.result = result;
  // It would be lost on the way to another language.
  document.querySelector("footer")?.remove();
  scrollTo(0, 0);
  main().querySelector("h1").focus();
}

/** Keep of the parts of a view that exclude each other those of this kind. */
export function keep(content, ...kinds) {
  for (const part of content.querySelectorAll("[data-if]")) {
    if (!kinds.includes(part.dataset.if)) part.remove();
  }
}

/** @returns {HTMLElement} an element with properties and children */
export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// ---------------------------------------------------------------- what went wrong

/**
 * Say above a form what went wrong.
 *
 * @param {HTMLFormElement} form
 * @param {object} trouble
 * @param {string} trouble.heading
 * @param {string} trouble.sentence
 * @param {string[]} [trouble.mistakes] the words of a code that are wrong
 * @param {string} [trouble.field] id of the field that is to be changed
 * @param {Node[]} [trouble.offer] another way
 */
export function complain(form, { heading, sentence, mistakes = [], field, offer = [] }) {
  const box = make("div", { id: "error", className: "error", tabIndex: -1 });
  box.setAttribute("role", "alert");
  box.append(make("h2", {}, heading), make("p", {}, sentence));
  if (mistakes.length) box.append(make("ul", {}, ...mistakes.map((one) => make("li", {}, one))));
  if (field) {
    mark(field);
    const link = { href: `#${field}`, className: "alone" };
    box.append(make("p", {}, make("a", link, say("error-go"))));
  }
  box.append(...offer);
  form.before(box);
  box.focus();
}

function mark(field) {
  const marked = document.getElementById(field);
  marked.setAttribute("aria-invalid", "true");
  marked.setAttribute("aria-describedby", `${field}-hint error`);
  const closed = marked.closest("details");
  if (closed) closed.open = true;
}

/** Take back what was said of an earlier try. */
export function forgetComplaints() {
  document.getElementById("error")?.remove();
  for (const marked of document.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    marked.setAttribute("aria-describedby", `${marked.id}-hint`);
  }
}

// ---------------------------------------------------------------- work that takes its time

/** What a person sees while the browser works, and the button that stops it. */
class Progress {
  constructor(box) {
    this.step = box.querySelector("#step");
    this.bar = box.querySelector("#bar");
    this.percent = box.querySelector("#percent");
    this.stopped = false;
    /** Called when the work is stopped. */
    this.onStop = () => {};
    box.querySelector("#cancel").onclick = () => {
      this.stopped = true;
      this.onStop();
    };
  }

  /** Begin a step; how long it takes is not known yet. */
  begin(name) {
    this.step.textContent = say(`step-${name}`);
    this.step.dataset.step = name;
    this.bar.removeAttribute("value");
    this.percent.textContent = "";
  }

  /** Show what part of the step is done, 0 to 1. Work that calls this stops here when it has to. */
  show = (done) => {
    if (this.stopped) throw new Stopped();
    this.bar.value = done;
    this.percent.textContent = say("percent", { n: Math.floor(100 * done) });
  };
}

/**
 * Work in the place of a form; where it fails, the form comes back as it was.
 *
 * @param {HTMLFormElement} form
 * @param {(progress: Progress) => Promise<void>} work
 * @param {(error: Error) => object} explain what `complain` says of an error
 */
export async function working(form, work, explain) {
  if (form.hidden) return; // pressed twice
  forgetComplaints();
  form.before(view("progress"));
  const box = document.getElementById("progress");
  form.hidden = true;
  box.querySelector("h2").focus();
  try {
    await work(new Progress(box));
  } catch (error) {
    form.hidden = false;
    complain(form, explain(error));
  } finally {
    box.remove();
  }
}
