// Passkeys: the server asks, the device answers, the form carries the answer. Without this script, or where the browser knows no passkeys,
// the form says what else works.
const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON && !/^[\d.]+$|^\[/.test(location.hostname);

export function usePasskeys() {
  if (!known) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.querySelector("[data-passkey-without]").hidden = true;
    form.querySelector("[data-passkey-with]").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const says = form.querySelector("[role=status]");
      says.textContent = "Your device asks you now.";
      try {
        form.elements.answer.value = JSON.stringify(await answer(form.dataset.passkey, form.dataset.question));
      } catch (problem) {
        says.textContent = problem instanceof Refused ? problem.message
          : problem.name === "InvalidStateError" ? "This device has a passkey for this account already."
          : "Nothing was sent: the device was not asked, or said no. Try again, or take another way.";
        return;
      }
      form.submit();
    });
  }
}

class Refused extends Error {}

async function answer(does, question) {
  const asked = await fetch(question, { method: "POST" });
  if (!asked.ok) throw new Refused(asked.status < 500 ? "This page is too old. Load it again." : "Concord could not be reached. Try again in a moment.");
  const options = await asked.json();
  const credential = does === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return credential.toJSON();
}
