// What readers call by a word that the texts do not use: a word, or several that are typed together, means words that the texts have.

import { QUALITY } from "./weights.js";
import { words } from "./words.js";

const common = (lists) => [...new Set(lists.reduce((all, each) => all.filter((one) => each.includes(one))))];

// the words of a phrase that somebody looks for
const telling = (phrase, { small }) => {
  const all = words(phrase);
  const kept = all.filter((word) => !small.has(word));
  return kept.length ? kept : all;
};

class Synonyms {
  constructor() {
    this.single = new Map(); // of a base form the numbers of those that it means
    this.phrases = []; // words that are typed together, and what they mean
    this.parts = new Map(); // base forms that stand for several words of the texts, with these
  }

  add(meaning, said, book) {
    const meant = this.meaning(meaning, book);
    for (const phrase of meant.length ? said : []) {
      const typed = telling(phrase, book);
      if (typed.length > 1) {
        // what editors gave a page as a search term leads to these pages
        if (!book.wholes.has(words(phrase).join(""))) {
          this.phrases.push({ typed: typed.map((word) => book.lexicon.learn(word)), meant });
        }
      } else {
        for (const at of book.lexicon.learn(typed[0])) {
          this.single.set(at, [...(this.single.get(at) ?? []), ...meant.filter((other) => other !== at)]);
        }
      }
    }
  }

  // the base forms of a word; several words are one that stands where all of them do
  meaning(phrase, book) {
    const { lexicon, called, pages, places } = book;
    const each = telling(phrase, book).map((word) => lexicon.of(word));
    if (each.length < 2 || each.some((bases) => !bases.length)) {
      return each.length === 1 ? each[0] : [];
    }
    // a common word is known to stand on a page, not where
    const firsts = new Set(pages.map(({ first }) => first));
    const stands = (at) => {
      const found = lexicon.texts[at];
      const isOfPage = found.every((place) => firsts.has(place));
      return isOfPage ? found.flatMap((place) => pages[places[place].page].all) : found;
    };
    const texts = common(each.map((bases) => bases.flatMap(stands)));
    const phrases = common(each.map((bases) => bases.flatMap((at) => called[at] ?? [])));
    const [both] = lexicon.learn(each.join("+")); // nobody types that
    lexicon.texts[both] = texts;
    called[both] = phrases.length ? phrases : undefined;
    this.parts.set(both, each.flat());
    return [both];
  }

  // Gives terms the meaning of what they say together.
  together(terms, { lexicon }) {
    const has = (term, bases) => lexicon.of(term.word).some((at) => bases.includes(at));
    for (const { typed, meant } of this.phrases) {
      if (typed.every((bases) => terms.some((term) => has(term, bases)))) {
        for (const term of terms.filter((one) => typed.some((bases) => has(one, bases)))) {
          term.isKnown = true;
          for (const at of meant) {
            term.found.set(at, Math.max(term.found.get(at) ?? 0, QUALITY.meant));
          }
        }
      }
    }
  }

  // Adds to the meanings of a term what each of them means: all of it where the texts do not have the word, else beside its own.
  alone({ found }, isBeside, { lexicon, called }) {
    for (const [at, own] of [...found]) {
      const isOwn = lexicon.texts[at].length || called[at];
      const quality = isOwn ? QUALITY.beside * isBeside : QUALITY.meant;
      for (const other of quality ? (this.single.get(at) ?? []) : []) {
        found.set(other, Math.max(found.get(other) ?? 0, own * quality));
      }
    }
  }
}

export { Synonyms };
