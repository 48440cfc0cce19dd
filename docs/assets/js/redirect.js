/* A former address: leads to the same place on the page where it stands now. Without a place, or without this script, the page leads there. */
if (location.hash) {
  const { to } = document.currentScript.dataset;
  window.stop(); // nothing promises that the page's own redirect, which comes below and knows of no place, gives way to this one
  location.replace(to + location.hash);
}
