// The words of the index: base forms, their forms as rows of endings, the places whose texts have them. See macros/search/lexicon.py.

const LOCAL = ["lla", "lle", "lta", "ssa", "sta"]; // endings that stand together, written as *
const FIRST_ROW = 93; // the character that means the first row of endings
const DIGIT = 36;
const STEP = 32; // characters from 48 on are higher digits of a number, those from 80 on end it
const HIGHER = 48;
const LAST = 80;

// rising numbers, written as the steps between them
const unpacked = (written) => {
  const found = [];
  let before = -1;
  let step = 0;
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at);
    if (code < LAST) {
      step = step * STEP + code - HIGHER;
    } else {
      before += step * STEP + code - LAST;
      found.push(before);
      step = 0;
    }
  }
  return found;
};

// base forms with marks between their parts: each is written as what it has in common with the one before, and the rest
const spelt = (written) => {
  const found = [];
  let before = "";
  for (const each of written.split(" ")) {
    before = before.slice(0, Number.parseInt(each[0], DIGIT)) + each.slice(1);
    found.push(before);
  }
  return found;
};

const rowOf = (written) => {
  const [cut, ...short] = written.split(" ");
  const list = short.flatMap((ending) => (ending.endsWith("*") ? LOCAL.map((end) => ending.slice(0, -1) + end) : [ending]));
  return { cut: Number(cut), list, endings: new Set(list) };
};

// rare endings by the numbers of their words, each written as its step from the one before
const further = (written) => {
  const found = new Map();
  let at = 0;
  for (const each of written ? written.split("|") : []) {
    const [step, ...endings] = each.split(" ");
    at += Number.parseInt(step, DIGIT);
    found.set(at, new Set(endings));
  }
  return found;
};

const NONE = { cut: 0, list: [], endings: new Set() }; // of a word that has one form

class Lexicon {
  constructor({ words, row, rows, more, places }) {
    const known = rows.map(rowOf);
    this.marked = spelt(words);
    this.bases = this.marked.map((word) => word.replaceAll("=", ""));
    this.texts = places.split(" ").map(unpacked); // of a common word only the beginnings of the pages that have it
    this.numbers = new Map(this.bases.map((word, at) => [word, at]));
    this.rows = Array.from(row, (mark) => known[mark.charCodeAt(0) - FIRST_ROW]);
    this.more = further(more);
    this.stems = this.byStem();
    this.forms = new Map();
  }

  byStem() {
    const found = new Map();
    for (const [at, base] of this.bases.entries()) {
      if (this.rows[at].list.length || this.more.has(at)) {
        const stem = base.slice(0, base.length - this.rows[at].cut);
        found.set(stem, [...(found.get(stem) ?? []), at]);
      }
    }
    return found;
  }

  // the endings of a base form, all that it may have
  endings(at) {
    return [...(this.rows[at] ?? NONE).list, ...(this.more.get(at) ?? [])];
  }

  has(at, ending) {
    return (this.rows[at] ?? NONE).endings.has(ending) || (this.more.get(at)?.has(ending) ?? false);
  }

  // the numbers of the base forms that a form may be of
  of(word) {
    const kept = this.forms.get(word);
    if (kept) {
      return kept;
    }
    const found = this.numbers.has(word) ? [this.numbers.get(word)] : [];
    for (let end = 0; end <= word.length; end++) {
      for (const at of this.stems.get(word.slice(0, end)) ?? []) {
        if (!found.includes(at) && this.has(at, word.slice(end))) {
          found.push(at);
        }
      }
    }
    this.forms.set(word, found);
    return found;
  }

  // the same; a word that nobody knew is known from now on
  learn(word) {
    const found = this.of(word);
    if (!found.length) {
      this.numbers.set(word, this.bases.length);
      found.push(this.bases.length);
      this.bases.push(word);
      this.marked.push(word);
      this.texts.push([]);
    }
    return found;
  }

  // a word and its row of endings, if it is no form of another
  add(base, row) {
    const isNew = !this.of(base).length;
    const [at] = this.learn(base);
    if (isNew) {
      this.rows[at] = rowOf(row);
      const stem = base.slice(0, base.length - this.rows[at].cut);
      this.stems.set(stem, [...(this.stems.get(stem) ?? []), at]);
      this.forms.clear();
    }
  }

  // after the last word was learnt
  sort() {
    this.order = [...this.bases.keys()].sort((a, b) => (this.bases[a] < this.bases[b] ? -1 : 1));
    this.sorted = this.order.map((at) => this.bases[at]);
  }

  // the numbers of the base forms that begin with some letters
  *begun(letters, most = Number.POSITIVE_INFINITY) {
    let from = 0;
    let to = this.sorted.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (this.sorted[middle] < letters) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    for (let at = from; at < from + most && this.sorted[at]?.startsWith(letters); at++) {
      yield this.order[at];
    }
  }
}

export { Lexicon };
