"use strict";
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
