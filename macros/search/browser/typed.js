// What a reader typed, as terms: each a word with its meanings, how much it tells, and what it is beside the others.

import { apart, guesses } from "./guesses.js";
import { lawful, withSections } from "./law.js";
import { meanings, tells } from "./meanings.js";
import { ASKING, GENERAL, PLACE, SMALL, STEM } from "./weights.js";
import { words } from "./words.js";

const ENDED = /[^\p{L}\p{N}'’-]$/u; // the last word goes on no more
const SECTION = /\d/u; // what is a section may be typed as several words
const LONGEST = 3; // words that are typed for one
const BLANKS = /\s+/u;

// Words that were typed apart: as one they may be known, though one of them is not.
const join = (terms, all, { lexicon }) => {
  for (const [at, term] of terms.entries()) {
    const next = terms[at + 1];
    if (next && all[all.indexOf(term.word) + 1] === next.word) {
      for (const one of lexicon.of(term.word + next.word)) {
        for (const each of [term, next]) {
          each.found.set(one, 1);
          each.isKnown = true;
        }
      }
    }
  }
};

// A word that nobody knows as two that are known, or as what may have been meant.
const guessed = (term, book) => {
  if (term.isKnown) {
    return [term];
  }
  const two = term.word.length < STEM ? null : apart(term.word, book);
  if (two) {
    return two.map((word) => ({ ...meanings(word, false, book), of: term.word, isAsking: term.isAsking }));
  }
  return [{ ...term, found: term.isAside ? new Map() : guesses(term.word, book) }];
};

const telling = (term, book) => {
  if (term.found.size) {
    return tells(term, book) * (term.isAsking ? ASKING : 1);
  }
  return term.isAside || term.isAsking || book.small.has(term.word) ? SMALL : Math.log(1 + book.pages.length);
};

// Beside a subject the name of a place says where, not what; beside what every page is about it is the answer.
const place = (terms, book) => {
  const isPlace = ({ found }) => found.size > 0 && [...found.keys()].every((at) => book.place[at]);
  const subjects = terms.filter((term) => !(term.isAsking || isPlace(term)));
  const isBeside = subjects.some((term) => term.telling > GENERAL);
  for (const term of terms.filter(isPlace)) {
    term.isPlace = true;
    term.telling *= isBeside ? PLACE : 1;
  }
  for (const term of subjects) {
    term.telling *= isBeside || subjects.length === terms.length ? 1 : PLACE;
  }
};

// Each word as it was typed; "35 §" is typed as two.
const asTyped = (typed) => {
  const parts = typed.trim().split(BLANKS);
  const found = new Map();
  for (let length = 1; length <= LONGEST; length++) {
    for (let at = 0; at + length <= parts.length; at++) {
      const written = parts.slice(at, at + length).join(" ");
      for (const word of length === 1 || SECTION.test(written) ? words(written) : []) {
        found.set(word, found.get(word) ?? written);
      }
    }
  }
  return found;
};

// What tells that a word asks only. Who types in another language asks in that: several of its small words, and none of this one.
const asksOf = (all, { small, asking, elsewhere }) => {
  const isOther = (word) => elsewhere.has(word);
  const isAbroad = all.filter(isOther).length > 1 && !all.some((word) => small.has(word) && !isOther(word));
  return (word) => asking.has(word) || (isAbroad && isOther(word));
};

const meant = (typed, book) => {
  const plain = words(typed);
  const asIs = plain.join("");
  const whole = book.wholes.has(asIs) ? asIs : (book.likeWhole(plain) ?? asIs);
  const all = withSections(plain, book);
  const carrying = all.filter((word) => !(book.small.has(word) || (word.length === 1 && all.length > 1)));
  const asked = [...new Set(carrying.length ? carrying : all)];
  const mayGoOn = !(ENDED.test(typed) || book.wholes.has(whole));
  const isAsking = asksOf(all, book);
  const isQuestion = asked.some((word) => !isAsking(word));
  const first = asked.map((word) => ({
    ...meanings(word, mayGoOn && word === all.at(-1), book),
    isAsking: isQuestion && isAsking(word),
  }));
  const found = lawful(first, book);
  join(found, all, book);
  book.synonyms.together(found, book);
  const terms = found.flatMap((term) => guessed(term, book));
  for (const term of terms) {
    book.synonyms.alone(term, terms.length > 1, book);
    term.telling = telling(term, book);
  }
  place(terms, book);
  const written = asTyped(typed);
  for (const term of terms) {
    const word = term.of ?? term.word;
    term.typed = written.get(word) ?? written.get(word.replace("§", "")) ?? word; // a number may mean a section
  }
  return { terms, whole, count: all.length };
};

export { meant };
