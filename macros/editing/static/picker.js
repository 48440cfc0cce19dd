/*
 * Pick a title from a long list while typing parts of it, in any order: the pattern "combobox" of ARIA.
 * Without this script the browser's own list is there.
 */
(() => {
  "use strict";
  const MOST = 50;
  const BLANKS = /\s+/gu;
  let box = null;
  let list = null;

  const close = () => {
    list?.remove();
    list = null;
    box?.setAttribute("aria-expanded", "false");
    box?.removeAttribute("aria-activedescendant");
    box?.removeAttribute("aria-controls");
  };
  const choose = (option) => {
    const chosen = box;
    chosen.value = option.textContent;
    close();
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const selected = () => list?.querySelector('[aria-selected="true"]');
  const select = (option) => {
    selected()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const matching = () => {
    const names = [...document.getElementById(box.dataset.pick).options].map((option) => option.value);
    const words = names.includes(box.value) ? [] : box.value.toLowerCase().split(BLANKS);
    return names.filter((name) => words.every((word) => name.toLowerCase().includes(word))).slice(0, MOST);
  };
  const optionOf = (name, id) => {
    const option = document.createElement("li");
    option.className = "hb-picker__option";
    option.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = name;
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(option);
    });
    return option;
  };
  const open = () => {
    close();
    const names = matching();
    if (!names.length) {
      return;
    }
    list = document.createElement("ul");
    list.className = "hb-picker__list";
    list.id = `${box.id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0]?.textContent.trim() ?? "");
    list.append(...names.map((name, number) => optionOf(name, `${list.id}-${number}`)));
    box.after(list);
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "true");
  };
  const step = (by) => {
    if (!list) {
      open();
    }
    const options = [...(list?.children ?? [])];
    const at = options.indexOf(selected());
    if (options.length) {
      select(options[at < 0 && by < 0 ? options.length - 1 : (at + by + options.length) % options.length]);
    }
  };
  const KEYS = new Map([
    ["ArrowDown", () => step(1)],
    ["ArrowUp", () => step(-1)],
    ["Enter", () => choose(selected())],
    ["Escape", close],
  ]);
  const pressed = (event) => {
    const isOurs = event.key === "Enter" ? selected() : event.key !== "Escape" || list;
    if (event.target === box && KEYS.has(event.key) && isOurs) {
      event.preventDefault();
      KEYS.get(event.key)();
    }
  };
  const entered = (event) => {
    if (!event.target.matches("[data-pick]")) {
      return;
    }
    box = event.target;
    if (box.hasAttribute("list")) {
      box.dataset.pick = box.getAttribute("list");
      box.removeAttribute("list");
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-autocomplete", "list");
      box.setAttribute("aria-expanded", "false");
    }
  };
  document.addEventListener("focusin", entered);
  document.addEventListener("focusout", (event) => {
    if (event.target === box) {
      close();
      box = null;
    }
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("input", (event) => {
    if (event.target === box) {
      open();
    }
  });
})();
