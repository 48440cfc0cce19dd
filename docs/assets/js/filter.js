// Filters a list by its form: the choice stands in the address, the number of what is left is announced. All words come from the page.
"use strict";

/** @param {HTMLFormElement} form with data-filter: the id of the list; data-count and data-none: what to say */
function filter(form) {
  const list = document.getElementById(form.dataset.filter);
  const entries = [...list.querySelectorAll("[data-entry]")];
  const groups = [...list.querySelectorAll("[data-group]")];
  const fields = [...new Set([...form.elements].filter((field) => field.name).map((field) => field.name))];
  const status = form.querySelector("[role=status]");

  const apply = () => {
    const chosen = new FormData(form);
    const fits = (entry) => fields.every((name) => !chosen.get(name) || entry.dataset[`${name}Id`].split(" ").includes(chosen.get(name)));
    for (const entry of entries) {
      entry.hidden = !fits(entry);
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    }
    const shown = entries.filter((entry) => !entry.hidden).length;
    status.textContent = shown ? form.dataset.count.replace("{shown}", shown).replace("{all}", entries.length) : form.dataset.none;
  };

  const remember = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(history.state, "", query.size ? `?${query}` : location.pathname);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = fields.includes(name) && form.elements[name];
    if (!field) {
      continue;
    }
    const before = field.value;
    field.value = value;
    if (field.value !== value) {
      field.value = before; // not one of the choices
    }
  }
  form.addEventListener("change", () => {
    apply();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

for (const form of document.querySelectorAll("form[data-filter]")) {
  filter(form);
}
