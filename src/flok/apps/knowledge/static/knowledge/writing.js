// Writing a case: nothing that is written is lost. The pages work without it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".knowledge-look").forEach((button) => { button.hidden = false; });
  const form = document.getElementById("skriv");
  if (!form) return;
  const shown = (id, yes) => { document.getElementById(id).hidden = !yes; };
  const kept = `flok-sag-${form.dataset.key}`;
  const texts = () => Object.fromEntries([...form.elements]
    .filter((one) => one.name && ["TEXTAREA", "INPUT"].includes(one.tagName) && ["textarea", "text"].includes(one.type))
    .map((one) => [one.name, one.value]));

  // What is not saved is kept in this tab until it is: also over a sign-in.
  const before = JSON.parse(sessionStorage.getItem(kept) || "null");
  const differs = before && Object.entries(before).some(([name, text]) => form.elements[name] && form.elements[name].value !== text);
  shown("genfind", Boolean(differs));
  document.getElementById("genindsaet").addEventListener("click", () => {
    Object.entries(before).forEach(([name, text]) => { if (form.elements[name]) form.elements[name].value = text; });
    shown("genfind", false);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", () => sessionStorage.setItem(kept, JSON.stringify(texts())));

  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "gemt") return;
    const { xhr } = event.detail;
    const isSaved = xhr.status === 200 && xhr.responseText.includes('id="id_version"');
    event.detail.shouldSwap = isSaved;  // the sign-in page, say, is not an answer
    shown("andres", xhr.status === 409);
    shown("ikke-gemt", !isSaved && ![204, 409].includes(xhr.status));
    if (isSaved) sessionStorage.removeItem(kept);
  });
  form.addEventListener("htmx:sendError", () => shown("ikke-gemt", true));

  // After a sign-in in another tab the form needs that sign-in's token before it is sent.
  form.addEventListener("submit", async (event) => {
    if (document.getElementById("ikke-gemt").hidden) { sessionStorage.removeItem(kept); return; }
    const then = event.submitter ? event.submitter.value : "";
    event.preventDefault();
    try {
      const page = new DOMParser().parseFromString(await (await fetch(form.dataset.page)).text(), "text/html");
      const token = page.querySelector("#skriv input[name=csrfmiddlewaretoken]");
      if (!token) return;  // still signed out: the text stays
      form.elements.csrfmiddlewaretoken.value = token.value;
      const choice = Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: then });
      form.append(choice);
      sessionStorage.removeItem(kept);
      HTMLFormElement.prototype.submit.call(form);
    } catch { shown("ikke-gemt", true); }
  });
});
