// What an unknown word may have been meant as: a typing error, a known word with another ending, parts of a compound.

import { distance, isAlike } from "./distance.js";
import { FORGIVEN, QUALITY, RARE, STEM, STEM_SHARE, WITHIN } from "./weights.js";

const DIGIT = /\d/u;
const SHORTEST_TAIL = 7; // letters of the end of an unknown compound, and of its beginning
const SHORTEST_HEAD = 6;
const PART_SHARE = 0.4; // of the compound: what is shorter says less than what is unknown

const isNear = (word, other, limit) =>
  Math.max(word.length, other.length) >= FORGIVEN[limit] &&
  Math.abs(word.length - other.length) <= limit &&
  isAlike(word, other, limit) &&
  distance(word, other, limit) <= limit;

// an error in the ending, or anywhere where the stem is short
const isNearForm = (word, { stem, at }, limit, lexicon) => {
  if (stem.length < STEM || word.startsWith(stem)) {
    return lexicon.endings(at).some((ending) => isNear(word, stem + ending, limit));
  }
  const most = Math.min(stem.length + limit, word.length - 1);
  for (let end = Math.max(stem.length - limit, STEM - 1); end <= most; end++) {
    if (lexicon.has(at, word.slice(end)) && distance(word.slice(0, end), stem, limit) <= limit) {
      return true;
    }
  }
  return false;
};

// all stems of words with other forms that are no longer than a word, each with the number of its word
function* stems(word, { lexicon }) {
  for (const [stem, numbers] of lexicon.stems) {
    for (const at of stem.length > word.length ? [] : numbers) {
      yield { stem, at };
    }
  }
}

// words that differ by so few errors, of those that are asked for
const near = (word, limit, isAsked, book) => {
  const { lexicon } = book;
  const quality = limit === 1 ? QUALITY.error : QUALITY.errors;
  const found = new Map();
  for (const [at, base] of lexicon.bases.entries()) {
    if (isAsked[at] && isNear(word, base, limit)) {
      found.set(at, quality);
    }
  }
  if (found.size || word.length < FORGIVEN[limit]) {
    return found;
  }
  for (const each of stems(word, book)) {
    if (isAsked[each.at] && isNearForm(word, each, limit, lexicon)) {
      found.set(each.at, quality);
    }
  }
  return found;
};

// the longest known beginning of a word
const shortened = (word, { lexicon, called }) => {
  const least = Math.max(STEM, Math.ceil(word.length * STEM_SHARE));
  for (let length = word.length - 1; length >= least; length--) {
    const stem = word.slice(0, length);
    const own = lexicon.of(stem).filter((at) => called[at]);
    const begun = own.length || length <= STEM ? own : [...lexicon.begun(stem)].filter((at) => called[at]);
    if (begun.length) {
      return new Map(begun.map((at) => [at, QUALITY.shortened]));
    }
  }
  return new Map();
};

// the known end of an unknown compound, or its beginning
const parts = (word, { lexicon, subject }) => {
  const tails = [];
  const least = word.length * PART_SHARE;
  for (let cut = WITHIN - 1; word.length - cut >= Math.max(SHORTEST_TAIL, least); cut++) {
    tails.push(word.slice(cut));
  }
  const heads = [];
  for (let end = word.length - WITHIN + 1; end >= Math.max(SHORTEST_HEAD, least); end--) {
    heads.push(word.slice(0, end));
  }
  for (const part of [...tails, ...heads]) {
    const known = lexicon.of(part).filter((at) => subject[at]);
    if (known.length) {
      return new Map(known.map((at) => [at, QUALITY.part]));
    }
  }
  return new Map();
};

const guesses = (word, book) => {
  if (DIGIT.test(word) || word.length < STEM) {
    return new Map();
  }
  const ways = [
    () => near(word, 1, book.subject, book),
    () => (word.length > RARE ? near(word, 1, book.used, book) : new Map()),
    () => shortened(word, book),
    () => near(word, 2, book.subject, book),
    () => parts(word, book),
  ];
  for (const way of ways) {
    const found = way();
    if (found.size) {
      return found;
    }
  }
  return new Map();
};

// two known words that were typed as one
const apart = (word, { lexicon, subject }) => {
  const isKnown = (part) => lexicon.of(part).some((at) => subject[at]);
  for (let cut = word.length - WITHIN; cut >= WITHIN; cut--) {
    const two = [word.slice(0, cut), word.slice(cut)];
    if (two.every(isKnown)) {
      return two;
    }
  }
  return null;
};

export { apart, guesses };
