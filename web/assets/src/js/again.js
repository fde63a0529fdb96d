// A page on which the portal is still at work looks again by itself until it is done, and then shows what came of it. Without a script
// there is a link.
import { revealCurrentTab } from "./page.js";
import { noteExpiry } from "./session.js";
import { trusted } from "./trusted.js";

const pause = 1500;
const longest = 30_000;

export function lookAgain() {
  const at = document.querySelector("[data-again]");
  if (!at) return;
  const says = document.createElement("p");
  says.className = "fine";
  says.setAttribute("role", "status");
  document.querySelector("main").after(says); // it outlives what it tells of
  let wait = pause;

  async function look() {
    let answer;
    try {
      answer = await fetch(location.href, { redirect: "error" });
    } catch {
      says.textContent = "No connection. The work goes on without this page, which looks again by itself.";
      wait = Math.min(wait * 2, longest);
      return setTimeout(look, wait);
    }
    if (!answer.ok) {
      says.textContent = answer.status < 500 ? "This page is not shown to you any more. Open it anew to see why." : "The portal has trouble. This page looks again by itself.";
      wait = Math.min(wait * 2, longest);
      return answer.status < 500 || setTimeout(look, wait);
    }
    noteExpiry(answer);
    wait = pause;
    says.textContent = "";
    const page = new DOMParser().parseFromString(trusted.createHTML(await answer.text()), "text/html");
    const next = page.querySelector("[data-again]");
    if (!next) return show(page);
    for (const part of ["label", "progress"]) {
      const [to, from] = [at.querySelector(part), next.querySelector(part)];
      if (!to || !from) continue;
      if (part === "label") to.textContent = from.textContent;
      else to.value = from.value;
    }
    setTimeout(look, wait);
  }

  function show(page) {
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    revealCurrentTab();
    says.className = "visually-hidden";
    says.textContent = "Done. " + (document.querySelector("main .title-row__fact")?.textContent ?? "");
  }

  setTimeout(look, wait);
}
