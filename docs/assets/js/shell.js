// The page's frame: colour scheme, contents of a page. Without this script all of it stays readable.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  // -- colour scheme: the device's own, unless the reader has chosen the other one. Only that choice is kept, on the device.
  const KEY = "handbook-scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const ofDevice = () => (dark.matches ? "slate" : "default");
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be forbidden
    }
  };
  const keep = (scheme) => {
    try {
      if (scheme === ofDevice()) {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, scheme);
      }
    } catch {
      /* then the choice holds for this page only */
    }
  };
  const show = (scheme) => {
    root.dataset.mdColorScheme = scheme;
    for (const button of document.querySelectorAll("[data-hb-scheme]")) {
      button.setAttribute("aria-pressed", String(scheme === "slate"));
    }
  };
  show(chosen() ?? ofDevice());
  dark.addEventListener("change", () => show(chosen() ?? ofDevice()));

  const ready = () => {
    show(root.dataset.mdColorScheme);
    for (const button of document.querySelectorAll("[data-hb-scheme]")) {
      button.addEventListener("click", () => {
        const other = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
        keep(other);
        show(other);
      });
    }
    contents();
  };

  // -- contents of a page: open where they have a column of their own
  const contents = () => {
    const details = document.querySelector(".hb-toc > details");
    if (!details) {
      return;
    }
    const wide = matchMedia("(min-width: 60em)");
    const column = () => {
      details.open = wide.matches && getComputedStyle(details.parentElement).position === "sticky";
    };
    column();
    wide.addEventListener("change", column);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", ready);
  } else {
    ready();
  }
})();
