// The search dialog: what is typed, the state of the search, the results. The engine and the index are loaded when search is opened first;
// what is typed meanwhile, and Enter, are kept until results for exactly these words are there. A search has an address: #q=words.
(() => {
  "use strict";
  const MARK = "#q=";
  const FIRST = 10; // results that are shown at once
  const FILE = location.protocol === "file:"; // there a browser loads nothing

  const start = () => {
    const dialog = document.querySelector("dialog.hb-search");
    if (!dialog?.showModal) {
      return;
    }
    const field = dialog.querySelector("input[name=query]");
    const status = dialog.querySelector("[data-hb-status]");
    const list = dialog.querySelector("[data-hb-results]");
    const more = dialog.querySelector("[data-hb-more]");
    const missing = dialog.querySelector("[data-hb-missing]");
    const failure = dialog.querySelector("[data-hb-failed]");
    const words = dialog.dataset;
    const kinds = words.kinds.split("|");

    let engine = null;
    let loading = null;
    let failed = false;
    let complete = false; // whether words of other languages are known too
    let answer = null; // { typed, results }
    let entered = null; // what was typed when Enter was pressed

    // ---- loading
    const own = (address) => {
      if (new URL(address, location.href).origin !== location.origin) {
        throw new TypeError(address);
      }
      return address;
    };
    const policy = globalThis.trustedTypes?.createPolicy("handbook-search", { createScriptURL: own });
    const script = (address) =>
      new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = policy?.createScriptURL(address) ?? own(address);
        element.addEventListener("load", resolve);
        element.addEventListener("error", () => {
          element.remove();
          reject(new Error(address));
        });
        document.head.append(element);
      });
    const json = async (address) => {
      const reply = await fetch(address);
      if (!reply.ok) {
        throw new Error(`${reply.status} ${address}`);
      }
      return reply.json();
    };
    const load = async () => {
      const later = json(words.more).catch(() => null);
      const [index] = await Promise.all([json(words.index), globalThis.handbookSearch ? null : script(words.engine)]);
      const found = globalThis.handbookSearch.load(index);
      later.then((part) => {
        complete = true;
        if (part) {
          found.extend(part);
        }
        if (!list.contains(document.activeElement)) {
          show();
        }
      });
      return found;
    };
    const begin = () => {
      if (engine || loading || FILE) {
        return;
      }
      failed = false;
      loading = load()
        .then((found) => {
          engine = found;
        })
        .catch(() => {
          failed = true;
        })
        .finally(() => {
          loading = null;
          show();
        });
    };

    // ---- what is shown
    const say = (text) => {
      if (status.textContent !== text) {
        status.textContent = text;
      }
    };
    const show = () => {
      const typed = field.value;
      if (entered !== null && entered !== typed) {
        entered = null;
      }
      answer = null;
      list.replaceChildren();
      more.hidden = true;
      missing.hidden = true;
      failure.hidden = true;
      if (FILE) {
        say(words.file);
      } else if (failed) {
        say(words.failed);
        failure.hidden = false;
      } else if (!typed.trim()) {
        say(words.empty);
      } else if (engine) {
        answered(typed, engine.query(typed));
      } else {
        say(words.waiting);
      }
    };
    const answered = (typed, found) => {
      if (!(found.count || complete)) {
        say(words.waiting);
        return;
      }
      answer = { typed, results: found.results };
      say(found.count === 1 ? words.one : found.count ? words.other.replace("#", found.count) : words.none);
      const unknown = found.words.filter(({ known, guessed }) => !(known || guessed)).map(({ typed: word }) => word);
      if (found.count && unknown.length) {
        missing.textContent = `${words.missing}: ${unknown.join(", ")}`;
        missing.hidden = false;
      }
      add(FIRST);
      if (entered === typed && found.count) {
        choose(list.querySelector("a"));
      }
    };
    const add = (count) => {
      const from = list.children.length;
      list.append(...answer.results.slice(from, from + count).map(item));
      more.hidden = list.children.length >= answer.results.length;
      return list.children[from];
    };
    const item = (result) => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      link.href = words.root + result.url;
      link.textContent = result.title;
      const where = document.createElement("p");
      where.className = "hb-result__w";
      where.textContent = [kinds[result.kind], ...(kinds[result.kind] ? result.above.slice(0, 1) : result.above)]
        .filter(Boolean)
        .join(" · ");
      entry.append(link, where);
      if (result.place) {
        const place = document.createElement("p");
        place.className = "hb-result__p";
        place.textContent = result.place;
        entry.append(place);
      }
      const excerpt = document.createElement("p");
      excerpt.className = "hb-result__e";
      let at = 0;
      for (const [from, to] of result.marked) {
        const mark = document.createElement("mark");
        mark.textContent = result.excerpt.slice(from, to);
        excerpt.append(result.excerpt.slice(at, from), mark);
        at = to;
      }
      excerpt.append(result.excerpt.slice(at));
      entry.append(excerpt);
      return entry;
    };

    // ---- the address of a search
    const asked = () => {
      if (!location.hash.startsWith(MARK)) {
        return null;
      }
      try {
        return decodeURIComponent(location.hash.slice(MARK.length).replaceAll("+", " "));
      } catch {
        return location.hash.slice(MARK.length);
      }
    };
    const address = (typed) => `${location.pathname}${location.search}${typed ? MARK + encodeURIComponent(typed) : ""}`;
    const keep = () => history.replaceState(history.state, "", address(answer.typed));
    const choose = (link) => {
      entered = null;
      keep();
      location.assign(link.href);
    };
    const follow = () => {
      const typed = asked();
      if (typed !== null) {
        field.value = typed;
        open();
      } else if (dialog.open) {
        dialog.close();
      }
    };
    const other = new URLSearchParams(location.search);
    if (other.has("q")) {
      const typed = other.get("q");
      other.delete("q");
      const rest = other.toString();
      history.replaceState(history.state, "", `${location.pathname}${rest && `?${rest}`}${MARK}${encodeURIComponent(typed)}`);
    }

    // ---- what a reader does
    const open = () => {
      document.getElementById("menu")?.hidePopover?.();
      begin();
      show();
      if (!dialog.open) {
        dialog.showModal();
      }
      field.focus();
      field.select();
    };
    for (const button of document.querySelectorAll("[data-hb-search]")) {
      button.addEventListener("click", open);
    }
    field.addEventListener("input", show);
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      entered = field.value;
      if (answer?.typed === entered && answer.results.length) {
        choose(list.querySelector("a"));
      }
    });
    dialog.querySelector("[data-hb-clear]").addEventListener("click", () => {
      field.value = "";
      show();
      field.focus();
    });
    dialog.querySelector("[data-hb-again]").addEventListener("click", () => {
      begin();
      show();
      field.focus();
    });
    more.addEventListener("click", () => add(FIRST).querySelector("a").focus());
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) {
        keep();
      }
    });
    dialog.querySelector("[data-hb-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) {
        dialog.close(); // beside the box
      }
    });
    dialog.addEventListener("close", () => {
      entered = null;
      if (asked() !== null) {
        history.replaceState(history.state, "", address(""));
      }
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (step && at >= 0 && stops[at + step]) {
        event.preventDefault();
        stops[at + step].focus();
      }
    });
    addEventListener("hashchange", follow);
    if (asked() !== null) {
      follow();
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
