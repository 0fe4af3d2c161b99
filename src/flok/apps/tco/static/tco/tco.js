// A study while it is changed: what is folded out stays so, and the answer is said aloud. The page works without it.
document.addEventListener("DOMContentLoaded", () => {
  const results = document.getElementById("resultater");
  const form = document.getElementById("studie");
  if (!results || !form) return;
  const notes = document.getElementById("beskeder");
  const said = document.getElementById("svar-sagt");
  let open = [];

  const ask = () => form.querySelectorAll("[data-for]").forEach((field) => {  // what the choice above does not ask for
    const chosen = form.elements[field.name.replace(/[^.-]*$/, "") + field.dataset.for];
    const group = field.closest(".form-group");
    const wanted = field.dataset.values.split(" ").includes(chosen.value.split(":")[0]);
    group.hidden = !group.classList.contains("form-error") && (!wanted || chosen.closest(".form-group").hidden);
  });
  form.addEventListener("change", ask);
  ask();

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (requestConfig.elt !== form) return;
    const isOurs = xhr.responseText.includes("tco-box") || xhr.responseText.includes("tco-problems");
    event.detail.shouldSwap = isOurs;  // the sign-in page, say, is not an answer
    if (xhr.status === 422 && isOurs) {  // the answer before it stays, and above it what is wrong
      event.detail.isError = false;
      event.detail.target = notes;
      results.classList.add("tco-before");
      return;
    }
    if (isOurs) {
      notes.replaceChildren();
      results.classList.remove("tco-before");
      open = [...results.querySelectorAll("details[open]")].map((one) => one.id);
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== results) return;
    open.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
    const answer = results.querySelector(".tco-said");
    const sure = results.querySelector(".tco-sure");
    const text = [answer, sure].filter(Boolean).map((one) => one.textContent).join(" ");
    if (said.textContent !== text) said.textContent = text;
  });
});
