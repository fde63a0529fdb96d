// Small services of the page as a whole.

// A form that came back with errors says so first: the summary takes the focus.
export function focusErrors() {
  document.querySelector(".error-summary")?.focus();
}

// On a phone the tabs scroll sideways; the one we are on must be in sight without touching them. The list alone is scrolled, since
// scrollIntoView would also move the page.
export function revealCurrentTab() {
  for (const list of document.querySelectorAll(".tabs__list, .tabs-nav__list")) {
    const current = list.querySelector("[aria-current]");
    if (current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  }
}

// A table in a text that is too wide for it scrolls by itself: the keyboard must reach it, since it may hold nothing to focus.
export function reachWideTables() {
  for (const table of document.querySelectorAll(".reading table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}

export function closeMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

export function submitOnChange() {
  for (const control of document.querySelectorAll("form[method=get] [data-auto-submit]")) {
    control.addEventListener("change", () => control.form.requestSubmit());
  }
}

export function copyText() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy], [data-copy-text]")) {
    const says = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.dataset.copyText ?? document.querySelector(button.dataset.copy).textContent.trim();
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied. Select the text and copy it.";
      }
      setTimeout(() => { button.textContent = says; }, 4000);
    });
  }
}

export function printPages() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
