// Labels: texts can be copied, and answers are saved as they are given. The pages work without it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".labels-copy").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const before = button.innerHTML;
    button.addEventListener("click", async () => {
      const from = document.getElementById(button.dataset.copy);
      const sentences = [...from.querySelectorAll(".labels-sentence")].map((one) => one.innerText.trim());
      const text = sentences.length ? sentences.join("\n") : from.textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.innerHTML = before; }, 2500);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(from);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      }
    });
  });

  const form = document.getElementById("svar");
  if (!form) return;
  const shown = (id, yes) => { document.getElementById(id).hidden = !yes; };
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "gemt") return;
    const { xhr } = event.detail;
    const isSaved = xhr.status === 200 && xhr.responseText.includes('id="id_version"');
    event.detail.shouldSwap = isSaved;  // the sign-in page, say, is not an answer
    shown("andres", xhr.status === 409);
    shown("ikke-gemt", !isSaved && xhr.status !== 409);
  });
  form.addEventListener("htmx:sendError", () => shown("ikke-gemt", true));
});
