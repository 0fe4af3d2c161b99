// Passkeys: ask the browser for a credential and send it with the form. data-passkey on a form says what it is for:
// "create" (a new one), "get" (a second step or a confirmation), "sign-in" (no name given; options are fetched).
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
});

function prepare(form) {
  const button = form.querySelector("[data-passkey-button]");
  if (!window.PublicKeyCredential) {
    show(form, form.dataset.unsupported);
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await credential(form));
      form.submit();
    } catch {
      show(form, form.dataset.failed);
      button.disabled = false;
    }
  });
}

async function credential(form) {
  if (form.dataset.passkey === "create") {
    const options = JSON.parse(form.dataset.options);
    const alone = form.elements.passwordless.checked;
    const wish = options.publicKey.authenticatorSelection;
    wish.residentKey = alone ? "required" : "discouraged";
    wish.requireResidentKey = alone;
    if (alone) wish.userVerification = "required";
    return window.webauthnJSON.create(options);
  }
  if (form.dataset.passkey === "get") return window.webauthnJSON.get(JSON.parse(form.dataset.options));
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return window.webauthnJSON.get((await response.json()).request_options);
}

function show(form, text) {
  const place = form.querySelector("[data-passkey-message]");
  place.textContent = text;
  place.hidden = false;
}
