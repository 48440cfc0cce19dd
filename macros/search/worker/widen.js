// What a typed word may stand for in the index. A word is widened only while nothing in the index begins with it.

// a letter counts as the same with and without its marks: many people type without ä and ö
const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}|\u00ad/gu, "")
    .toLowerCase();

const FORGIVEN = { 1: 6, 2: 10 }; // typing errors, and the letters from which on so many are forgiven
const INSIDE = 4; // from so many letters on, a word is looked for inside compounds, behind at least as many
const STEM = 5; // an ending is cut off, but so many letters stay if they are a word
const ROOT = 7; // and so many if they are only the beginning of one
const STEM_SHARE = 0.65; // and this part of the word
const HEAD = 6; // letters of the known beginning of an unknown compound
const TAIL = 7; // letters of its known end
const NEAREST = 6; // words that are taken for a mistyped one
const LONGEST_PHRASE = 8; // words
const PHRASE_MARK = "_"; // as macros/search/index.py writes it
const PHRASE_WEIGHT = 60; // against a single word

// Typing errors between two words, a swap of neighbours being one; more than `limit` is told as limit + 1.
function errors(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > limit) {
      return limit + 1;
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

// Clauses of a query for one folded word: those of the first way that finds anything. A leading * means "inside a word".
// `all` are the words of the index, `subjects` those by which pages are called; the wider the guess, the more it must be one of these. The
// names of places are taken for what somebody mistyped only where nothing else is: they are many, and like many words.
function widen(word, { all, subjects, common, places }) {
  if (word.length < 3 || begins(all, word)) {
    return [word];
  }
  if (word.length >= INSIDE && inside(subjects, word)) {
    return [`*${word}`];
  }
  const ways = [
    () => near(subjects, word, 1),
    () => near(common, word, 1),
    () => near(places, word, 1),
    () => shortened(subjects, word),
    () => near(subjects, word, 2),
    () => [...head(subjects, word), ...tail(subjects, word)],
  ];
  for (const way of ways) {
    const found = way();
    if (found.length) {
      return found;
    }
  }
  return [word];
}

// What several typed words name together: a phrase that the index holds as one word behind a mark, or a compound that was typed apart.
function joined(typed, { subjects, phrases }) {
  const found = [];
  for (let from = 0; from < typed.length; from++) {
    for (let to = from + 2; to <= Math.min(typed.length, from + LONGEST_PHRASE); to++) {
      const words = typed.slice(from, to).join("");
      const phrase = PHRASE_MARK + words;
      if (words.length < STEM) {
        continue;
      }
      if (begins(phrases, phrase)) {
        found.push(`${phrase}*^${PHRASE_WEIGHT}`);
      }
      if (begins(subjects, words)) {
        found.push(`${words}*^${PHRASE_WEIGHT}`);
      }
    }
  }
  return found;
}

const begins = (words, start) => words.some((known) => known.startsWith(start));
const inside = (words, part) => words.some((known) => known.indexOf(part, INSIDE) > 0);

// Words that differ by some typing errors, where the longer one is long enough for so many.
function near(words, word, limit) {
  const fits = (known) => Math.max(word.length, known.length) >= FORGIVEN[limit];
  return words.filter((known) => fits(known) && errors(word, known, limit) <= limit).slice(0, NEAREST);
}

// The word without its ending, as much of it as is known.
function shortened(words, word) {
  const least = Math.max(STEM, Math.ceil(word.length * STEM_SHARE));
  for (let length = word.length - 1; length >= least; length--) {
    const stem = word.slice(0, length);
    if (words.includes(stem) || (length >= ROOT && begins(words, stem))) {
      return [stem];
    }
  }
  return [];
}

// The beginning of an unknown compound, where that is a whole known word.
function head(words, word) {
  for (let length = word.length - INSIDE + 1; length >= HEAD; length--) {
    if (words.includes(word.slice(0, length))) {
      return [word.slice(0, length)];
    }
  }
  return [];
}

// The end of an unknown compound, where that is a known word.
function tail(words, word) {
  for (let cut = INSIDE - 1; word.length - cut >= TAIL; cut++) {
    if (begins(words, word.slice(cut))) {
      return [word.slice(cut)];
    }
  }
  return [];
}
