// The search dialog: opening it, what is typed, Enter, and what the search can say at each moment. It is not deferred, so that it meets the
// first press of a reader; the engine, the index and search-results.js are loaded when search is opened first.
//
// What is shown always belongs to the words in the field. Enter is kept until results for exactly these words are there.
// A search has an address of which no server learns: #q=words. It is written when a result is chosen or a link copied, and read at any time;
// ?q=words of another site becomes #q=words at once. The page's own anchor is kept meanwhile in the state of the history, as `place`.
//
// Where nothing can be fetched (pages opened from files), the index may come by a script: `globalThis.handbookIndex = { index, more }`, each
// what the JSON file holds. What is there when search is opened is used; otherwise the addresses data-index and data-more are fetched.
(() => {
  "use strict";
  const MARK = "#q=";
  const GIVE_UP = 8; // times the patience after which a reader is told that loading is slow
  const FAILED = ["failed", "stale"]; // another try is possible
  const QUIET = 600; // milliseconds without a change before a screen reader is told the state
  const ROOT = document.documentElement;
  if (!globalThis.HTMLDialogElement?.prototype.showModal) {
    return; // as without JavaScript: a sentence below the header leads to the contents
  }
  ROOT.classList.add("hb-has-search");

  // ---- the address of a search
  // What an address says; a percent sign that was typed by hand, or cut off, stays one.
  const decoded = (written) =>
    written.replace(/%[0-7][\da-f]|%[c-f][\da-f](?:%[89ab][\da-f])+/giu, (signs) => {
      try {
        return decodeURIComponent(signs);
      } catch {
        return signs;
      }
    });
  const asked = () => (location.hash.startsWith(MARK) ? decoded(location.hash.slice(MARK.length).replaceAll("+", " ")) : null);
  // signs with which a mail program ends a link are written as numbers too
  const fragment = (typed) =>
    MARK + encodeURIComponent(typed).replace(/[!'()*.~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const write = (typed, search = location.search) => {
    const place = asked() === null ? location.hash : (history.state?.place ?? "");
    const url = new URL(location.href);
    url.search = search;
    url.hash = typed === null ? place : fragment(typed);
    try {
      history.replaceState({ ...history.state, place }, "", url);
    } catch {
      /* a browser that allows no address for pages opened from files */
    }
  };
  globalThis.handbookAddress = { write, fragment }; // for search-results.js
  const sent = new URLSearchParams(location.search);
  if (sent.has("q")) {
    const typed = asked() ?? sent.get("q");
    sent.delete("q");
    write(typed, sent.toString());
  }

  // ---- loading
  const own = (address) => {
    if (new URL(address, location.href).origin !== location.origin) {
      throw new TypeError(address);
    }
    return address;
  };
  const policy = globalThis.trustedTypes?.createPolicy("handbook-search", { createScriptURL: own });
  // After a deploy a page that is open still names the files of the former edition, which are gone.
  const GONE = [404, 410];
  const refusal = (code, address) => Object.assign(new Error(`${code} ${address}`), { isGone: GONE.includes(code) });
  // Return what the server answers of a script that has not come: its element does not tell.
  const status = (address, signal) =>
    fetch(address, { method: "HEAD", signal }).then(
      (reply) => reply.status,
      () => 0,
    );
  // Load a script that makes a global name; one that does not make it is another file in its place.
  const script = (address, name, signal) =>
    new Promise((resolve, reject) => {
      if (globalThis[name]) {
        resolve();
        return;
      }
      const element = document.createElement("script");
      const fail = async () => {
        element.remove();
        reject(refusal(await status(address, signal), address));
      };
      element.addEventListener("load", () => (globalThis[name] ? resolve() : fail()));
      element.addEventListener("error", fail);
      signal.addEventListener("abort", fail);
      element.src = policy?.createScriptURL(address) ?? own(address);
      document.head.append(element);
    });
  const json = async (address, signal) => {
    const reply = await fetch(address, { signal });
    if (!reply.ok) {
      throw refusal(reply.status, address);
    }
    return reply.json();
  };
  // Something to load: idle, loading, slow (still loading; a reader need not wait), failed, stale (the page is of a former edition) or ready.
  const loading = (work, ended) => {
    let current = null;
    const it = { state: "idle" };
    const end = (mine, state) => {
      if (current === mine) {
        it.state = state;
        ended();
      }
    };
    const outcome = async (mine) => {
      const patience = Number(words.patience);
      const timers = [setTimeout(end, patience, mine, "slow"), setTimeout(() => mine.abort(), patience * GIVE_UP)];
      try {
        await work(mine.signal);
        return "ready";
      } catch (error) {
        return error.isGone ? "stale" : "failed";
      } finally {
        timers.forEach(clearTimeout);
      }
    };
    // Begin, unless it goes on already; a reader who asks for another try gets one anyway.
    it.begin = async (isAsked) => {
      if (it.state === "ready" || (!isAsked && ["loading", "slow"].includes(it.state))) {
        return;
      }
      current?.abort();
      const mine = new AbortController();
      current = mine;
      it.state = "loading";
      end(mine, await outcome(mine));
    };
    return it;
  };

  let dialog = null;
  let field = null;
  let words = null; // what the dialog says, and the addresses of what it loads
  let engine = null;
  let results = null; // the list, of search-results.js
  const part = (name, signal) => globalThis.handbookIndex?.[name] ?? json(words[name], signal);
  const first = loading(
    async (signal) => {
      const [index] = await Promise.all([
        part("index", signal),
        script(words.engine, "handbookSearch", signal),
        script(words.results, "handbookResults", signal),
      ]);
      engine = globalThis.handbookSearch.load(index);
      results = globalThis.handbookResults;
      second.begin(); // not before, so that it does not take the line from what a first result needs
    },
    () => show(),
  );
  const second = loading(
    async (signal) => engine.extend(await part("more", signal)),
    () => complete(),
  );
  const isClosed = () => location.protocol === "file:" && !globalThis.handbookIndex; // there a browser fetches nothing
  const begin = (isAsked) => {
    if (isClosed()) {
      return;
    }
    first.begin(isAsked);
    if (first.state === "ready") {
      second.begin(isAsked);
    }
  };

  // ---- what is shown
  let shown = null; // the words that all that is shown belongs to
  let isAnswered = false; // whether results for them are shown
  let entered = null; // the words for which Enter was pressed
  let timer = 0;
  let told = null; // what a screen reader has been told, or is about to be, and of which words
  const at = (name) => dialog.querySelector(`[data-hb-${name}]`);
  const note = (name, text) => {
    at(name).textContent = text;
    at(name).hidden = !text;
  };
  const isStale = () => first.state === "stale" || second.state === "stale";
  const say = (text, isAgain = false, isContents = false) => {
    at("status").textContent = text;
    at("again").hidden = !isAgain || isStale();
    at("reload").hidden = !isStale();
    at("contents").hidden = !isContents;
    if (told === `${shown}|${text}`) {
      return; // the rest of the index has come and changed nothing
    }
    told = `${shown}|${text}`;
    at("said").textContent = "";
    clearTimeout(timer);
    timer = setTimeout(() => {
      at("said").textContent = dialog.open ? text : "";
    }, QUIET);
  };
  const wait = (state) => say(words[state], state !== "loading", state !== "loading");
  // Say how much was found, and what is missing; nothing is called missing as long as the index is not whole.
  const tell = (found) => {
    const isFailed = FAILED.includes(second.state);
    const unknown = found.count && second.state === "ready" ? found.words.filter(({ known, guessed }) => !(known || guessed)) : [];
    say(results.count(), isFailed, isFailed || !found.count);
    note("missing", unknown.length ? `${words.missing}: ${unknown.map(({ typed }) => typed).join(", ")}` : "");
    note("partial", isFailed ? words[second.state === "stale" ? "stale" : "partial"] : "");
  };
  const answer = (found) => {
    if (!found.count && ["loading", "slow"].includes(second.state)) {
      wait(second.state); // it may be in what is not there yet
      return;
    }
    isAnswered = found.count > 0;
    results.show(found);
    tell(found);
    if (isAnswered && entered === shown) {
      choose();
    }
  };
  const show = () => {
    shown = field.value;
    isAnswered = false;
    entered = entered === shown ? entered : null;
    results?.clear();
    note("missing", "");
    note("partial", "");
    dialog.scrollTop = 0;
    if (isClosed()) {
      say(words.file, false, true);
    } else if (first.state !== "ready") {
      wait(first.state);
    } else if (shown.trim()) {
      answer(engine.query(shown));
    } else {
      say(words.empty);
    }
  };
  const complete = () => {
    const found = isAnswered ? engine.query(shown) : null;
    if (found && results.complete(found)) {
      tell(found);
    } else {
      show();
    }
  };
  const choose = () => {
    entered = null;
    results.first().click();
  };

  // ---- what a reader does
  let opener = null;
  let isComposing = false; // whether the key pressed last belongs to an input method
  const open = (from) => {
    document.getElementById("menu")?.hidePopover?.();
    begin(false);
    show();
    if (!dialog.open) {
      opener = from;
      dialog.showModal();
    }
    field.focus();
    field.select();
  };
  const changed = () => {
    if (field.value !== shown) {
      show();
    }
    if (asked() !== null && asked() !== shown) {
      write(null); // an address never names another search than the field
    }
  };
  const again = () => {
    begin(true);
    show();
  };
  const enter = (event) => {
    event.preventDefault();
    changed();
    if (isComposing || !shown.trim()) {
      return;
    }
    entered = shown;
    if (isAnswered) {
      choose();
    } else if (FAILED.includes(first.state) || FAILED.includes(second.state)) {
      again();
    }
  };
  const press = ({ target }) => {
    if (target === dialog || target.closest("[data-hb-close]")) {
      dialog.close(); // beside the box, or by its button
    } else if (target.closest("[data-hb-clear]")) {
      field.value = "";
      changed();
      field.focus();
    } else if (target.closest("[data-hb-again]")) {
      field.focus(); // the button goes
      again();
    } else if (target.closest("[data-hb-reload]")) {
      write(shown); // the page of now opens its search with these words
      location.reload();
    }
  };
  const closed = () => {
    entered = null;
    told = null;
    at("said").textContent = "";
    if (asked() !== null) {
      write(null);
    }
    if (document.activeElement === document.body) {
      // the dialog was opened by an address, or by a button that does not take the focus when it is clicked
      const openers = [opener, ...document.querySelectorAll("[data-hb-search]")];
      openers.find((button) => button?.getClientRects().length)?.focus({ preventScroll: true });
    }
  };
  // Follow the address: to a search, or from it to the place of the page that was chosen.
  const follow = () => {
    const typed = asked();
    if (typed !== null && !(dialog.open && shown === typed)) {
      field.value = typed;
      open(opener);
    } else if (typed === null && dialog.open) {
      dialog.close();
      const place = document.getElementById(decoded(location.hash.slice(1)));
      if (place && !place.popover) {
        place.tabIndex = -1;
        place.focus();
      }
    }
  };

  // ---- from the first press, though the page is not whole yet
  const start = () => {
    dialog ??= document.querySelector("dialog.hb-search");
    if (field || !dialog || !(dialog.nextSibling || document.readyState !== "loading")) {
      return Boolean(field);
    }
    words = dialog.dataset;
    field = dialog.querySelector("[name=query]");
    for (const type of ["input", "change", "compositionend", "keyup"]) {
      field.addEventListener(type, changed);
    }
    field.addEventListener("keydown", (event) => {
      isComposing = event.isComposing || event.keyCode === 229; // Safari ends a composition before the key that ended it
    });
    dialog.querySelector("form").addEventListener("submit", enter);
    dialog.addEventListener("click", press);
    dialog.addEventListener("close", closed);
    addEventListener("hashchange", follow);
    // WebKit empties a field that is not to be filled in by itself when it keeps the page for going back
    addEventListener("pagehide", () => {
      field.autocomplete = "on";
    });
    addEventListener("pageshow", ({ persisted }) => {
      field.autocomplete = "off";
      entered = null;
      if (persisted && asked() !== null) {
        follow();
      }
      changed();
    });
    return true;
  };
  let pressed = null; // the button that was pressed before the dialog was there
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-hb-search]");
    if (button && start()) {
      open(button);
    } else if (button) {
      pressed = button;
    }
  });
  document.addEventListener("readystatechange", () => {
    if (start() && pressed) {
      open(pressed);
      pressed = null;
    } else if (field && document.readyState === "interactive" && asked() !== null) {
      follow();
    }
  });
})();
