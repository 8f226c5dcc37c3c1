/** What every page with script begins with. */

import { comingBack } from "./answers.js";
import { offline } from "./offline.js";
import { forgetWhenLeft } from "./page.js";
import { telling } from "./tell.js";
import { say } from "./texts.js";

/** What a browser must have; some lack it, and some people switch parts of it off. */
const NEEDED = ["AbortController", "BigInt", "Blob", "ReadableStream", "Response", "TransformStream"];

function start() {
  const sealing = document.getElementById("sealing");
  if (!NEEDED.every((name) => name in globalThis)) {
    // The page goes on as it does without script, and says so.
    if (sealing) sealing.textContent = say("sealing-old");
    return;
  }
  // While keys are derived, Chromium's `scheduler.yield` would let nothing else happen: the button
  // that stops it would not work, and a screen reader would wait. Without it a timer is taken.
  Object.defineProperty(globalThis, "scheduler", { value: undefined });
  forgetWhenLeft();
  const begin = { write: telling, "come-back": comingBack, choice: offline };
  for (const [id, work] of Object.entries(begin)) {
    const place = document.getElementById(id);
    if (place) work(place);
  }
  if (sealing) {
    sealing.textContent = say("sealing-browser");
    sealing.dataset.by = "browser";
  }
}

start();
