// How much room is left, said from 80 % of the limit on. Limits of long texts are bytes, as the server counts them.
export function countCharacters() {
  for (const control of document.querySelectorAll("[data-count]")) {
    const limit = Number(control.dataset.count);
    const bytes = "countBytes" in control.dataset;
    const line = document.createElement("p");
    line.className = "count";
    line.id = `${control.id}-count`;
    line.setAttribute("aria-live", "polite");
    const panes = control.closest(".editor__panes") ?? control;
    panes.after(line);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());

    const show = () => {
      const used = bytes ? new TextEncoder().encode(control.value).length : [...control.value].length;
      line.textContent = used < limit * 0.8 ? "" : sentence(limit - used, bytes);
      line.classList.toggle("count--over", used > limit);
    };
    let pause;
    control.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(show, 300);
    });
    show();
  }
}

function sentence(left, bytes) {
  const amount = Math.abs(left);
  const unit = bytes ? "kB" : amount === 1 ? "character" : "characters";
  const number = bytes ? (amount / 1024).toFixed(1) : amount.toLocaleString("en-US");
  return left < 0 ? `${number} ${unit} too many` : `${number} ${unit} left`;
}
