// A page on which the portal is still at work looks again by itself until it is done. Without a script there is a link.
const pause = 1500;

export function lookAgain() {
  const at = document.querySelector("[data-again]");
  if (!at) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-again]");
      if (!next) return location.reload();
      at.querySelector("label").textContent = next.querySelector("label").textContent;
      at.querySelector("progress").value = next.querySelector("progress").value;
    } catch {
      // The connection is away; it is asked again.
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}
