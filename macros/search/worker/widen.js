// What a typed word may stand for in the index. A word is widened only while nothing in the index begins with it.

// a letter counts as the same with and without its marks: many people type without ä and ö
const fold = (text) => text.normalize("NFD").replace(/\p{M}|\u00ad/gu, "").toLowerCase();

const FUZZY = [[8, 2], [6, 1]]; // from so many letters on, so many typing errors are forgiven
const INSIDE = 4; // from so many letters on, a word is looked for inside compounds
const STEM = 5; // an ending is cut off, but so many letters stay
const STEM_SHARE = 0.65; // and this part of the word
const TAIL = 6; // letters of an unknown compound's known end
const NEAREST = 6; // words that are taken for a mistyped one

// Typing errors between two words, a swap of neighbours being one; more than `limit` is told as limit + 1.
function errors(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

// Clauses of a query for one folded word; `words` are all words of the index, folded. A leading * means "inside a word".
function widen(word, words) {
  const begins = (start) => words.some((known) => known.startsWith(start));
  const inside = (part) => words.some((known) => known.includes(part));
  const near = (limit) => words.filter((known) => errors(word, known, limit) <= limit).slice(0, NEAREST);
  if (word.length < 3 || begins(word)) return [word];
  if (word.length >= INSIDE && inside(word)) return [`*${word}`];
  const forgiven = (FUZZY.find(([letters]) => word.length >= letters) ?? [0, 0])[1];
  for (let limit = 1; limit <= forgiven; limit++) {
    const found = near(limit);
    if (found.length) return found;
    if (limit === 1) {
      const stem = shortened(word, begins);
      if (stem) return [stem];
    }
  }
  const stem = shortened(word, begins);
  if (stem) return [stem];
  for (let cut = 1; word.length - cut >= TAIL; cut++) if (inside(word.slice(cut))) return [`*${word.slice(cut)}`];
  return [word];
}

// The word without its ending, as much of it as the index knows.
function shortened(word, begins) {
  const least = Math.max(STEM, Math.ceil(word.length * STEM_SHARE));
  for (let length = word.length - 1; length >= least; length--) if (begins(word.slice(0, length))) return word.slice(0, length);
  return "";
}
