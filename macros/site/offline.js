// In the copy that opens from files, a page can fetch nothing: each part of the index of search is a script, which is loaded when search asks
// for the part (docs/assets/js/search.js), and calls handbookPart with it.
(() => {
  "use strict";
  const parts = {};
  const loading = {};
  globalThis.handbookPart = (name, part) => {
    parts[name] = part;
  };
  const load = (name) => {
    loading[name] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector("dialog[data-index]").dataset[name];
      script.addEventListener("load", () => resolve(parts[name]));
      script.addEventListener("error", () => {
        script.remove();
        delete loading[name]; // another try is possible
        reject(new Error(script.src));
      });
      document.head.append(script);
    });
    return loading[name];
  };
  globalThis.handbookIndex = {
    get index() {
      return load("index");
    },
    get more() {
      return load("more");
    },
  };
})();
