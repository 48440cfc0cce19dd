// The page for what is not found: offers a search with the words of the address, which tell what its page was about.
(() => {
  "use strict";
  const plain = (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // a percent sign typed by hand
    }
  };
  const parts = location.pathname.split("/").filter((part) => part && part !== "index.html");
  const words = plain(parts.at(-1) ?? "")
    .split(".")[0] // the ending of a file
    .replaceAll(/[-_+\s]+/gu, " ")
    .trim();
  if (!words) {
    return;
  }
  for (const link of document.querySelectorAll("[data-hb-lost]")) {
    link.href += `#q=${encodeURIComponent(words)}`;
    link.textContent = link.dataset.hbLost.replace("{words}", words);
    link.parentElement.hidden = false;
  }
})();
