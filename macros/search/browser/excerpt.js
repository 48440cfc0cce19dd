// What a result shows of its page: the sentence that has most of the typed words, and where these stand in it.

import { words } from "./words.js";

const SENTENCE = /(?<=[^\d.][.!?]["”’]?)\s+(?=["”]?\p{Lu})/u;
const WRITTEN = /[\p{L}\p{N}\u00ad'’§]+/gu;
const LONGEST = 200; // letters
const BEFORE = 80; // letters of a long sentence before its first typed word

// the words of a text as they are written, each with the numbers of its base forms
const written = (text, { lexicon }) =>
  Array.from(text.matchAll(WRITTEN), ({ 0: part, index }) => ({
    from: index,
    to: index + part.length,
    means: words(part).flatMap((word) => lexicon.of(word)),
  }));

// the sentences of a place; a page is taken apart once
const sentences = (place, book) => {
  place.sentences ??= place.texts.flatMap((block) => block.split(SENTENCE)).map((text) => ({ text, written: written(text, book) }));
  return place.sentences;
};

const worth = (sentence, terms) => {
  const has = ({ found }) => sentence.written.some(({ means }) => means.some((at) => found.has(at)));
  return terms.reduce((total, term) => total + (has(term) ? term.telling : 0), 0);
};

// a long sentence around its first typed word
const cut = (text, from) => {
  if (text.length <= LONGEST) {
    return text;
  }
  const start = from > LONGEST - BEFORE ? text.indexOf(" ", from - BEFORE) + 1 : 0;
  const end = text.length - start > LONGEST ? text.lastIndexOf(" ", start + LONGEST) : text.length;
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
};

const marks = (text, terms, book) =>
  written(text, book)
    .filter(({ means }) => means.some((at) => terms.some(({ found }) => found.has(at))))
    .map(({ from, to }) => [from, to]);

// Returns a text and the beginnings and ends of the typed words in it. The place of the result goes before the rest of its page.
const excerpt = (page, place, terms, book) => {
  const around = book.places.slice(page.first, page.first + page.count);
  let found = { text: "", worth: 0, written: [] };
  for (const each of [place, ...around.filter((other) => other !== place)]) {
    for (const sentence of sentences(each, book)) {
      const points = worth(sentence, terms);
      if (points > found.worth) {
        found = { ...sentence, worth: points };
      }
    }
  }
  const first = found.written.find(({ means }) => means.some((at) => terms.some((term) => term.found.has(at))));
  const own = place.anchor ? sentences(place, book)[0]?.text : "";
  const text = first ? cut(found.text, first.from) : cut(own || page.summary, 0);
  return { excerpt: text, marked: marks(text, terms, book) };
};

export { excerpt };
