// What a typed word may mean: numbers of base forms, each with how well it fits.

import { BEGUN, MANY, QUALITY, WITHIN } from "./weights.js";

const DIGIT = /\d/u;
const LONGEST_ENDING = 6; // letters of an ending that is typed in part
const BESIDE = 3; // letters of a compound beside the word that is looked for in it

// Adds a meaning unless a better one is there.
const add = (found, at, quality, book) => {
  if (book.used[at] && !(found.get(at) >= quality)) {
    found.set(at, quality);
  }
};

// words and forms that begin so
const addBegun = (found, word, book) => {
  const { lexicon } = book;
  const fits = (at) => word.length > BEGUN || book.own[at];
  for (const at of lexicon.begun(word, MANY)) {
    if (fits(at)) {
      add(found, at, QUALITY.begun, book);
    }
  }
  if (DIGIT.test(word)) {
    return;
  }
  for (let end = Math.max(2, word.length - LONGEST_ENDING); end < word.length; end++) {
    const rest = word.slice(end);
    for (const at of lexicon.stems.get(word.slice(0, end)) ?? []) {
      if (fits(at) && lexicon.rows[at].list.some((ending) => ending.startsWith(rest))) {
        add(found, at, QUALITY.begun, book);
      }
    }
  }
};

const isPart = (compound, base) => {
  if (compound.length <= base.length + BESIDE) {
    return false;
  }
  const from = compound.indexOf(`=${base}`);
  const end = from + 1 + base.length;
  return compound.startsWith(`${base}=`) || (from > 0 && (compound.length === end || compound[end] === "="));
};

// compounds that have the word as a part
const addCompounds = (found, bases, book) => {
  for (const base of bases.filter(({ length }) => length >= WITHIN)) {
    for (const [at, compound] of book.lexicon.marked.entries()) {
      if (isPart(compound, base)) {
        add(found, at, QUALITY.within, book);
      }
    }
  }
};

// the base forms of a word; behind its ending may stand whose it is, and take the last letter of the ending: velkojen, velkojeni
const formsOf = (word, { lexicon, owned }) => {
  const found = lexicon.of(word);
  const stems = found.length ? [] : owned.filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length));
  return stems.length ? stems.flatMap((stem) => [...lexicon.of(stem), ...lexicon.of(`${stem}n`)]) : found;
};

// the same word without whose it is
const unowned = (word, { lexicon, owned }) => {
  const end = lexicon.numbers.has(word) ? "" : owned.find((each) => word.endsWith(each) && lexicon.of(word.slice(0, -each.length)).length);
  return end ? word.slice(0, -end.length) : word;
};

// texts have such a number, or letter, as a part of sections: it tells nothing, but is there
const isOfSection = (word, { lexicon }) => word.length === 1 || (DIGIT.test(word) && [...lexicon.begun(word, 1)].length > 0);

// what a word may mean; the last one that is typed may go on
const meanings = (word, mayGoOn, book) => {
  const found = new Map();
  const exact = formsOf(word, book);
  for (const at of exact) {
    add(found, at, QUALITY.exact, book);
  }
  const isWhole = found.size > 0;
  if ((mayGoOn || !isWhole) && word.length >= BEGUN) {
    addBegun(found, word, book);
  }
  if (!DIGIT.test(word) && word.length >= WITHIN) {
    addCompounds(found, isWhole ? exact.map((at) => book.lexicon.bases[at]) : [word], book);
  }
  return { word, found, isKnown: found.size > 0 || book.small.has(word) || book.asking.has(word) || isOfSection(word, book), isWhole };
};

// how much a typed word tells: as its own meanings do, else as those that it may have
const tells = ({ word, found }, book) => {
  const own = book.lexicon.of(word).filter((at) => found.get(at) === QUALITY.exact && book.used[at]);
  const meant = own.length ? own.map((at) => book.telling[at]) : [...found].map(([at, quality]) => book.telling[at] * quality);
  return Math.max(...meant) || 0.1;
};

export { meanings, tells, unowned };
