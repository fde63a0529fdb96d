// Drafts save themselves: three seconds after a change the form's fields go to the server, one request at a time, and once more when the
// page is left. Each form carries which draft it is, which version of it it shows and which window it stands in: where another window was
// faster, the server keeps both texts, says so, and this window goes on with its own. Leaving with changes that are neither saved nor sent
// makes the browser ask once.
import { clock, noteExpiry } from "./session.js";

const pause = 3_000;
const retry = 15_000;

export function saveDrafts() {
  for (const form of document.querySelectorAll("form[data-autosave-url], form[data-warn-unsaved]")) watch(form);
}

function watch(form) {
  const status = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]");
  let changes = 0; // counted, since a change during a request is not saved by that request
  let saved = 0;
  let busy = false;
  let over = false; // posted by another window: nothing more is saved from here
  let timer;

  // Where the draft is found again after a reload, or on the way back, be it saved by then or not.
  if (form.dataset.address && location.pathname === "/updates/new") history.replaceState(history.state, "", form.dataset.address);

  const say = (sentence, link) => {
    if (!status || status.textContent === sentence) return;
    status.textContent = sentence;
    if (!link) return;
    const leads = document.createElement("a");
    leads.href = link.link;
    leads.textContent = link.words;
    status.append(" ", leads);
  };
  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  };
  const send = (more) => fetch(form.dataset.autosaveUrl, { method: "POST", headers: { "X-Autosave": "1" }, body: fields(form), redirect: "error", ...more });

  async function save() {
    if (busy || over || saved === changes) return;
    const sent = changes;
    busy = true;
    let next = pause;
    try {
      const response = await send();
      noteExpiry(response);
      if (response.ok) {
        saved = sent;
        set(form, "version", response.headers.get("X-Draft-Version"));
        say(`Saved ${response.headers.get("X-Draft-Saved") ?? clock(Date.now())}`);
      } else if (response.status === 409) {
        const told = await response.json();
        over = !told.draft;
        if (told.draft) {
          saved = sent;
          move(form, told);
        }
        say(told.says, told);
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
    if (!over && saved !== changes) wait(next);
  }

  form.addEventListener("input", () => {
    changes += 1;
    if (form.dataset.autosaveUrl && !busy && !over) wait(pause);
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    saved = changes;
  });
  window.addEventListener("beforeunload", (event) => {
    if ("warnUnsaved" in form.dataset && saved !== changes) event.preventDefault();
  });
  // A window that is closed or put away has no three seconds left. What is too long for a last word is kept by the question above.
  window.addEventListener("pagehide", () => {
    if (form.dataset.autosaveUrl && !over && saved !== changes && fields(form).toString().length < 60_000) send({ keepalive: true }).catch(() => {});
  });
}

// The window goes on with a draft of its own.
function move(form, told) {
  const was = form.elements.draft.value;
  form.setAttribute("action", form.getAttribute("action").replace(was, told.draft));
  form.dataset.autosaveUrl = form.dataset.autosaveUrl.replace(was, told.draft);
  set(form, "draft", told.draft);
  set(form, "version", told.version);
}

function set(form, name, value) {
  if (value && form.elements[name]) form.elements[name].value = value;
}

// Files are left out: they are sent once, with the form itself.
function fields(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  return body;
}
