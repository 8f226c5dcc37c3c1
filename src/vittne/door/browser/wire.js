/** What goes to the server and comes back: the pages that a person without script would see. */

import { Stopped } from "./page.js";

/** The server took nothing; `reason` as in src/vittne/door/refusals.py. */
export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The connection broke. */
export class Lost extends Error {}

/** Something came back that is no page of the door. */
export class Failed extends Error {}

/**
 * Ask for a page.
 *
 * With XMLHttpRequest, because `fetch` does not say how much of a message is on its way.
 *
 * @param {string} method
 * @param {string} address
 * @param {FormData | URLSearchParams | null} body
 * @param {import("./page.js").Progress} progress
 * @param {string} [wanted] what the page must have, as a CSS selector
 * @returns {Promise<HTMLElement>} that
 */
export function ask(method, address, body, progress, wanted = "main[data-result]") {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.onload = () => {
      const found = request.response?.querySelector(wanted);
      if (found) resolve(found);
      else reject(new Failed());
    };
    request.onerror = () => reject(new Lost());
    request.onabort = () => reject(new Stopped());
    progress.onStop = () => request.abort();
    if (body instanceof FormData) {
      request.upload.onprogress = ({ loaded, total }) => progress.show(loaded / total);
      request.upload.onload = () => progress.begin("store");
    }
    request.send(body);
  });
}
