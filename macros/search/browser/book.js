// The pages, their places and what these are called, from the index; and what follows from all words and phrases together.

import { Lexicon } from "./lexicon.js";
import { unowned } from "./meanings.js";
import { Synonyms } from "./synonyms.js";
import { COMMON, OWN, SMALL, SUBJECT } from "./weights.js";
import { fold, words } from "./words.js";

const QUESTION = 1; // what a place is, beside a heading
const apart = (joined) => (joined ? joined.split("|") : []);
const plain = (place) => [place.slice(0, place.indexOf(" ")), place.slice(place.indexOf(" ") + 1)]; // an anchor has no blank

class Book {
  constructor(index) {
    this.lexicon = new Lexicon(index);
    this.pages = [];
    this.places = [];
    this.phrases = [];
    this.called = []; // for each word the phrases that have it
    this.wholes = new Map(); // phrases by their letters
    this.acts = []; // their numbers, and the words by which they are named
    this.small = new Set(index.small.split(" ").map(fold));
    this.asking = new Set(words(index.asking));
    this.owned = index.owned;
    this.elsewhere = new Set(); // small words of other languages
    this.synonyms = new Synonyms();
    for (const page of index.pages) {
      this.addPage(page, index);
    }
    this.weigh();
  }

  addPhrase(kind, text, page, place) {
    const typed = words(text);
    const entry = {
      kind,
      page,
      place,
      typed,
      whole: typed.join(""),
      words: typed.map((word) => this.lexicon.learn(word)),
      sum: 0,
      often: 1,
    };
    for (const at of new Set(entry.words.flat())) {
      this.called[at] ??= [];
      this.called[at].push(this.phrases.length);
    }
    this.phrases.push(entry);
    const same = this.wholes.get(entry.whole);
    if (same) {
      same.push(entry);
    } else {
      this.wholes.set(entry.whole, [entry]);
    }
    return entry;
  }

  addPage([url, title, kind, above, summary, weight, names, terms, parts], { above: groups, repeated }) {
    const page = this.pages.length;
    const first = this.places.length;
    const entry = {
      url,
      title,
      kind,
      above: groups[above],
      summary,
      weight,
      first,
      count: parts.length,
      all: Array.from(parts, (_, at) => first + at),
    };
    this.pages.push(entry);
    entry.titles = [this.addPhrase("title", title, page, first)];
    for (const name of apart(names)) {
      entry.titles.push(this.addPhrase("name", name, page, first));
    }
    for (const term of apart(terms)) {
      this.addPhrase("term", term, page, first);
    }
    this.addPhrase("summary", summary, page, first);
    for (const part of parts) {
      this.addPlace(page, typeof part === "string" ? plain(part) : (repeated[part] ?? part));
    }
  }

  addPlace(page, [anchor, heading, extra, names]) {
    const number = this.places.length;
    const kind = names ? "answer" : "heading";
    const place = { page, anchor, heading, texts: [] };
    this.places.push(place);
    if (heading) {
      place.whole = this.addPhrase(extra === QUESTION ? "question" : kind, heading, page, number).whole;
    }
    for (const name of names ? extra : []) {
      this.addPhrase("answer", name, page, number);
    }
    for (const name of names ?? []) {
      this.addPhrase("place", name, page, number);
    }
  }

  // the part of the index that comes later: words of other languages, names of acts, what words mean, texts
  extend({ abroad, acts, elsewhere, forms, synonyms, texts }) {
    for (const [page, [names, terms]] of abroad.entries()) {
      for (const name of names) {
        this.addPhrase("abroad", name, page, this.pages[page].first);
      }
      for (const term of terms) {
        this.addPhrase("foreign", term, page, this.pages[page].first);
      }
    }
    for (const act of acts) {
      this.addAct(act);
    }
    this.elsewhere = new Set(elsewhere.flatMap(words));
    for (const [row, ...bases] of forms) {
      for (const base of bases) {
        this.lexicon.add(base, row);
      }
    }
    for (const [meaning, ...said] of synonyms) {
      this.synonyms.add(meaning, said, this);
    }
    for (const [at, blocks] of texts.entries()) {
      this.places[at].texts = blocks;
    }
    this.weigh();
  }

  addAct(names) {
    const listed = names.flatMap((name) => this.wholes.get(words(name).join("")) ?? []).find(({ kind }) => kind === "heading");
    for (const name of names) {
      const meant = words(name);
      for (const word of meant) {
        this.lexicon.learn(word);
      }
      this.acts.push({ number: names[0], words: meant });
      if (listed) {
        this.addPhrase("act", name, listed.page, listed.place);
      }
    }
  }

  // a phrase that differs from typed words in whose things are: the county's services, typed as the countys services
  likeWhole(typed) {
    const key = (each) => each.map((word) => unowned(word, this)).join("");
    this.unowned ??= new Map(this.phrases.map((phrase) => [key(phrase.typed), phrase.whole]));
    return this.unowned.get(key(typed));
  }

  weigh() {
    this.unowned = null;
    const { lexicon, phrases, called } = this;
    const { bases, texts } = lexicon;
    const calls = (at, kinds) => (called[at] ?? []).some((number) => kinds.has(phrases[number].kind));
    const small = new Set([...this.small].flatMap((word) => lexicon.of(word)));
    const firsts = new Set(this.pages.map(({ first }) => first));
    lexicon.sort();
    const { single } = this.synonyms;
    this.subject = bases.map((_, at) => single.has(at) || calls(at, SUBJECT));
    this.place = bases.map((_, at) => calls(at, new Set(["place"])) && !this.subject[at]);
    this.own = bases.map((_, at) => texts[at].length > 0 || single.has(at) || calls(at, OWN));
    this.used = bases.map((_, at) => texts[at].length > 0 || single.has(at) || called[at] !== undefined);
    this.common = texts.map((on) => on.length > COMMON * this.pages.length && on.every((place) => firsts.has(place)));
    this.telling = bases.map((_, at) => this.tells(at) * (small.has(at) ? SMALL : 1));
    for (const [at, meant] of single) {
      if (!(texts[at].length || called[at])) {
        this.telling[at] = Math.max(...meant.map((other) => this.telling[other])); // as much as what it means
      }
    }
    for (const entry of phrases) {
      entry.sum = entry.words.reduce((sum, alike) => sum + Math.max(...alike.map((at) => this.telling[at])), 0);
    }
    for (const same of this.wholes.values()) {
      const headings = same.filter(({ kind }) => kind === "heading");
      const on = new Set(headings.map(({ page }) => page)).size;
      for (const entry of headings) {
        entry.often = on;
      }
    }
  }

  // how much a word tells: the fewer pages have it, the more
  tells(at) {
    const on = new Set(this.lexicon.texts[at].map((place) => this.places[place].page));
    for (const number of this.called[at] ?? []) {
      on.add(this.phrases[number].page);
    }
    return Math.log(1 + this.pages.length / (on.size + 0.5));
  }
}

export { Book };
