/** A form on which somebody writes: a code is made or read, keys are derived, the message is sealed. */

import { generateCode, readCode } from "./code.js";
import { derive } from "./derive.js";
import { sealMessage } from "./message.js";
import { Stopped, complain, keep, make, sendWithoutScript, settings, turn, view, working } from "./page.js";
import { language, say } from "./texts.js";
import { explain } from "./trouble.js";
import { Lost, Refused, ask } from "./wire.js";

/**
 * @typedef {object} Writer
 * @property {import("./code.js").Code} code
 * @property {boolean} made whether the code is new, and has to be shown
 * @property {import("./derive.js").WriterKeys} keys
 */

/**
 * A function that finds the writer of what was typed as a code; who tries again waits only once.
 *
 * @param {(typed: string) => import("./code.js").Code} codeOf
 * @returns {(typed: string, progress: object) => Promise<Writer>}
 */
export function remembering(codeOf) {
  let known = null;
  return async (typed, progress) => {
    if (known?.typed !== typed) {
      const code = codeOf(typed);
      progress.begin("derive");
      const keys = await derive(code, { onProgress: progress.show });
      known = { typed, code, keys, made: !typed };
    }
    return known;
  };
}

/** The code that was typed, or a new one where none was. */
export function anyCode(typed) {
  return typed ? readCode(typed, language()) : generateCode();
}

/**
 * Seal what is written in a form when it is sent.
 *
 * @param {HTMLFormElement} form
 * @param {(typed: string, progress: object) => Promise<Writer>} find who writes
 * @param {(sealed: Blob, writer: Writer, files: number, progress: object) => Promise<void>} deliver
 * @param {(error: Error) => object} trouble what to say of an error
 */
export function writing(form, find, deliver, trouble) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    working(form, async (progress) => {
      const files = [...(form.elements.files?.files ?? [])];
      const text = form.elements.text.value;
      if (!text.trim() && !files.length) throw new Refused("empty");
      const writer = await find(form.elements.code?.value.trim() ?? "", progress);
      progress.begin("seal");
      const kind = new FormData(form).getAll("kind").pop();
      const message = { ...settings, kind, text, files, language: language(), keys: writer.keys };
      const sealed = await sealMessage(message, { onProgress: progress.show });
      await deliver(sealed, writer, files.length, progress);
    }, trouble);
  });
}

/** The form of the door: what is sealed goes to the server, and the code is shown. */
export function telling(form, find = remembering(anyCode)) {
  let sent = false;
  writing(
    form,
    find,
    async (sealed, writer, files, progress) => {
      const body = new FormData();
      body.append("token", form.elements.token.value || (await token(progress)));
      body.append("trap", "");
      body.append("block", "");
      body.append("sealed", sealed, "document.bin");
      sent = true;
      progress.begin("send");
      const answer = await ask("POST", `/${language()}/sealed/`, body, progress);
      if (answer.dataset.result !== "received") {
        form.elements.token.value = answer.querySelector("input[name=token]")?.value ?? "";
        throw new Refused(answer.dataset.reason);
      }
      const page = view("received");
      showCode(page, writer);
      if (files) page.querySelector("#came").textContent = ` ${say("received-files", { files })}`;
      turn(page, "received");
    },
    (error) => {
      const onItsWay = sent;
      sent = false;
      if (onItsWay && error instanceof Stopped) {
        return { heading: say("stopped-heading"), sentence: say("stopped-sent") };
      }
      return explain(error, form.dataset.page) ?? (onItsWay ? explain(new Lost()) : unsealed(form, "seal"));
    },
  );
}

/** Show the code in a view, or say that it is the one that was typed; keep these parts, too. */
export function showCode(page, { code, made }, ...parts) {
  keep(page, made ? "made" : "typed", ...parts);
  if (!made) return;
  const words = code.words(language()).map((word) => make("li", {}, word));
  page.querySelector("#words").append(...words);
  const groups = code.digits().split(" ").flatMap((group) => [make("span", {}, group), " "]);
  page.querySelector("#digits").append(...groups.slice(0, -1));
}

/**
 * The browser could not do its work. The server could: the person decides.
 *
 * @param {HTMLFormElement} form
 * @param {"seal" | "open"} work
 */
export function unsealed(form, work) {
  const button = make("button", { type: "button", id: "send-plain", className: "plain" });
  button.append(say(`plain-${work}-do`));
  button.onclick = () => sendWithoutScript(form);
  const offer = form.hasAttribute("action") ? [make("p", {}, say(`plain-${work}`)), button] : [];
  return { heading: say(`error-${work}-heading`), sentence: say(`error-${work}`), offer };
}

async function token(progress) {
  const field = await ask("GET", `/${language()}/sealed/`, null, progress, "input[name=token]");
  return field.value;
}
