/*
 * Make the form smooth: buttons without a new page, counts while one writes, texts kept over a reload.
 * All of it works without this script as well: buttons then load the page anew, and the counts are those of the last load.
 */
(() => {
  "use strict";
  const KEPT = "handbook-draft ";
  const WAIT = 700;
  const LONGEST_WAIT = 60_000;
  const FEW_LEFT = 20;
  const LONGEST_ID = 30;
  const HOLE = /\{(?<name>\w+)\}/gu;
  const BLANKS = /\s+/gu;
  const SIGN = /[\p{L}\p{N}]/gu;
  const MARKS = /\p{M}/gu;
  const WORDS = /[a-z0-9]+/gu;
  const NO_LETTERS_FIRST = /^[0-9-]+/gu;
  const LAST_WORD = /-[^-]*$/gu;
  const status = document.querySelector("[data-status]");
  let form = document.querySelector("[data-form]");
  let dirty = false;
  let saidLast = "";
  let sending = null; // the form that has been sent, until its answer comes
  let timer = 0;

  const tell = (text) => {
    status.textContent = "";
    window.setTimeout(() => {
      status.textContent = text;
    }, 50);
  };
  const filled = (template, values) => template.replaceAll(HOLE, (hole, name) => values[name] ?? hole);

  /* ---- what is written is kept until it is saved ---- */
  const keyOf = (path) => `${KEPT}${path}`;
  const pairs = () => [...new FormData(form)].filter(([name]) => !name.startsWith("@"));
  const seen = () => form.elements["@seen"].value;
  const storage = (does) => {
    try {
      return does(window.localStorage);
    } catch {
      return null; // a browser may keep nothing; the warning before leaving is left
    }
  };
  const keep = (isSent = false) => {
    const draft = JSON.stringify({ pairs: pairs(), seen: seen(), time: Date.now(), isSent });
    storage((store) => store.setItem(keyOf(location.pathname), draft));
  };
  const forget = (path) => storage((store) => store.removeItem(keyOf(path)));
  const kept = (path) => JSON.parse(storage((store) => store.getItem(keyOf(path))) ?? "null");

  const showState = () => {
    if (sending) {
      return; // it is told that it is being saved
    }
    const state = form.querySelector("[data-state]");
    state.textContent = dirty ? form.dataset.changed : form.dataset.unchanged;
  };
  const setDirty = (is) => {
    dirty = is;
    showState();
  };

  /* ---- counts ---- */
  const length = (text) => [...text.trim().split(BLANKS).join(" ")].length;
  const count = (box) => {
    const place = document.getElementById(`${box.id}-count`);
    if (!place) {
      return;
    }
    const limit = Number(box.dataset.limit);
    const now = length(box.value);
    place.textContent = filled(form.dataset.count, { length: now, limit });
    place.classList.toggle("hb-count--over", now > limit);
    if (limit - now <= FEW_LEFT) {
      const template = now > limit ? form.dataset.over : form.dataset.left;
      saidLast = filled(template, { count: Math.abs(limit - now) });
    } else {
      saidLast = "";
    }
  };
  const countWords = (meter) => {
    const names = meter.dataset.words.split(" ");
    const code = meter.dataset.language;
    let words = 0;
    for (const box of form.querySelectorAll(`textarea[name$=".text.${code}"]`)) {
      if (names.includes(box.name.split(".")[0])) {
        words += box.value.split(BLANKS).filter((word) => word.match(SIGN)).length;
      }
    }
    meter.textContent = filled(meter.dataset.template, { count: words });
  };
  const countRight = () => {
    const place = form.querySelector("[data-right]");
    if (place) {
      const right = form.querySelectorAll('[name$=".correct"]:checked').length;
      place.textContent = filled(place.dataset.right, { count: right });
    }
  };
  const kebab = (text) => {
    const plain = text.replaceAll("’", "").replaceAll("'", "").normalize("NFKD").replaceAll(MARKS, "").toLowerCase();
    const made = (plain.match(WORDS) ?? []).join("-").replace(NO_LETTERS_FIRST, "");
    return made.length > LONGEST_ID ? made.slice(0, LONGEST_ID + 1).replace(LAST_WORD, "") : made;
  };
  const proposeIds = (box) => {
    for (const id of form.querySelectorAll("[data-id-from]")) {
      if (id.dataset.idFrom === box.id) {
        id.placeholder = kebab(box.value);
      }
    }
  };

  /* ---- buttons that change the form: the server gives it back changed ---- */
  const ask = (body) =>
    new Promise((resolve, reject) => {
      // A document that the browser reads itself: no text of ours becomes markup here.
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.responseType = "document";
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.addEventListener("load", () => {
        const found = request.response?.querySelector("[data-form]");
        if (found) {
          resolve(request.response);
        } else {
          reject(new Error(request.statusText));
        }
      });
      request.addEventListener("error", () => reject(new Error("offline")));
      request.send(body.toString());
    });
  const focusIn = (place) => {
    const target = place.querySelector("[autofocus]");
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  };
  const openDetails = (found) => {
    const open = new Set([...form.querySelectorAll("details[open] > summary")].map((summary) => summary.id));
    for (const summary of found.querySelectorAll("details > summary")) {
      if (open.has(summary.id)) {
        summary.parentElement.open = true;
      }
    }
  };
  const put = (answer) => {
    const found = document.adoptNode(answer.querySelector("[data-form]"));
    openDetails(found);
    form.replaceWith(found);
    form = found;
    for (const list of answer.querySelectorAll("datalist")) {
      if (!document.getElementById(list.id)) {
        form.after(document.adoptNode(list));
      }
    }
    start();
    setDirty(true);
    keep();
    focusIn(form);
    tell(form.dataset.told ?? "");
  };
  const act = async (value, given) => {
    const body = new URLSearchParams(given);
    body.set("@token", form.elements["@token"].value);
    body.set("@act", value);
    try {
      put(await ask(body));
    } catch {
      const state = form.querySelector("[data-state]");
      state.textContent = document.body.dataset.offline;
      tell(document.body.dataset.offline);
      keep();
    }
  };

  /* ---- a save takes a while: it is told, and asked for once ---- */
  const waitNoMore = () => {
    sending?.removeAttribute("aria-busy");
    sending?.querySelector("[data-wait]")?.remove();
    sending = null;
  };
  const posted = (event) => {
    const sender = event.target;
    if (event.defaultPrevented || sender.method !== "post") {
      return;
    }
    if (sending) {
      event.preventDefault();
      return;
    }
    sending = sender;
    const told = document.body.dataset.saving;
    const state = sender.querySelector("[data-state]");
    if (state) {
      state.textContent = told;
    } else {
      const note = document.createElement("span");
      note.className = "hb-bar__state";
      note.dataset.wait = "";
      note.textContent = told;
      sender.append(note);
    }
    sender.setAttribute("aria-busy", "true");
    tell(told);
    window.setTimeout(waitNoMore, LONGEST_WAIT); // the browser does not tell that somebody has stopped it
  };
  /* ---- start ---- */
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      keep();
      if (saidLast) {
        tell(saidLast);
      }
    }, WAIT);
  };
  const written = (event) => {
    setDirty(true);
    count(event.target);
    proposeIds(event.target);
    for (const meter of form.querySelectorAll("[data-words]")) {
      countWords(meter);
    }
    countRight();
    later();
  };
  const sent = (event) => {
    const button = event.submitter;
    if (button?.name === "@act") {
      event.preventDefault();
      act(button.value, [...new FormData(form)]);
      return;
    }
    if (sending) {
      event.preventDefault();
      return;
    }
    window.clearTimeout(timer);
    keep(true);
    dirty = false;
  };
  // Enter saves nothing by accident, and a line break that no text keeps is not taken as if it were kept
  const entered = (event) => {
    if (event.target.matches("textarea[data-one-line]")) {
      event.preventDefault();
      form.querySelector("[data-state]").textContent = form.dataset.oneLine;
      tell(form.dataset.oneLine);
    } else if (event.target.matches("input") && event.target.type !== "checkbox") {
      event.preventDefault();
    }
  };
  const start = () => {
    form.addEventListener("input", written);
    form.addEventListener("change", written);
    form.addEventListener("submit", sent);
    countRight();
    for (const id of form.querySelectorAll("[data-id-from]")) {
      const from = document.getElementById(id.dataset.idFrom);
      if (from) {
        proposeIds(from);
      }
    }
  };
  const offerDraft = () => {
    const offer = document.querySelector("[data-draft]");
    const draft = kept(location.pathname);
    const same = draft && JSON.stringify(draft.pairs) === JSON.stringify(pairs());
    if (same || !draft || dirty) {
      return;
    }
    const text = offer.querySelector("[data-draft-text]");
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(draft.time);
    text.textContent = filled(text.dataset.draftText, { time });
    offer.hidden = false;
    offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
      offer.hidden = true;
      document.getElementById("content").focus();
      // what the file was then goes with it: where somebody else has changed it since, the save joins both
      act("show", [...draft.pairs, ["@seen", draft.seen]]);
    });
    offer.querySelector("[data-draft-discard]").addEventListener("click", () => {
      forget(location.pathname);
      offer.hidden = true;
      document.getElementById("content").focus();
    });
  };

  const saved = document.querySelector("[data-saved]");
  if (saved?.dataset.saved && kept(saved.dataset.saved)?.isSent) {
    forget(saved.dataset.saved); // and not what was written while it was being saved
  }
  if (form) {
    start();
    setDirty("isChanged" in form.dataset);
    offerDraft();
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.defaultPrevented && !event.isComposing && form.contains(event.target)) {
        entered(event);
      }
    });
    window.addEventListener("keydown", (event) => {
      if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (dirty) {
        keep();
        event.preventDefault();
      }
    });
  }
  document.addEventListener("submit", posted);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      waitNoMore(); // back from the page that came after a save
      if (form) {
        setDirty(true);
      }
    }
  });
  document.querySelector("[data-focus]")?.focus();
})();
