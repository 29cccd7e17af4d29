"use strict";
// A file from the screen is saved where it is asked for: a new window would be stopped as a pop-up, and lead nowhere.
const opened = window.open.bind(window);
window.open = (url, ...given) => {
  const wanted = new URL(url, window.location.href);
  if (wanted.origin !== window.location.origin || !wanted.pathname.startsWith("/download/")) {
    return opened(url, ...given);
  }
  const link = document.createElement("a");
  link.href = wanted.href;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
  return null;
};
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-again]")) {
    button.addEventListener("click", () => window.location.reload());
  }
  // Who opens the screen can type at once, without a click into it; when it closes, the next key is for the buttons.
  new MutationObserver(() => {
    const closed = document.body.classList.contains("-closed");
    const wanted = document.querySelector(closed ? "[data-again]" : ".xterm-helper-textarea");
    if (wanted) { wanted.focus(); }
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
