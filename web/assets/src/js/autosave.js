// Drafts save themselves: three seconds after a change the form's fields go to the server, one request at a time. Leaving with changes
// that are neither saved nor sent makes the browser ask once.
import { clock, noteExpiry } from "./session.js";

const pause = 3_000;
const retry = 15_000;

export function saveDrafts() {
  for (const form of document.querySelectorAll("form[data-autosave-url], form[data-warn-unsaved]")) watch(form);
}

function watch(form) {
  const url = form.dataset.autosaveUrl;
  const status = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]");
  let changes = 0; // counted, since a change during a request is not saved by that request
  let saved = 0;
  let busy = false;
  let timer;

  const say = (sentence) => { if (status && status.textContent !== sentence) status.textContent = sentence; };
  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  };

  async function save() {
    if (busy || saved === changes) return;
    const sent = changes;
    busy = true;
    let next = pause;
    try {
      const response = await fetch(url, { method: "POST", headers: { "X-Autosave": "1" }, body: fields(form), redirect: "error" });
      noteExpiry(response);
      if (response.ok) {
        saved = sent;
        say(`Saved ${clock(Date.now())}`);
      } else if (response.status === 401 || response.status === 403) {
        say("Not saved: your sign-in has ended. Your text is still here. Sign in again in another tab, then go on.");
        next = retry;
      } else {
        say("Not saved. Your text is still here; the portal tries again by itself.");
        next = retry;
      }
    } catch {
      say("Not saved: no connection. Your text is still here; the portal tries again by itself.");
      next = retry;
    }
    busy = false;
    if (saved !== changes) wait(next);
  }

  form.addEventListener("input", () => {
    changes += 1;
    if (url && !busy) wait(pause);
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    saved = changes;
  });
  window.addEventListener("beforeunload", (event) => {
    if ("warnUnsaved" in form.dataset && saved !== changes) event.preventDefault();
  });
}

// Files are left out: they are sent once, with the form itself.
function fields(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  return body;
}
