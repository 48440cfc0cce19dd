// Acts and their sections: "SHL 35 §", "Social Welfare Act 35" and "1301/2014 35 §" mean that section of that act.

const BARE = /^(?<section>\d{1,3})(?<letter>[a-z]?)$/u;
const LETTER = /^[a-z]$/u;
const SECTION = "§";

// the acts that the typed words name, those with the longest name
const named = (typed, book) => {
  const { lexicon, small } = book;
  const isTyped = (word) => small.has(word) || typed.some((other) => isSame(word, other, lexicon));
  const found = book.acts.filter(({ words }) => words.every(isTyped)).sort((a, b) => b.words.length - a.words.length);
  return found.filter(({ words }) => words.length === found[0].words.length);
};

const isSame = (one, other, lexicon) => one === other || lexicon.of(one).some((base) => lexicon.of(other).includes(base));

// Beside an act a number is a section, also without its sign; alone where no text has it as a number.
const withSections = (typed, book) => {
  const { lexicon } = book;
  const isNumber = typed.some((word) => BARE.test(word)) && !typed.some((word) => word.endsWith(SECTION));
  const isAlone = typed.length === 1 && !lexicon.of(typed[0]).length && lexicon.of(typed[0] + SECTION).length > 0;
  if (!(isNumber && (isAlone || named(typed, book).length))) {
    return typed;
  }
  const found = [];
  for (const [at, word] of typed.entries()) {
    const number = typed[at - 1]?.match(BARE);
    if (BARE.test(word)) {
      found.push(word + SECTION);
    } else if (number && !number.groups.letter && LETTER.test(word)) {
      found.push(found.pop().replace(SECTION, word + SECTION));
    } else {
      found.push(word);
    }
  }
  return found;
};

// Gives typed sections the meaning that they have in the act that is typed too. An act alone is also meant by its number, as pages cite it.
const lawful = (terms, book) => {
  const typed = terms.map(({ word }) => word);
  const acts = named(typed, book);
  if (!acts.length) {
    return terms;
  }
  const { lexicon } = book;
  const numbers = [...new Set(acts.map(({ number }) => number))];
  const ofAct = new Set(typed.filter((word) => acts[0].words.some((other) => isSame(word, other, lexicon)) && !word.includes(SECTION)));
  const sections = terms.filter(({ word }) => word.endsWith(SECTION));
  for (const term of terms) {
    const isSection = sections.includes(term);
    if (isSection) {
      term.found = new Map();
    }
    if (isSection || ofAct.has(term.word)) {
      for (const at of numbers.flatMap((number) => lexicon.of(isSection ? `${number}:${term.word}` : number))) {
        term.found.set(at, 1);
      }
      term.isKnown = term.found.size > 0;
      term.isAside = isSection && !term.isKnown; // no page rests on that section: the act itself is the answer
    }
  }
  return sections.some(({ isKnown }) => isKnown) ? terms.filter(({ word }) => !ofAct.has(word)) : terms;
};

export { lawful, withSections };
