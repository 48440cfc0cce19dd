// Pages in order: those of which a name was typed whole, then by how much speaks for them. A page that lacks a word keeps little of that,
// but a page that merely has all words somewhere need not come before the one that is about them.

import { evidence } from "./evidence.js";
import { AGAIN, FEW, FOUND, HALF, KIND, LACKING, SURE, TOGETHER, UNKNOWN, WEIGHT } from "./weights.js";

const ALL = 0.999; // of a sum that was added up in another order
const ENOUGH = 3; // pages that have all that was typed, from which on others are not told
const LENGTH = 8; // places of a page whose texts count in full

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// what the texts of a page are worth that have a word: more places are worth more, on a long page each is worth less
const text = (stands, { count }) => (stands ? ((WEIGHT.text * stands) / (stands + HALF)) * (0.5 + 0.5 / Math.sqrt(count / LENGTH + 1)) : 0);

// the place of a page that has most of what was typed
const best = (entry, terms, total) => {
  let found = null;
  for (const [number, { called, text: texts }] of entry.places) {
    const stands = terms.map((_, at) => texts[at] || entry.common[at]);
    const has = sum(terms.map(({ telling, isAsking }, at) => (!isAsking && (called[at] || stands[at]) ? telling : 0)));
    const points = sum(terms.map(({ telling }, at) => telling * (called[at] + WEIGHT.text * stands[at])));
    const worth = points * (has / total);
    if (!found || worth > found.worth || (worth === found.worth && number < found.number)) {
      found = { number, worth, isWhole: has >= total * ALL };
    }
  }
  return found;
};

const judged = (entry, terms, book) => {
  const page = book.pages[entry.page];
  const asked = terms.filter(({ isAsking }) => !isAsking);
  const total = sum(asked.map(({ telling }) => telling)) || 1;
  const has = sum(terms.map(({ telling, isAsking }, at) => (!isAsking && (entry.words[at] || entry.text[at]) ? telling : 0)));
  const points = terms.map(({ telling }, at) => {
    const again = Math.min(entry.words[at], (entry.sums[at] - entry.words[at]) * AGAIN);
    return telling * (entry.words[at] + again + text(entry.text[at], page));
  });
  const covered = has / total;
  const place = best(entry, terms, total);
  const score = sum(points) * (place?.isWhole ? TOGETHER : 1) * page.weight * (covered > ALL ? 1 : LACKING * Math.sqrt(covered));
  return {
    entry,
    covered,
    count: terms.filter(({ isAsking }, at) => !isAsking && (entry.words[at] || entry.text[at])).length,
    isComplete: covered > ALL || entry.whole > 0,
    score: entry.whole * (1 - KIND + KIND * page.weight) + score,
    place: entry.at ?? place?.number ?? page.first,
  };
};

// the term that is the name of a place beside others
const namedPlace = (terms) => (terms.length > 1 ? terms.findIndex(({ isWhole, isPlace }) => isWhole && isPlace) : -1);

// The place that is named beside a subject is the second answer, if it is not the first.
const withPlace = (results, named) => {
  const there = results.findIndex(({ entry }) => entry.words[named] > 0);
  return there > 1 ? [results[0], results[there], ...results.filter((_, at) => at > 0 && at !== there)] : results;
};

// What has at least half of the typed words that are known, and the place that is named; if no page has so many, those that have most.
const enough = (results, terms, named) => {
  const asked = terms.filter(({ isAsking }) => !isAsking);
  const unknown = asked.filter((term) => !(term.found.size || term.isAside || term.isKnown)).length;
  const covered = Math.max(0, ...results.map((result) => result.covered));
  if (
    unknown > UNKNOWN * asked.length ||
    (unknown && asked.length <= FEW && covered < SURE && !results.some(({ entry }) => entry.isNamed))
  ) {
    return [];
  }
  const half = FOUND * asked.filter((term) => term.found.size).length;
  const least = Math.min(half, Math.max(...results.map(({ count }) => count)));
  // pages that lack a word are no answers behind some that have all
  const worth = results.filter(({ isComplete }) => isComplete)[ENOUGH - 1]?.score ?? 0;
  const isAnswer = ({ count, score, isComplete }) => isComplete || (count >= least && score > worth);
  return results.filter((result) => isAnswer(result) || result.entry.words[named] > 0);
};

const ranked = (typed, book) => {
  const { terms } = typed;
  const results = evidence(typed, book).map((entry) => judged(entry, terms, book));
  results.sort((a, b) => (b.entry.whole > 0) - (a.entry.whole > 0) || b.score - a.score || a.entry.page - b.entry.page);
  const named = namedPlace(terms);
  return withPlace(enough(results, terms, named), named);
};

export { ranked };
