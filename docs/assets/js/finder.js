// Finds the organiser of social services in a municipality, in the list of the page. Needs county.js, which remembers one.
// Without this script the whole list is there. All words come from the page, and what is typed stays in it.
(() => {
  "use strict";
  const { remembered, keep } = window.handbookCounty;
  const NOT_COMPARED = /[^a-z]/gu;

  // ---- which municipalities a text names

  /** A text as it is compared, as by macros/site/case_forms.py: letters without dots, hyphens and blanks. */
  const fold = (text) => text.normalize("NFD").toLowerCase().replace(NOT_COMPARED, "");

  /** All forms of a name: a row says how many letters to take off, then the endings to put on. */
  const inflect = (name, row) => {
    const [cut, ...endings] = row?.split(" ") ?? [0];
    return [name, ...endings.map((ending) => name.slice(0, name.length - cut) + ending)];
  };

  /** The municipalities of the list in alphabetical order; data-name is the number of the row of a name. */
  const readPlaces = (rows) => {
    const { compare } = new Intl.Collator(document.documentElement.lang);
    const places = [...document.querySelectorAll("[data-county] [data-code]")].map((entry) => {
      const names = [...entry.querySelectorAll("[data-name]")];
      return {
        entry,
        name: names[0].textContent,
        county: entry.closest("[data-county]"),
        forms: names.flatMap((name) => inflect(fold(name.textContent), rows[name.dataset.name])),
      };
    });
    return places.sort((one, other) => compare(one.name, other.name));
  };

  const named = (places, name) => places.filter(({ forms }) => forms.includes(name));

  /** The municipalities named among other words, as in "Espoon kaupunki": the longest names. */
  const amongWords = (places, text) => {
    const words = text.split(" ").filter(Boolean);
    for (let count = words.length - 1; count > 0; count -= 1) {
      const parts = words.slice(count - 1).map((_, at) => fold(words.slice(at, at + count).join("")));
      const found = [...new Set(parts.flatMap((part) => named(places, part)))];
      if (found.length) {
        return found;
      }
    }
    return [];
  };

  /** The municipalities that a text names (sure), and those that it may become (all). */
  const find = (places, text) => {
    const typed = fold(text);
    if (!typed) {
      return { sure: [], all: text.trim() ? [] : places };
    }
    const sure = named(places, typed);
    const begun = places.filter((place) => !sure.includes(place) && place.forms.some((one) => one.startsWith(typed)));
    const all = [...sure, ...begun];
    return all.length ? { sure, all } : { sure, all: amongWords(places, text) };
  };

  // ---- the field with its list of choices (WAI-ARIA: combobox)

  /** Returns what sets the choices. */
  const combobox = (input, list, { open, choose }) => {
    let choices = [];
    let active = -1;

    const activate = (at) => {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = at;
      const option = list.children[at];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option?.id ?? "");
    };
    const expand = (wanted) => {
      list.hidden = !wanted;
      input.setAttribute("aria-expanded", wanted);
      activate(-1);
    };
    const offer = (found) => {
      choices = found;
      list.replaceChildren(
        ...found.map(({ entry }, at) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${at}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.append(...entry.cloneNode(true).childNodes);
          return option;
        }),
      );
      expand(found.length > 0);
    };
    const step = (by) => {
      if (list.hidden) {
        offer(open());
      }
      const count = choices.length;
      if (count) {
        activate(active < 0 && by < 0 ? count - 1 : (active + by + count) % count);
      }
    };
    const keys = new Map([
      ["ArrowDown", () => step(1)],
      ["ArrowUp", () => step(-1)],
      ["Escape", () => expand(false)],
      ["Enter", () => choose(choices[active])],
    ]);
    const means = ({ key, altKey, ctrlKey, metaKey }) =>
      !(altKey || ctrlKey || metaKey) && (key !== "Enter" || active >= 0) && (key !== "Escape" || !list.hidden) && keys.get(key);

    input.addEventListener("keydown", (event) => {
      const act = means(event);
      if (act) {
        event.preventDefault();
        act();
      }
    });
    input.addEventListener("click", () => list.hidden && offer(open()));
    input.addEventListener("blur", () => expand(false));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const at = [...list.children].indexOf(event.target.closest("[role=option]"));
      if (at >= 0) {
        choose(choices[at]);
      }
    });
    return offer;
  };

  // ---- the result: a section of the list once more, without its municipalities

  const byLanguage = (county, name, value) =>
    Object.fromEntries([...county.querySelectorAll(`[data-${name}]`)].map((element) => [element.dataset[name], value(element)]));

  /** What is remembered of an organiser: what its section says. */
  const organiserOf = (county) => ({
    id: county.dataset.county,
    name: byLanguage(county, "called", (element) => element.textContent),
    site: byLanguage(county, "site", (element) => element.href),
  });

  /** Returns what shows a section in the result. */
  const showing = (result, words) => {
    const [remember, forget] = result.querySelectorAll("button");
    const status = result.querySelector("[role=status]");
    let shown;

    const update = (said) => {
      const kept = remembered()?.id;
      remember.hidden = kept === shown.dataset.county;
      forget.hidden = !kept;
      status.textContent = said;
    };
    remember.addEventListener("click", () => {
      const kept = keep(organiserOf(shown));
      update(kept ? words.kept : words.refused);
      (kept ? forget : remember).focus();
    });
    forget.addEventListener("click", () => {
      keep(null);
      update(words.forgotten);
      remember.focus();
    });
    return (county) => {
      const copy = county.cloneNode(true);
      for (const part of copy.querySelectorAll(".hb-county__c, .hb-county__m")) {
        part.remove();
      }
      for (const part of copy.querySelectorAll("[id]")) {
        part.removeAttribute("id");
      }
      result.querySelector(".hb-county")?.remove();
      result.firstElementChild.after(copy);
      shown = county;
      result.hidden = false;
      update("");
    };
  };

  const goTo = (result) => {
    const heading = result.querySelector("h3");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    result.scrollIntoView({ block: "nearest" });
  };

  /** What the address names: an organiser, or a municipality (#espoo). */
  const inAddress = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // no text
    }
  };

  const finder = (form) => {
    const words = form.dataset;
    const places = readPlaces(words.endings.split("|"));
    const input = form.querySelector("[role=combobox]");
    const status = form.querySelector("[role=status]");
    const result = document.querySelector(".hb-county-result");
    const show = showing(result, words);

    const choose = ({ name, county }) => {
      input.value = name;
      status.textContent = "";
      offer([]);
      show(county);
      history.replaceState(history.state, "", `#${county.dataset.county}`);
      goTo(result);
    };
    const offer = combobox(input, form.querySelector("[role=listbox]"), { open: () => find(places, input.value).all, choose });

    const propose = () => {
      const { all } = find(places, input.value);
      const typed = input.value.trim();
      offer(typed ? all : []);
      const found = all.length === 1 ? words.one : form.dataset.many.replace("{count}", all.length);
      status.textContent = typed && (all.length ? found : words.none);
    };
    input.addEventListener("input", propose);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { sure, all } = find(places, input.value);
      const [only, more] = sure.length ? sure : all;
      if (only && !more) {
        choose(only);
      } else {
        propose();
        input.focus();
      }
    });

    const ofOrganiser = (id) => places.find(({ county }) => county.dataset.county === id)?.county;
    const { fixed } = words; // by an edition
    const kept = ofOrganiser(fixed ?? remembered()?.id);
    if (kept && !fixed) {
      keep(organiserOf(kept)); // names and addresses as they are today
    }
    const asked = ofOrganiser(inAddress()) ?? find(places, inAddress()).sure[0]?.county;
    if (asked ?? kept) {
      show(asked ?? kept);
    }
    if (asked) {
      addEventListener("load", () => goTo(result)); // the browser goes to the list first
    }
    form.hidden = false;
    form.find = (text) => find(places, text);
  };

  finder(document.querySelector(".hb-county-finder"));
})();
