// A sign-in ends by the clock, perhaps in the middle of a sentence. Two minutes before, the page says so and offers more time (WCAG
// 2.2.1); afterwards it says that what was typed is still there. Answers to background requests carry X-Session-Expires, so that a
// person who types for an hour is not warned about an end that has long moved.
const ahead = 2 * 60_000;
let expires = 0;
let timer;

export function noteExpiry(response) {
  const later = Date.parse(response.headers.get("X-Session-Expires") ?? "");
  if (later > expires) schedule(later);
}

export function warnBeforeExpiry() {
  const at = Date.parse(document.body.dataset.expires ?? "");
  if (!at) return;
  schedule(at);
  // A timer sleeps with the machine: look again when somebody looks at the page.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) schedule(expires);
  });
}

function schedule(at) {
  expires = at;
  clearTimeout(timer);
  const left = at - Date.now();
  if (left <= 0) {
    show("Your sign-in has ended. What you typed is still here: sign in again in another tab, then go on.", false);
    return;
  }
  if (left > ahead) document.querySelector(".session-warning")?.remove();
  else show(`Your sign-in ends at ${clock(at)}`, true);
  timer = setTimeout(() => schedule(expires), left > ahead ? left - ahead : left);
}

function show(sentence, extendable) {
  document.querySelector(".session-warning")?.remove();
  const box = document.createElement("div");
  box.className = "session-warning";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = sentence;
  box.append(text);
  if (extendable) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button button--small";
    button.textContent = "Stay signed in";
    button.addEventListener("click", () => extend(text));
    box.append(button);
  }
  document.body.append(box);
}

async function extend(text) {
  try {
    const response = await fetch(document.body.dataset.extendUrl, { method: "POST" });
    const later = response.ok ? Date.parse((await response.text()).trim()) : NaN;
    if (later) schedule(later);
    else text.textContent = "Your sign-in could not be extended. Copy what you typed, then sign in again.";
  } catch {
    text.textContent = "The portal did not answer. Check your connection and press again.";
  }
}

export function clock(time) {
  const zone = document.body.dataset.zone; // the one that the portal tells this person's hours in
  return new Date(time).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZone: zone, timeZoneName: zone && "short" });
}
