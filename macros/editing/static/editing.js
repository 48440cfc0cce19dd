/*
 * Make the form smooth: buttons without a new page, counts while one writes, texts kept over a reload.
 * All of it works without this script as well: buttons then load the page anew, and the counts are those of the last load.
 */
(() => {
  "use strict";
  const KEPT = "handbook-draft ";
  const WAIT = 700;
  const FEW_LEFT = 20;
  const status = document.querySelector("[data-status]");
  let form = document.querySelector("[data-form]");
  let dirty = false;
  let saidLast = "";
  let timer = 0;

  const tell = (text) => {
    status.textContent = "";
    window.setTimeout(() => {
      status.textContent = text;
    }, 50);
  };
  const filled = (template, values) => template.replaceAll(/\{(\w+)\}/gu, (hole, name) => values[name] ?? hole);

  /* ---- what is written is kept until it is saved ---- */
  const keyOf = (path) => `${KEPT}${path}`;
  const pairs = () => [...new FormData(form)].filter(([name]) => name !== "token" && name !== "seen");
  const seen = () => form.elements.seen.value;
  const storage = (does) => {
    try {
      return does(window.localStorage);
    } catch {
      return null; // a browser may keep nothing; the warning before leaving is left
    }
  };
  const keep = () => {
    const draft = JSON.stringify({ pairs: pairs(), seen: seen(), time: Date.now() });
    storage((store) => store.setItem(keyOf(location.pathname), draft));
  };
  const forget = (path) => storage((store) => store.removeItem(keyOf(path)));
  const kept = () => JSON.parse(storage((store) => store.getItem(keyOf(location.pathname))) ?? "null");

  const showState = () => {
    const state = form.querySelector("[data-state]");
    state.textContent = dirty ? form.dataset.changed : form.dataset.unchanged;
  };
  const setDirty = (is) => {
    dirty = is;
    showState();
  };

  /* ---- counts ---- */
  const length = (text) => [...text.trim().replaceAll(/\s+/gu, " ")].length;
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
        words += box.value.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      }
    }
    meter.textContent = filled(meter.dataset.template, { count: words });
  };
  const kebab = (text) => {
    const plain = text
      .normalize("NFKD")
      .replaceAll(/[’'\u0300-\u036F]/gu, "")
      .toLowerCase();
    const made = (plain.match(/[a-z0-9]+/gu) ?? []).join("-").replace(/^[0-9-]+/u, "");
    return made.length > 30 ? made.slice(0, 31).replace(/-[^-]*$/u, "").slice(0, 30) : made;
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
      request.open("POST", location.href);
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
  const act = async (value, sent) => {
    const body = new URLSearchParams(sent);
    body.set("token", form.elements.token.value);
    body.set("act", value);
    try {
      put(await ask(body));
    } catch {
      tell(document.body.dataset.offline);
    }
  };

  /* ---- a list from which a title is picked ---- */
  const closePicker = (box) => {
    box.picker?.remove();
    box.picker = null;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (box, option) => {
    box.value = option.textContent;
    closePicker(box);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    closePicker(box);
  };
  const select = (box, option) => {
    box.picker.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const matching = (box) => {
    const words = box.value.toLowerCase().split(/\s+/u).filter(Boolean);
    const names = [...document.getElementById(box.dataset.pick).options].map((option) => option.value);
    const exact = names.includes(box.value);
    return names.filter((name) => exact || words.every((word) => name.toLowerCase().includes(word))).slice(0, 50);
  };
  const openPicker = (box) => {
    closePicker(box);
    const names = matching(box);
    if (!names.length) {
      return;
    }
    const list = document.createElement("ul");
    list.className = "hb-picker__list";
    list.id = `${box.id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0]?.textContent.trim() ?? "");
    list.tabIndex = -1;
    for (const [number, name] of names.entries()) {
      const option = document.createElement("li");
      option.className = "hb-picker__option";
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = name;
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(box, option);
      });
      list.append(option);
    }
    box.after(list);
    box.picker = list;
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "true");
  };
  const pickerKey = (event) => {
    const box = event.target;
    const options = [...(box.picker?.children ?? [])];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.picker) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        select(box, options[(at + step + options.length) % options.length]);
      } else {
        openPicker(box);
        if (box.picker) {
          select(box, box.picker.firstElementChild);
        }
      }
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(box, options[at]);
    } else if (event.key === "Escape" && box.picker) {
      event.preventDefault();
      closePicker(box);
    }
  };
  const pickers = () => {
    for (const box of form.querySelectorAll("[data-pick]")) {
      const around = document.createElement("div");
      around.className = "hb-picker";
      box.dataset.pick = box.getAttribute("list");
      box.removeAttribute("list");
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-autocomplete", "list");
      box.setAttribute("aria-expanded", "false");
      box.replaceWith(around);
      around.append(box);
      box.addEventListener("keydown", pickerKey);
      box.addEventListener("input", () => openPicker(box));
      box.addEventListener("blur", () => closePicker(box));
    }
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
    later();
  };
  const sent = (event) => {
    const button = event.submitter;
    if (button?.name === "act") {
      event.preventDefault();
      act(button.value, [...new FormData(form)]);
      return;
    }
    keep();
    dirty = false;
    tell(form.dataset.saving);
    form.querySelector("[data-state]").textContent = form.dataset.saving;
  };
  const start = () => {
    form.addEventListener("input", written);
    form.addEventListener("change", written);
    form.addEventListener("submit", sent);
    pickers();
    for (const id of form.querySelectorAll("[data-id-from]")) {
      const from = document.getElementById(id.dataset.idFrom);
      if (from) {
        proposeIds(from);
      }
    }
  };
  const offerDraft = () => {
    const offer = document.querySelector("[data-draft]");
    const draft = kept();
    const same = draft && JSON.stringify(draft.pairs) === JSON.stringify(pairs());
    if (same || !draft || draft.seen !== seen() || dirty) {
      return;
    }
    const text = offer.querySelector("[data-draft-text]");
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(draft.time);
    text.textContent = filled(text.dataset.draftText, { time });
    offer.hidden = false;
    offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
      offer.hidden = true;
      act("show", [...draft.pairs, ["seen", draft.seen]]);
    });
    offer.querySelector("[data-draft-discard]").addEventListener("click", () => {
      forget(location.pathname);
      offer.hidden = true;
      form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    });
  };

  const saved = document.querySelector("[data-saved]");
  if (saved?.dataset.saved) {
    forget(saved.dataset.saved);
  }
  if (form) {
    start();
    setDirty("isChanged" in form.dataset);
    offerDraft();
    window.addEventListener("beforeunload", (event) => {
      if (dirty) {
        keep();
        event.preventDefault();
      }
    });
  }
  document.querySelector("[data-focus]")?.focus();
})();
