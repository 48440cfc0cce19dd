// The page's frame: colour scheme, search, contents of a page. Without this script all of it stays readable; only search is missing.
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
    search();
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

  // -- search: Material's script, its worker and the index are fetched when a reader opens search, not before
  const MOVES = ["ArrowUp", "ArrowDown"]; // keys by which Material's script moves through the results
  const search = () => {
    const dialog = document.querySelector(".hb-search");
    const waiting = document.getElementById("hb-search-scripts");
    const toggle = document.getElementById("__search");
    if (!(dialog?.showModal && waiting)) {
      return;
    }
    const query = dialog.querySelector("[data-md-component=search-query]");

    const load = () => {
      // what Material's script expects of the page: it would keep some of its state on the device, here it keeps none
      window.__md_get = () => null;
      window.__md_set = () => undefined;
      window.__md_hash = () => 0;
      for (const { src } of waiting.content.querySelectorAll("script[src]")) {
        const script = document.createElement("script");
        script.src = src;
        // what was typed meanwhile
        script.addEventListener("load", () => query.dispatchEvent(new KeyboardEvent("keyup")));
        document.body.append(script);
      }
      waiting.remove();
    };
    const open = () => {
      if (waiting.isConnected) {
        load();
      }
      document.getElementById("menu")?.hidePopover?.();
      dialog.showModal();
      query.focus();
      query.select();
    };
    for (const button of document.querySelectorAll("[data-hb-search]")) {
      button.addEventListener("click", open);
    }
    dialog.querySelector("[data-hb-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) {
        dialog.close(); // beside the box
      }
    });
    dialog.addEventListener("close", () => {
      if (toggle.checked) {
        toggle.click();
      }
    });
    toggle.addEventListener("change", () => {
      if (!toggle.checked && dialog.open) {
        dialog.close();
      }
    });
    // Material's script moves through the results by the arrow keys and opens one by Enter. All other keys keep their usual
    // meaning: Tab goes on to the results, and outside search no single letter does anything (WCAG 2.1.4).
    document.addEventListener("keydown", (event) => {
      const inQuery = event.target === query;
      const theirs = dialog.open && (MOVES.includes(event.key) || (event.key === "Enter" && inQuery));
      if (!theirs) {
        event.stopPropagation();
      }
    });
    // results can be reached by Tab too, and their titles are no headings of the page
    const list = dialog.querySelector(".md-search-result__list");
    new MutationObserver(() => {
      for (const reachable of list.querySelectorAll("[tabindex]")) {
        reachable.removeAttribute("tabindex");
      }
      for (const title of list.querySelectorAll("h1:not([role]), h2:not([role])")) {
        title.setAttribute("role", "none");
      }
    }).observe(list, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", ready);
  } else {
    ready();
  }
})();
