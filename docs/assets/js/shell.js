// The page's frame: colour scheme, contents of a page, menu, language switch, copied text. Without this script all of it stays readable.
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
    menu();
    languages();
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

  // -- menu: a popover, so that it opens and Escape closes it without a script. Not every browser focuses a button that is clicked, nor
  // leads from there into the popover; and none closes it when the focus leaves it, though it covers where the focus goes.
  const menu = () => {
    const popover = document.getElementById("menu");
    const opener = document.querySelector(".hb-burger");
    if (!popover?.showPopover) {
      return;
    }
    popover.addEventListener("toggle", (event) => {
      if (event.newState === "open") {
        popover.querySelector(".hb-close").focus();
      } else if (document.activeElement === document.body || popover.contains(document.activeElement)) {
        opener.focus({ preventScroll: true });
      }
    });
    document.addEventListener("focusin", (event) => {
      if (popover.matches(":popover-open") && !popover.contains(event.target)) {
        popover.hidePopover();
      }
    });
    const asked = () => location.hash === "#menu" && !popover.matches(":popover-open") && popover.showPopover();
    addEventListener("hashchange", asked);
    asked();
  };

  // -- language switch: to the same place of the page, and to the same choice of its filter, whose values are the same in every language
  const languages = () => {
    for (const link of document.querySelectorAll("a[data-hb-same]")) {
      const page = link.getAttribute("href");
      const lead = () => {
        link.href = page + location.search + location.hash;
      };
      // whatever comes before the link is followed, copied or opened elsewhere
      for (const event of ["pointerover", "pointerdown", "focus", "contextmenu", "click", "auxclick", "dragstart"]) {
        link.addEventListener(event, lead);
      }
      addEventListener("hashchange", lead);
      lead();
    }
  };

  // -- copied text: as it is written, without the soft hyphens that let a browser break long words
  const SOFT = "\u00ad";
  const WITHIN = "table, thead, tbody, tfoot, tr, ul, ol, dl, dl > div"; // what a part of makes no sense without
  const copied = (event) => {
    const field = event.target.closest?.("input, textarea");
    const selection = getSelection();
    const text = field ? field.value.slice(field.selectionStart, field.selectionEnd) : selection.toString();
    if (event.defaultPrevented || !event.clipboardData || !text.includes(SOFT)) {
      return;
    }
    event.preventDefault();
    event.clipboardData.setData("text/plain", text.replaceAll(SOFT, ""));
    if (!field) {
      event.clipboardData.setData("text/html", markup(selection));
    }
  };
  const markup = (selection) => {
    const whole = document.createElement("div");
    for (let at = 0; at < selection.rangeCount; at += 1) {
      const range = selection.getRangeAt(at);
      let part = range.cloneContents();
      let around = range.commonAncestorContainer;
      while (around.matches?.(WITHIN)) {
        const outer = around.cloneNode(false);
        outer.append(part);
        part = outer;
        around = around.parentNode;
      }
      whole.append(part);
    }
    for (const drawing of whole.querySelectorAll("svg, script, template, [hidden]")) {
      drawing.remove();
    }
    for (const link of whole.querySelectorAll("a[href]")) {
      link.setAttribute("href", link.href); // where the text is put, it leads to the same page
    }
    return whole.innerHTML.replaceAll(SOFT, "");
  };
  document.addEventListener("copy", copied);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", ready);
  } else {
    ready();
  }
})();
