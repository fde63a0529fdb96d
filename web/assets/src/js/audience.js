// A label is the widest kind of circle that an item may be addressed to: choosing one leaves only the audiences it allows. What is
// left out is disabled, not unchecked, so that a label chosen by mistake costs nothing. The server refuses what does not fit anyway.
export function limitAudiences() {
  for (const audience of document.querySelectorAll("[data-audience]")) {
    const form = audience.closest("form");
    const note = audience.querySelector("[data-audience-note]");
    const limit = () => {
      const label = form.querySelector("[data-widest]:checked");
      let dropped = 0;
      for (const option of audience.querySelectorAll("[data-width]")) {
        const fits = !label || Number(option.dataset.width) <= Number(label.dataset.widest);
        option.hidden = !fits;
        for (const box of option.querySelectorAll("input")) {
          if (!fits && box.checked) dropped += 1;
          box.disabled = !fits;
        }
      }
      if (note) note.textContent = dropped ? sentence(dropped) : "";
    };
    for (const label of form.querySelectorAll("[data-widest]")) label.addEventListener("change", limit);
    limit();
  }
}

function sentence(dropped) {
  return dropped === 1
    ? "One audience that you had chosen is wider than this label allows. It is left out."
    : `${dropped} audiences that you had chosen are wider than this label allows. They are left out.`;
}
