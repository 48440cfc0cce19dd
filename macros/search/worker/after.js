// Runs after the theme's search worker: folds the index, widens each query, and tells which of the typed words were found.
const QUERY = 2; // the kind of message, as the theme numbers them
const OPERATORS = /["+~^*]|(?:^|\s)(?:-|(?:title|text|tags):)/u; // who writes these knows what to look for
const BETWEEN = /[\s\-–—,.;:!?()/“”]+/u; // between words
const WORD = /^[\p{L}\p{N}]+$/u;
const WEIGHT = /\^\d+$/u; // at the end of a clause

const CALLED = ["names", "words", "foreign"]; // fields of the words by which pages are called
const PLACES = "places"; // field of the names of places that an entry stands for
const HIDDEN = [...CALLED, PLACES]; // fields that only help to find a page
const SUBJECT = [...CALLED, "title"]; // fields that say what a page is about

const PLACE_WEIGHT = { alone: 600, together: 3 }; // of the name of a place, by itself and among other words

// the words of the index; those of them by which pages are called; those that are no name of a place, and those that are one; the phrases
const known = { all: [], subjects: [], common: [], places: [], phrases: [] };
let small = () => false; // whether a word only holds a phrase together

self.lunr = new Proxy(self.lunr, {
  apply(lunr, _, [configure]) {
    const index = lunr(function () {
      const { add } = this;
      this.add = (...entry) => {
        this.pipeline.add(foldToken); // as the last step, so before the first entry
        this.add = add;
        this.add(...entry);
      };
      configure.call(this, this);
    });
    // biome-ignore lint/suspicious/useArraySortCompare: by code units, as no language's order is meant
    const words = Object.keys(index.invertedIndex).sort();
    known.phrases = words.filter((word) => word.startsWith(PHRASE_MARK));
    known.all = words.filter((word) => WORD.test(word));
    const stands = (word, fields) => fields.some((field) => Object.keys(index.invertedIndex[word][field]).length);
    known.subjects = known.all.filter((word) => stands(word, SUBJECT));
    known.common = known.all.filter((word) => !stands(word, [PLACES]));
    known.places = known.all.filter((word) => stands(word, [PLACES]));
    return index;
  },
});
const foldToken = (token) => token.update(fold);
self.lunr.Pipeline.registerFunction(foldToken, "fold");

const ask = (data) =>
  new Promise((resolve) => {
    theme.answer = resolve;
    theme.listener({ data });
  });

async function answer(message) {
  if (message.type !== QUERY) {
    const [language] = message.data?.config?.lang ?? [];
    const reply = await ask(message);
    const filter = (self.lunr[language] ?? self.lunr).stopWordFilter;
    small = (word) => filter(word) === undefined;
    return reply;
  }
  if (OPERATORS.test(message.data)) {
    return ask({ ...message, data: fold(message.data) });
  }
  const typed = message.data.toLowerCase().split(BETWEEN).filter(Boolean);
  const carrying = typed.filter((word) => !small(word) && word.length > 1);
  const words = carrying.length ? carrying : typed;
  const whole = known.phrases.includes(PHRASE_MARK + typed.map(fold).join(""));
  const weight = words.length > 1 ? PLACE_WEIGHT.together : PLACE_WEIGHT.alone;
  const ended = (at) => whole || at < words.length - 1;
  const clauses = new Map(
    words.map((word, at) => [word, ended(at) ? (finished(word, weight) ?? widen(fold(word), known)) : started(word, weight)]),
  );
  const phrases = joined(typed.map(fold), known);
  const reply = await ask({ ...message, data: [...clauses.values(), ...phrases].flat().join(" ") });
  for (const found of reply.data.items.flat()) {
    found.terms = told(found.terms, clauses);
    for (const field of HIDDEN) {
      delete found[field];
    }
  }
  return reply;
}

// A word that others follow, or that ends a known phrase, is typed to its end: where the index has it, longer words that begin
// with it are not meant. The theme takes any word without a weight for the beginning of one. The name of a place is meant as such, and not
// as the beginning of a longer word, however much pages are called by that.
function finished(word, weight) {
  const folded = fold(word);
  return known.all.includes(folded) ? [`${folded}^${known.places.includes(folded) ? weight : 1}`] : null;
}

// The last word may go on; as it stands it counts more than longer ones.
const started = (word, weight) => [...widen(fold(word), known), ...(finished(word, weight) ?? [])];

const bare = (clause) => clause.replace(WEIGHT, "");

// The theme marks each clause as found or missing; readers know only the words that they typed.
function told(terms, clauses) {
  const named = [...clauses].filter(([, group]) => group.some((clause) => clause.startsWith("*") || bare(clause) in terms));
  return Object.fromEntries(named.map(([word, group]) => [word, group.some((clause) => clause.startsWith("*") || terms[bare(clause)])]));
}

let line = Promise.resolve(); // one message at a time: the theme's worker has one answer to give
page.listen("message", ({ data }) => {
  line = line.then(async () => {
    const reply = await answer(data);
    theme.answer = null;
    page.post(reply);
  });
});
