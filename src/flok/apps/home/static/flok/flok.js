// What makes small moves pleasant. Every page works without it.
document.addEventListener("DOMContentLoaded", () => {
  DKFDS.init();
});
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
