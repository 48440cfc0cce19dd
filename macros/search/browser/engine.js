// The search engine: the index of one language, and what is typed, become pages in order. It touches neither the page nor the network,
// so that it runs in a browser, in a worker and in node: `handbookSearch.load(index).query("words")`. The build puts this file and those
// that it imports into one script (macros/search/script.py).

import { Book } from "./book.js";
import { excerpt } from "./excerpt.js";
import { ranked } from "./rank.js";
import { meant } from "./typed.js";
import { fold, words } from "./words.js";

// a result; its excerpt is looked for when it is shown
const result = ({ entry, score, covered, place }, terms, book) => {
  const page = book.pages[entry.page];
  const { anchor, heading } = book.places[place];
  let shown = null;
  const excerptOf = () => {
    shown ??= excerpt(page, book.places[place], terms, book);
    return shown;
  };
  return {
    url: anchor ? `${page.url}#${anchor}` : page.url,
    title: page.title,
    kind: page.kind,
    above: page.above,
    place: heading,
    score,
    covered,
    get excerpt() {
      return excerptOf().excerpt;
    },
    get marked() {
      return excerptOf().marked;
    },
  };
};

const query = (typed, book) => {
  const asked = meant(typed, book);
  const results = ranked(asked, book);
  return {
    words: asked.terms.map(({ typed: word, isKnown, found }) => ({ typed: word, known: isKnown, guessed: !isKnown && found.size > 0 })),
    count: results.length,
    results: results.map((each) => result(each, asked.terms, book)),
  };
};

const load = (index) => {
  const book = new Book(index);
  return {
    language: index.language,
    bases: (word) => book.lexicon.of(word).map((at) => book.lexicon.bases[at]), // for those who compare engines
    query: (typed) => query(typed, book),
    extend: (later) => book.extend(later),
  };
};

globalThis.handbookSearch = { load, words, fold };
