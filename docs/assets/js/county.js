// Names the organiser of social services that this device remembers, wherever a page says how to contact adult social work.
// finder.js has it remembered, on the reader's click only. Without this script such a text leads to the list of all organisers.
(() => {
  "use strict";
  const KEY = "handbook-county";

  /** The value in the language of the page, or else the first one, and its language. */
  const inLanguage = (values) => {
    const { lang } = document.documentElement;
    const language = lang in values ? lang : Object.keys(values)[0];
    return [values[language], language];
  };

  /** What is remembered: { id, name, site }, the last two by language; or null. */
  const remembered = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return [found.name, found.site].every((values) => inLanguage(values)[1]) ? found : null;
    } catch {
      return null; // nothing, or something else, or storage is forbidden
    }
  };

  /** Write its name and its front page into the texts of the page, or take them out again. */
  const show = () => {
    const organiser = remembered();
    for (const place of document.querySelectorAll("[data-county-of]")) {
      place.hidden = !organiser;
      if (organiser) {
        const [page, site] = place.querySelectorAll("a");
        [page.textContent, page.lang] = inLanguage(organiser.name);
        page.href = page.dataset.to.replace("{id}", organiser.id);
        [site.href, site.hreflang] = inLanguage(organiser.site);
        site.textContent = site.hostname;
      }
    }
  };

  /** Remember an organiser, or forget it (null). Returns whether the device allowed it. */
  const keep = (organiser) => {
    try {
      if (organiser) {
        localStorage.setItem(KEY, JSON.stringify(organiser));
      } else {
        localStorage.removeItem(KEY);
      }
      return true;
    } catch {
      return false;
    } finally {
      show();
    }
  };

  window.handbookCounty = { remembered, keep };
  show();
})();
