// The results of the search dialog: the list, more of it, what is said about them, moving in the list by arrows, and the link to the search.
// search.js loads this when search is opened first, and gives it what has been found: `handbookResults.show(found)`.
(() => {
  "use strict";
  const FIRST = 10; // results that are shown at once
  const dialog = document.querySelector("dialog.hb-search");
  const words = dialog.dataset;
  const part = (name) => dialog.querySelector(`[data-hb-${name}]`);
  const field = dialog.querySelector("[name=query]");
  const list = part("results");
  const more = part("more");
  const kinds = words.kinds.split("|");
  let results = []; // all that were found, in order; the list has the first of them
  let typed = ""; // what they were found by

  // ---- one result
  const element = (tag, style, ...content) => {
    const made = document.createElement(tag);
    made.className = style;
    made.append(...content);
    return made;
  };
  const excerpt = ({ excerpt: text, marked }) => {
    let at = 0;
    const pieces = [];
    for (const [from, to] of marked) {
      pieces.push(text.slice(at, from), element("mark", "", text.slice(from, to)));
      at = to;
    }
    return element("p", "hb-result__e", ...pieces, text.slice(at));
  };
  // The kind of a page says what the page above it would; the group of the menu is enough then, and nothing where that is called the same.
  const isAlike = (one, other) => one.startsWith(other) || other.startsWith(one); // Palvelu and Palvelut
  const where = ({ kind, above }) => {
    const name = kinds[kind] ?? "";
    const steps = [...new Set(name ? above.slice(0, 1) : above)].filter(
      (step) => !(name && isAlike(step.toLowerCase(), name.toLowerCase())),
    );
    const all = [...(name ? [element("b", "hb-result__k", name)] : []), ...steps.map((step) => element("span", "hb-result__s", step))];
    return element("p", "hb-result__w", ...all.flatMap((one) => [one, " "]));
  };
  const item = (result) => {
    const link = element("a", "", result.title);
    link.href = words.root + result.url;
    const place = result.place ? [element("p", "hb-result__p", result.place)] : [];
    return element("li", "", link, where(result), ...place, excerpt(result));
  };

  // ---- the list
  const add = (number) => {
    const from = list.children.length;
    list.append(...results.slice(from, from + number).map(item));
    more.hidden = list.children.length >= results.length;
    return list.children[from];
  };
  const clear = () => {
    results = [];
    list.replaceChildren();
    more.hidden = true;
    part("share").hidden = true;
    part("address").parentElement.hidden = true;
    part("copied").textContent = "";
  };
  const show = (found) => {
    clear();
    ({ results } = found);
    typed = field.value;
    part("share").hidden = !results.length;
    add(FIRST);
  };
  // Complete what is shown by what has been loaded since, moving nothing. Return false where other results belong there and nobody is in the list.
  const complete = (found) => {
    const isSame = found.results.length === results.length && found.results.every(({ url }, at) => url === results[at].url);
    if (!(isSame || list.contains(document.activeElement))) {
      return false;
    }
    const now = new Map(found.results.map((result) => [result.url, result]));
    for (const [at, entry] of [...list.children].entries()) {
      entry.lastElementChild.replaceWith(excerpt(now.get(results[at].url) ?? results[at]));
    }
    results = results.map((result) => now.get(result.url) ?? result);
    return true;
  };
  // Return the sentence on how much was found.
  const count = () => {
    if (results.length > 1) {
      return words.other.replace("{count}", results.length);
    }
    return results.length ? words.one : words.none;
  };

  // ---- what a reader does
  more.addEventListener("click", () => add(FIRST).querySelector("a").focus());
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      globalThis.handbookAddress.write(typed); // so that Back leads here again
    }
  });
  // What a key leads to, of all stops and the one where the focus is; in the field Home and End are the field's own.
  const target = (key, stops, at) => {
    const step = { arrowdown: 1, arrowup: -1 }[key];
    if (step) {
      return stops[at + step];
    }
    return at > 0 && { home: stops[1], end: [...list.querySelectorAll("a")].at(-1) }[key];
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const stops = [field, ...list.querySelectorAll("a"), more].filter((stop) => !stop.hidden);
    const at = stops.indexOf(document.activeElement);
    const to = at >= 0 && target(event.key.toLowerCase(), stops, at);
    if (to) {
      event.preventDefault();
      to.focus();
    }
  });

  // ---- the link: the language's home page with the search open
  part("copy").addEventListener("click", async () => {
    const { write, fragment } = globalThis.handbookAddress;
    write(typed);
    const link = new URL(words.home + fragment(typed), location.href).href;
    part("copied").textContent = "";
    try {
      await navigator.clipboard.writeText(link);
      part("copied").textContent = words.copied;
    } catch {
      // no secure connection, or not allowed: the reader copies it
      part("address").value = link;
      part("address").parentElement.hidden = false;
      part("address").select();
      part("address").scrollIntoView({ block: "nearest" });
      part("copied").textContent = words.byhand;
    }
  });

  globalThis.handbookResults = { clear, show, complete, count, first: () => list.querySelector("a") };
})();
