// A label is the widest kind of circle that an item may be addressed to: choosing one leaves only the audiences it allows. What is
// left out is disabled, not unchecked, so that a label chosen by mistake costs nothing; what was chosen stays in sight. Where only named
// people are left, naming them is opened. The server refuses what does not fit anyway.
export function limitAudiences() {
  for (const audience of document.querySelectorAll("[data-audience]")) {
    const form = audience.closest("form");
    const note = audience.querySelector("[data-audience-note]");
    const limit = () => {
      const label = form.querySelector("[data-widest]:checked");
      let dropped = 0;
      for (const option of audience.querySelectorAll("[data-width]")) {
        const fits = !label || Number(option.dataset.width) <= Number(label.dataset.widest);
        const boxes = option.querySelectorAll("input");
        option.hidden = !fits && ![...boxes].some((box) => box.checked);
        for (const box of boxes) {
          if (!fits && box.checked) dropped += 1;
          box.disabled = !fits;
        }
      }
      const people = audience.querySelector("[data-people]");
      if (people && label?.dataset.widest === people.dataset.people) people.open = true;
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
