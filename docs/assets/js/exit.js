// The quick exit: leaves a page at once, by its link or by pressing Shift three times. Without this script the link is a plain one.
// Shift, as no browser, dialog or screen reader does anything when it is pressed alone; Escape closes dialogs and menus.
(() => {
  "use strict";
  const link = document.querySelector("[data-hb-exit]");
  if (!link) {
    return;
  }
  const status = document.querySelector("[data-hb-exit-status]");
  const PRESSES = 3;
  const WITHIN = 5000; // milliseconds from the first press to the last

  const leave = () => {
    document.documentElement.hidden = true; // at once, however long the other site takes
    document.title = link.dataset.hbExit;
    const referrer = document.createElement("meta");
    referrer.name = "referrer";
    referrer.content = "no-referrer"; // as rel=noreferrer does for the link
    document.head.append(referrer);
    location.replace(link.href); // the page's place among those that one goes back to becomes that of the other site
  };

  link.addEventListener("click", (event) => {
    if (event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // a new tab or window: the reader's own choice
    }
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let alone = false; // whether Shift is down, and nothing has been pressed with it
  let timer = 0;
  const forget = () => {
    clearTimeout(timer);
    presses = 0;
    alone = false;
    status.textContent = "";
  };
  addEventListener("pointerdown", forget, true);
  addEventListener("blur", forget);
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) {
        forget();
      } else if (!event.repeat) {
        alone = true;
      }
    },
    true,
  );
  addEventListener(
    "keyup",
    (event) => {
      if (event.key !== "Shift" || !alone) {
        return;
      }
      alone = false;
      presses += 1;
      if (presses === 1) {
        timer = setTimeout(forget, WITHIN);
      }
      status.textContent = presses === PRESSES - 1 ? link.dataset.left : "";
      if (presses === PRESSES) {
        leave();
      }
    },
    true,
  );
})();
