// A double click or an impatient second press must not send a form twice. The server's idempotency key is what really prevents it;
// this spares the second request and tells the person that the first one is on its way.
const patience = 20_000; // a connection that hangs longer may be tried again

export function submitOnce() {
  // Heard at the page as a whole, so that a form that came to it later is held too.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    mark(form, true);
    setTimeout(() => mark(form, false), patience);
  });
  // Going back shows the page as it was left, submitted: it must be usable again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) mark(form, false);
  });
}

// The buttons stay enabled for the browser: a disabled one would neither send its own name and value nor keep the focus.
function mark(form, sent) {
  if (sent) form.dataset.sent = "1";
  else delete form.dataset.sent;
  for (const button of form.querySelectorAll("[type=submit]")) {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
