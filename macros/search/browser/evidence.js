// What speaks for each page: the phrases of its names that have typed words, the places whose texts have them, phrases typed whole.

import { NAMED, NEARLY, OFTEN, QUALITY, QUIET, SHARE, SUBJECT, TERMS, TITLES, WEIGHT, WHOLE, WHOLLY } from "./weights.js";

const ALL = 0.999; // of a sum that was added up in another order

const zeros = (count) => new Array(count).fill(0);

// What speaks for one page: for each term the best phrase, all phrases, the texts; its places; a phrase typed whole, and where it stands.
const empty = (page, count) => ({
  page,
  words: zeros(count),
  sums: zeros(count),
  common: zeros(count),
  text: zeros(count),
  places: new Map(),
  whole: 0,
  at: null,
  isNamed: false, // by something that was typed, beside other words
  isTitled: false,
});

// Rautavaara is no answer to vaara: of names of places no parts count
const fitting = ({ kind }, best, share) =>
  kind === "place" ? best.map((quality) => (quality === QUALITY.within ? 0 : quality * share ** 2)) : best;

// A phrase that was typed whole leads, to its place.
const lead = (entry, worth, place) => {
  if (worth > entry.whole) {
    entry.whole = worth;
    entry.at = place;
  }
};

class Evidence {
  constructor({ terms, whole, count }, book) {
    this.terms = terms;
    this.whole = whole;
    this.count = count; // of typed words
    this.book = book;
    this.found = new Map();
  }

  page(number) {
    if (!this.found.has(number)) {
      this.found.set(number, empty(number, this.terms.length));
    }
    return this.found.get(number);
  }

  place(entry, number) {
    if (!entry.places.has(number)) {
      entry.places.set(number, { called: zeros(this.terms.length), text: zeros(this.terms.length) });
    }
    return entry.places.get(number);
  }

  // for each phrase that has some of the words: which terms it has, and how well they fit
  hits() {
    const { called } = this.book;
    const hits = new Map();
    for (const [number, term] of this.terms.entries()) {
      for (const [at, quality] of term.found) {
        for (const of of called[at] ?? []) {
          if (!hits.has(of)) {
            hits.set(of, { best: zeros(this.terms.length), matched: new Map() });
          }
          this.addMatch(hits.get(of), number, at, quality);
        }
      }
    }
    return hits;
  }

  addMatch({ best, matched }, number, at, quality) {
    best[number] = Math.max(best[number], quality);
    for (const part of this.book.synonyms.parts.get(at) ?? [at]) {
      matched.set(part, Math.max(matched.get(part) ?? 0, quality));
    }
  }

  addPhrases() {
    for (const [number, { best, matched }] of this.hits()) {
      const phrase = this.book.phrases[number];
      const share = this.typedOf(phrase, matched);
      const entry = this.page(phrase.page);
      entry.isNamed ||= SUBJECT.has(phrase.kind) && share > NAMED;
      entry.isTitled ||= TITLES.has(phrase.kind) && best.every((quality) => quality > 0);
      const isNearly = phrase.words.length === this.count && share > ALL * NEARLY && best.every((quality) => quality >= NEARLY);
      if (isNearly && SUBJECT.has(phrase.kind)) {
        this.addWhole(phrase, Math.min(...best) * WHOLLY);
      }
      this.addHit(entry, phrase, fitting(phrase, best, share), share);
    }
  }

  // how much of a phrase was typed
  typedOf({ words, sum }, matched) {
    const { telling } = this.book;
    const typed = words.reduce((total, alike) => total + Math.max(...alike.map((at) => (matched.get(at) ?? 0) * telling[at])), 0);
    return sum ? typed / sum : 0;
  }

  addHit(entry, { kind, place, often }, best, share) {
    const weight = (WEIGHT[kind] / (often > OFTEN ? often : 1) ** 0.5) * (kind === "summary" ? 1 : 1 - SHARE + SHARE * share);
    const at = this.place(entry, place);
    for (const [term, quality] of best.entries()) {
      const score = weight * quality;
      entry.words[term] = Math.max(entry.words[term], score);
      entry.sums[term] += kind === "place" || kind === "answer" ? 0 : score;
      at.called[term] = Math.max(at.called[term], score);
    }
  }

  addTexts() {
    const { lexicon, places, common } = this.book;
    for (const [term, { found }] of this.terms.entries()) {
      for (const [at, quality] of found) {
        for (const number of lexicon.texts[at]) {
          const entry = this.page(places[number].page);
          entry.text[term] += quality;
          const scores = common[at] ? entry.common : this.place(entry, number).text;
          scores[term] = Math.max(scores[term], quality);
        }
      }
    }
  }

  addWholes() {
    for (const phrase of this.book.wholes.get(this.whole) ?? []) {
      if (WHOLE[phrase.kind] && phrase.often < OFTEN) {
        this.addWhole(phrase, 1);
      }
    }
    for (const { page } of this.found.values()) {
      this.addTogether(this.book.pages[page]);
    }
  }

  addWhole({ kind, page, place }, quality) {
    const entry = this.page(page);
    const isQuiet = kind === "heading" && this.book.pages[page].weight <= QUIET;
    const worth = entry.isTitled && TERMS.has(kind) ? WHOLE.titled : WHOLE[isQuiet ? "quiet" : kind];
    lead(entry, quality === 1 ? worth : Math.min(worth, WHOLE.term) * quality, place);
  }

  // the name of a page and a heading on it, in any order
  addTogether({ titles, first, count }) {
    for (const { kind, page, whole } of titles) {
      const isFirst = this.whole.startsWith(whole);
      const rest = isFirst ? this.whole.slice(whole.length) : this.whole.slice(0, -whole.length);
      if (whole && rest && (isFirst || this.whole.endsWith(whole))) {
        const at = this.book.places.slice(first, first + count).findIndex((place) => place.whole === rest);
        if (at >= 0) {
          lead(this.page(page), WHOLE[kind === "title" ? "together" : "beside"], first + at);
        }
      }
    }
  }
}

const evidence = (typed, book) => {
  const found = new Evidence(typed, book);
  found.addPhrases();
  found.addTexts();
  found.addWholes();
  return [...found.found.values()];
};

export { evidence };
