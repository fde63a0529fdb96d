// Five tools for Markdown and a preview that the server renders, so that what is shown is what will be posted.
import { noteExpiry } from "./session.js";
import { trusted } from "./trusted.js";

const tools = [
  { name: "Bold", icon: "bold", key: "b", before: "**", after: "**", sample: "bold text" },
  { name: "Italic", icon: "italic", key: "i", before: "_", after: "_", sample: "emphasized text" },
  { name: "List", icon: "list", line: "- ", sample: "first point" },
  { name: "Link", icon: "link", key: "k", before: "[", after: "](https://)", sample: "words of the link" },
  { name: "Quote", icon: "quote", line: "> ", sample: "quoted words" },
];

// The page's own sprite tells the sprite's hashed address; a page without an icon gets buttons with words alone.
const sprite = document.querySelector(".icon use")?.getAttribute("href")?.split("#")[0];

export function addToolbars() {
  for (const text of document.querySelectorAll("textarea[data-markdown]")) {
    const bar = document.createElement("div");
    bar.className = "editor__bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Formatting");
    for (const tool of tools) bar.append(button(tool, text));
    (text.closest(".editor__panes") ?? text).before(bar);
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event, text.form);
      const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && tools.find(({ key }) => key === event.key.toLowerCase());
      if (!tool) return;
      event.preventDefault();
      apply(tool, text);
    });
  }
}

// Ctrl+Enter, or Cmd+Enter, presses the form's main button.
function send(event, form) {
  const main = form?.querySelector(".form__actions [type=submit]:not([formnovalidate])");
  if (!main) return;
  event.preventDefault();
  form.requestSubmit(main);
}

function button(tool, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "editor__tool";
  if (sprite) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${sprite}#${tool.icon}`);
    svg.append(use);
    made.append(svg);
  }
  made.append(tool.name);
  made.addEventListener("click", () => apply(tool, text));
  return made;
}

function apply(tool, text) {
  text.focus();
  if (tool.line) return applyToLines(tool, text);
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd) || tool.sample;
  const start = text.selectionStart;
  insert(text, tool.before + chosen + tool.after);
  text.setSelectionRange(start + tool.before.length, start + tool.before.length + chosen.length);
}

function applyToLines(tool, text) {
  const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const lines = text.value.slice(start, text.selectionEnd) || tool.sample;
  // Markdown wants an empty line between a paragraph and what begins here.
  const gap = start > 0 && text.value.slice(start - 2, start) !== "\n\n" ? "\n" : "";
  text.setSelectionRange(start, text.selectionEnd);
  insert(text, gap + lines.split("\n").map((line) => tool.line + line).join("\n"));
}

// insertText keeps the browser's undo history, which assigning the value would erase.
function insert(text, replacement) {
  if (document.execCommand("insertText", false, replacement)) return;
  text.setRangeText(replacement, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

export function showPreviews() {
  for (const text of document.querySelectorAll("textarea[data-preview-url]")) preview(text);
}

function preview(text) {
  const into = document.getElementById(text.dataset.previewInto);
  let timer;
  let request;

  async function refresh() {
    request?.abort();
    if (!text.value.trim()) {
      into.replaceChildren();
      return;
    }
    request = new AbortController();
    try {
      const response = await fetch(text.dataset.previewUrl, {
        method: "POST",
        body: new URLSearchParams({ body: text.value }),
        redirect: "error",
        signal: request.signal,
      });
      noteExpiry(response);
      if (response.ok) into.innerHTML = trusted.createHTML(await response.text());
    } catch (error) {
      // An older request gave way to a newer one, or the line is down: the last preview stays, the text is untouched, and the
      // draft's own message says when nothing is saved.
      if (error.name !== "AbortError") console.info("preview:", error.message);
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 400);
  });
  if (text.value.trim()) refresh();
}
