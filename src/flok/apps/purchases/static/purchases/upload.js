// Sends files a piece at a time, and carries on where an earlier try ended. Without this script the form does it.
(() => {
  const form = document.getElementById("upload");
  if (!form || !window.fetch) return;
  const input = form.querySelector("input[type=file]");
  const list = document.getElementById("sending");
  const zone = document.getElementById("zone");
  const words = form.dataset;
  const chunk = Number(words.chunk);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = [];
  let busy = false;

  const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join("");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  async function hashOf(file) {
    if (!window.crypto || !crypto.subtle) return "";
    const parts = [];
    for (let at = 0; at < file.size; at += chunk) {
      parts.push(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.slice(at, at + chunk).arrayBuffer())));
    }
    const all = new Uint8Array(parts.length * 32);
    parts.forEach((part, place) => all.set(part, place * 32));
    return hex(await crypto.subtle.digest("SHA-256", all));
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = words.waiting;
    item.append(name, " ", bar, " ", said);
    list.append(item);
    list.hidden = false;
    return { bar, said };
  }

  async function post(address, body, headers = {}) {
    for (let tries = 0; ; tries++) {
      try {
        return await fetch(address, { method: "POST", body, credentials: "same-origin",
          headers: { "X-CSRFToken": token, ...headers } });
      } catch (error) {
        if (tries >= 5) throw error;
        await pause(1000 * 2 ** tries);
      }
    }
  }

  async function answer(response) {
    const type = response.headers.get("Content-Type") || "";
    return type.includes("json") ? response.json() : { message: words.refused };
  }

  async function send(file, kind, { bar, said }) {
    const about = new URLSearchParams({ name: file.name, size: file.size, mark: String(file.lastModified), kind });
    let response = await post(words.begin, about);
    let got = await answer(response);
    if (!response.ok) { said.textContent = got.message; return; }
    const { address, finish } = got;
    let offset = got.offset;
    for (;;) {
      while (offset < file.size) {
        bar.value = offset;
        said.textContent = words.sending;
        response = await post(`${address}?fra=${offset}`, file.slice(offset, offset + chunk),
          { "Content-Type": "application/octet-stream" });
        got = await answer(response);
        if (!response.ok && response.status !== 409) { said.textContent = got.message; return; }
        offset = got.offset;
      }
      bar.value = bar.max;
      said.textContent = words.checking;
      response = await post(finish, new URLSearchParams({ hash: await hashOf(file) }));
      got = await answer(response);
      if (response.status === 409 && got.offset < file.size) { offset = got.offset; continue; }
      break;
    }
    said.textContent = "";
    if (!response.ok) { said.textContent = got.message; return; }
    const link = document.createElement("a");
    link.href = got.page;
    link.textContent = got.message;
    said.append(link);
  }

  async function work() {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const [file, kind, shown] = waiting.shift();
      try {
        await send(file, kind, shown);
      } catch (error) {
        shown.said.textContent = words.broken;
      }
    }
    busy = false;
    document.getElementById("sent").hidden = false;
  }

  function take(files) {
    const kind = form.querySelector("[name=kind]").value;
    for (const file of files) waiting.push([file, kind, row(file)]);
    work();
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    take([...input.files]);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("flok-zone-over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.remove("flok-zone-over"); });
  }
  zone.addEventListener("drop", (event) => take([...event.dataTransfer.files]));
  zone.classList.add("flok-zone");
  document.getElementById("drop-hint").hidden = false;
  window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
})();
