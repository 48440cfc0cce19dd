"""How a page in a browser is judged: by axe, by what runs over its edge, by what is read aloud and in which order."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
TWICE = "250%"  # of the browser's own size of letters: twice as large as usual, which is 125 %
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of the others only one place each is told, which saves time
    "preload": False,  # style sheets are not fetched anew: no rule in these sets reads them
    "iframes": False,  # there are none, which tests/site holds
}
# What a colour scheme can change. All other rules read the page's structure, which is the same in every scheme: once a width is enough.
OF_COLOUR = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# Put into a page before its own scripts: axe as it is, but quicker. It is compiled for old browsers, in which the parts of a colour are
# kept in WeakMaps, and it makes a colour for all that lies under each word; a property of the object does the same in a fraction of the
# time. It also reads the text of a colour anew each time, and a page has only a few: each is read once.
AXE = f"""
class Property {{
  #name = Symbol()
  has(object) {{ return this.#name in object }}
  get(object) {{ return object[this.#name] }}
  set(object, value) {{ object[this.#name] = value }}
  add(object) {{ object[this.#name] = true }}
}}
;((WeakMap, WeakSet) => {{
{AXE_SCRIPT}
}})(Property, Property)
;(() => {{
  const Color = axe.commons.color.Color
  const read = Color.prototype.parseString
  const known = new Map()
  Color.prototype.parseString = function (text) {{
    if (!known.has(text)) {{
      const {{ r, g, b, alpha }} = read.call(new Color(), text)
      known.set(text, {{ r, g, b, alpha }})
    }}
    return Object.assign(this, known.get(text))
  }}
}})()
"""
_RUN = """async rules => {
  const found = await axe.run(document, rules)
  const { violations, passes, incomplete, inapplicable } = found
  return { violations, rules: [violations, passes, incomplete, inapplicable].flat().length }
}"""
_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - wide;
  if (over <= 0) return [];
  const out = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > wide + 1 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[data-may-scroll]');
  });
  return [`${over} px too wide`, ...out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""
_SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settle(page):
    """Waits for two frames: by then a page has been told of a change of size or scheme, and has been painted with it."""
    page.evaluate(_SETTLED)


def violations(page, rules=RULES):
    """What axe says against a page that has AXE in it, and how many rules it asked."""
    found = page.evaluate(_RUN, rules)
    told = [f"{v['id']}: {n['html'][:150]} {n['failureSummary'][:300]}" for v in found["violations"] for n in v["nodes"]]
    return told, found["rules"]


def overflow(page):
    """What runs over the right edge of the window, if the page can be scrolled sideways because of it."""
    return page.evaluate(_OVERFLOW)


def read_aloud(page, selector):
    """The words of a part of the page in the order of the accessibility tree, without soft hyphens."""
    return " ".join(page.locator(selector).aria_snapshot().replace("\u00ad", "").split())


def out_of_order(words, labels):
    """The labels that do not come one after the other in words."""
    missing, at = [], 0
    for label in labels:
        found = words.find(label, at)
        if found < 0:
            missing.append(label)
        else:
            at = found + len(label)
    return missing
