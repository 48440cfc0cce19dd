// The search engine: the index of one language, and what is typed, become pages in order. It touches neither the page nor the network,
// so that it runs in a browser, in a worker and in node: `handbookSearch.load(index).query("words")`.
(() => {
  "use strict";

  // ---- words, as macros/search/normal.py makes them
  const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
  const APOSTROPHE = /[’‘ʼ´`′＇]/gu;
  const MARK = /[\u0300-\u036f]/gu;
  const ENDING =
    /(?<=[\p{L}\p{N}_§]):(?:n|t|a|s|ta|tta|ssa|sta|lla|lle|lta|ksi|na|en|in|hin|hun|iin|een|aan|ia|ien|iden|ita|ihin|issa|ista|illa|ille|ilta|iksi)(?![\p{L}\p{N}_])/gu;
  const GENITIVE = /'s?(?![\p{L}\p{N}_])/gu;
  const DATED_ACT = /(?<![\p{L}\p{N}_])(?:\d{1,2}\.\d{1,2}\.)?((?:1[789]|20)\d\d)\/(\d{1,4})(?!\d)/gu;
  const SECTION =
    /(?<![/.\p{L}\p{N}])((?:\d+(?: ?[a-z](?![\p{L}\p{N}]))?(?: ?[,–—-] ?| (?:ja|och|and|tai|eller|or) ))*\d+(?: ?[a-z](?![\p{L}\p{N}]))?) ?§+/gu;
  const SECTION_AFTER =
    /(?:§+ ?|(?<![\p{L}\p{N}])(?:sections?|pykala|paragraf) )(\d+(?: ?[a-z](?![\p{L}\p{N}]))?(?:(?: ?[,–—-] ?| (?:and|or) )\d+(?: ?[a-z](?![\p{L}\p{N}]))?)*)/gu;
  const ONE = /\d+(?: ?[a-z](?![\p{L}\p{N}]))?/gu;
  const WORD = /\d+\/\d+|\d+(?:\.\d+)+|(?:[\p{L}\p{N}]|')+§?/gu;

  const fold = (text) => text.replace(UNSEEN, "").replace(APOSTROPHE, "'").normalize("NFKD").replace(MARK, "").toLowerCase();
  const isYear = (digits) => /^(?:1[789]|20)\d\d$/u.test(digits);
  const sections = (_, list) =>
    ` ${list
      .match(ONE)
      .map((one) => `${one.replace(" ", "")}§`)
      .join(" ")} `;

  function words(text) {
    const plain = fold(text)
      .replace(ENDING, "")
      .replace(GENITIVE, "")
      .trim()
      .replace(/\s+/gu, " ")
      .replace(DATED_ACT, (act, year, number) => (isYear(number) ? act : `${number}/${year}`))
      .replace(SECTION_AFTER, sections)
      .replace(SECTION, sections);
    return (plain.match(WORD) ?? []).map((word) => word.replaceAll("'", "")).filter(Boolean);
  }

  // ---- what counts how much
  const WEIGHT = {
    title: 10,
    name: 9,
    abroad: 7,
    term: 7,
    foreign: 5,
    heading: 5,
    question: 4,
    answer: 7,
    place: 8,
    act: 1,
    summary: 3,
    text: 1,
  };
  const WHOLE = {
    title: 1000,
    name: 900,
    abroad: 700,
    heading: 900,
    question: 900,
    answer: 700,
    place: 850,
    act: 700,
    term: 450,
    foreign: 400,
    titled: 850,
    quiet: 800,
  };
  const QUIET = 0.5; // weight of pages that mention everything
  const TERMS = new Set(["term", "foreign"]);
  const TITLES = new Set(["title", "name"]);
  const OFTEN = 4; // a heading that stands on so many pages leads to none of them
  const SHARE = 0.5; // of the weight of a phrase that depends on how much of it is typed
  const QUALITY = { exact: 1, inflected: 1, begun: 0.6, within: 0.45, error: 0.6, errors: 0.4, shortened: 0.45, part: 0.3 };
  const AGAIN = 0.15; // of what other names and terms add that have the word too
  const LACKING = 0.25; // what a page keeps that lacks a word
  const TOGETHER = 1.25; // for all words in one place
  const PLACE = 0.35; // of the name of a place beside other words
  const SMALL = 0.05; // of words that nobody looks for, among others
  const FORGIVEN = { 1: 6, 2: 10 }; // typing errors, and the letters from which on so many are forgiven
  const RARE = 7; // letters from which on an error is forgiven in words too by which nothing is called
  const BEGUN = 3; // letters from which on a word of this language may go on; one more for names of places and of other languages
  const WITHIN = 4; // letters of a word that is looked for in compounds, and of a part of one
  const STEM = 5; // letters that stay when an ending is cut off, and the share of the word
  const STEM_SHARE = 0.65;
  const LOCAL = ["lla", "lle", "lta", "ssa", "sta"]; // endings that stand together, written as *
  const FIRST_ROW = 93; // the character that means the first row of endings
  const COMMON = 0.2; // share of pages from which on a word tells no place on them
  const MANY = 40; // words that a begun one may stand for

  // ---- the index
  function load(index) {
    const bases = []; // the base forms
    const marked = [];
    let before = "";
    for (const written of index.words.split(" ")) {
      const word = before.slice(0, Number.parseInt(written[0], 36)) + written.slice(1);
      before = word;
      marked.push(word);
      bases.push(word.replaceAll("=", ""));
    }
    const ofBase = new Map(bases.map((word, at) => [word, at]));
    const rowOf = [...index.row].map((mark) => mark.charCodeAt(0) - FIRST_ROW);
    const rows = index.rows.map((row) => {
      const [cut, ...short] = row.split(" ");
      const endings = short.flatMap((ending) => (ending.endsWith("*") ? LOCAL.map((end) => ending.slice(0, -1) + end) : [ending]));
      return { cut: Number(cut), endings: new Set(endings), list: endings };
    });
    const ofStem = new Map();
    const stemOf = (at) => bases[at].slice(0, bases[at].length - rows[rowOf[at]].cut);
    const more = new Map(Object.entries(index.more).map(([at, endings]) => [Number(at), new Set(endings.split(" "))]));
    bases.forEach((_, at) => {
      if (rows[rowOf[at]].list.length || more.has(at)) {
        const stem = stemOf(at);
        const known = ofStem.get(stem);
        if (known) {
          known.push(at);
        } else {
          ofStem.set(stem, [at]);
        }
      }
    });
    const texts = index.places.split(" ").map(unpacked); // of a common word only the beginnings of the pages that have it
    const has = (at, ending) => rows[rowOf[at]].endings.has(ending) || more.get(at)?.has(ending);

    // the words that a form may be of
    const forms = new Map();
    function of(word) {
      let found = forms.get(word);
      if (!found) {
        found = ofBase.has(word) ? [ofBase.get(word)] : [];
        for (let end = 1; end <= word.length; end++) {
          for (const at of ofStem.get(word.slice(0, end)) ?? []) {
            if (!found.includes(at) && has(at, word.slice(end))) {
              found.push(at);
            }
          }
        }
        forms.set(word, found);
      }
      return found;
    }
    const learnt = (word) => {
      const found = of(word);
      if (!found.length) {
        ofBase.set(word, bases.length);
        found.push(bases.length);
        bases.push(word);
        marked.push(word);
        texts.push([]);
      }
      return found;
    };

    const pages = [];
    const places = [];
    const phrases = [];
    const called = []; // for each word the phrases that have it
    const wholes = new Map(); // phrases by their letters
    const small = new Set(index.small.flatMap((word) => of(fold(word))));
    const smallWords = new Set(index.small.map(fold));
    function phrase(kind, text, page, place) {
      const typed = words(text);
      const whole = typed.join("");
      const entry = { kind, page, place, words: typed.map(learnt), sum: 0 };
      for (const at of new Set(entry.words.flat())) {
        (called[at] ??= []).push(phrases.length);
      }
      phrases.push(entry);
      const same = wholes.get(whole);
      if (same) {
        same.push(entry);
      } else {
        wholes.set(whole, [entry]);
      }
    }
    for (const [url, title, kind, above, summary, weight, names, terms, parts] of index.pages) {
      const page = pages.length;
      const first = places.length;
      pages.push({ url, title, kind, above: index.above[above], summary, weight, first, count: parts.length });
      phrase("title", title, page, first);
      names.forEach((name) => phrase("name", name, page, first));
      terms.forEach((term) => phrase("term", term, page, first));
      phrase("summary", summary, page, first);
      for (const [anchor, heading, extra, names] of parts) {
        const place = places.length;
        places.push({ page, anchor, heading, excerpt: "" });
        if (heading) {
          phrase(extra === 1 ? "question" : names ? "answer" : "heading", heading, page, place);
        }
        if (names) {
          extra.forEach((name) => phrase("answer", name, page, place));
          names.forEach((name) => phrase("place", name, page, place));
        }
      }
    }
    const acts = []; // their numbers, and the words by which they are named
    const known = {
      acts,
      bases,
      marked,
      of,
      ofStem,
      row: rowOf,
      rows,
      more,
      endings: (at) => [...rows[rowOf[at]].list, ...(more.get(at) ?? [])],
      called,
      texts,
      has,
      smallWords,
      words: small,
    };
    const whole = { known, pages, places, phrases, wholes };
    weigh(whole);
    return {
      language: index.language,
      bases: (word) => of(word).map((at) => bases[at]), // for those who compare engines
      query: (typed) => query(typed, whole),
      // the part of the index that comes later
      extend(later) {
        later.abroad.forEach(([names, terms], page) => {
          names.forEach((name) => phrase("abroad", name, page, pages[page].first));
          terms.forEach((term) => phrase("foreign", term, page, pages[page].first));
        });
        for (const [number, ...names] of later.acts) {
          const called = [number, ...names];
          const listed = called.flatMap((name) => wholes.get(words(name).join("")) ?? []).find(({ kind }) => kind === "heading");
          for (const name of called) {
            const meant = words(name);
            meant.forEach(learnt);
            acts.push({ number, words: meant });
            if (listed) {
              phrase("act", name, listed.page, listed.place);
            }
          }
        }
        later.excerpts.forEach((text, at) => {
          places[at].excerpt = text;
        });
        weigh(whole);
      },
    };
  }

  const SUBJECT = new Set(["title", "name", "abroad", "term", "foreign", "answer"]); // what says what a page is about
  const OWN = new Set(["title", "name", "term", "answer", "heading", "question", "summary"]); // in the language of the page

  // what follows from all words and phrases together
  function weigh({ known, pages, places, phrases, wholes }) {
    const { bases, texts, called } = known;
    const calls = (at, kinds) => (called[at] ?? []).some((number) => kinds.has(phrases[number].kind));
    known.subject = bases.map((_, at) => calls(at, SUBJECT));
    known.place = bases.map((_, at) => calls(at, new Set(["place"])) && !known.subject[at]);
    known.own = bases.map((_, at) => texts[at].length > 0 || calls(at, OWN));
    known.used = bases.map((_, at) => texts[at].length > 0 || called[at] !== undefined);
    // how much a word tells: the fewer pages have it, the more
    known.telling = bases.map((_, at) => {
      const on = new Set(texts[at].map((place) => places[place].page));
      for (const number of called[at] ?? []) {
        on.add(phrases[number].page);
      }
      return Math.log(1 + pages.length / (on.size + 0.5)) * (known.words.has(at) ? SMALL : 1);
    });
    for (const entry of phrases) {
      entry.sum = entry.words.reduce((sum, alike) => sum + Math.max(...alike.map((at) => known.telling[at])), 0);
    }
    for (const same of wholes.values()) {
      const on = new Set(same.filter(({ kind }) => kind === "heading").map(({ page }) => page)).size;
      for (const entry of same) {
        entry.often = entry.kind === "heading" ? on : 1;
      }
    }
    known.order = bases.map((_, at) => at).sort((a, b) => (bases[a] < bases[b] ? -1 : 1));
    known.sorted = known.order.map((at) => bases[at]);
    known.stems = [...known.ofStem.keys()];
    const firsts = new Set(pages.map(({ first }) => first));
    known.common = texts.map((on) => on.length > COMMON * pages.length && on.every((place) => firsts.has(place)));
  }

  function unpacked(written) {
    const found = [];
    let before = -1;
    let step = 0;
    for (let at = 0; at < written.length; at++) {
      const code = written.charCodeAt(at);
      if (code < 80) {
        step = (step << 5) | (code - 48);
      } else {
        before += (step << 5) | (code - 80);
        found.push(before);
        step = 0;
      }
    }
    return found;
  }

  // ---- what a typed word may mean: numbers of base forms, each with how well it fits
  function meanings(word, mayGoOn, known) {
    const found = new Map();
    const add = (at, quality) => {
      if (known.used[at] && !(found.get(at) >= quality)) {
        found.set(at, quality);
      }
    };
    for (const at of known.of(word)) {
      add(at, QUALITY.exact);
    }
    const whole = found.size > 0;
    const begin = (at) => {
      if (word.length > BEGUN || known.own[at]) {
        add(at, QUALITY.begun);
      }
    };
    const digits = /\d/u.test(word);
    if ((mayGoOn || !whole) && word.length >= BEGUN) {
      let count = 0;
      for (
        let at = lower(known.sorted, word);
        at < known.sorted.length && known.sorted[at].startsWith(word) && count < MANY;
        at++, count++
      ) {
        begin(known.order[at]);
      }
      if (!digits) {
        for (let end = Math.max(2, word.length - 6); end < word.length; end++) {
          for (const at of known.ofStem.get(word.slice(0, end)) ?? []) {
            const rest = word.slice(end);
            if (known.rows[known.row[at]].list.some((ending) => ending.startsWith(rest))) {
              begin(at);
            }
          }
        }
      }
    }
    if (!digits && word.length >= WITHIN) {
      const looked = whole ? known.of(word).map((at) => known.bases[at]) : [word];
      for (const base of looked.filter((base) => base.length >= WITHIN)) {
        known.marked.forEach((compound, at) => {
          if (compound.length > base.length + 3) {
            const from = compound.indexOf(`=${base}`);
            if (from > 0 && (compound.length === from + 1 + base.length || compound[from + 1 + base.length] === "=")) {
              add(at, QUALITY.within);
            } else if (compound.startsWith(`${base}=`)) {
              add(at, QUALITY.within);
            }
          }
        });
      }
    }
    return { found, isKnown: found.size > 0, isWhole: whole };
  }

  // what an unknown word may have been meant as
  function guesses(word, known) {
    if (/\d/u.test(word) || word.length < STEM) {
      return new Map();
    }
    const ways = [
      () => near(word, 1, known, QUALITY.error, known.subject),
      () => (word.length > RARE ? near(word, 1, known, QUALITY.error, known.used) : new Map()),
      () => shortened(word, known),
      () => near(word, 2, known, QUALITY.errors, known.subject),
      () => parts(word, known),
    ];
    for (const way of ways) {
      const found = way();
      if (found.size) {
        return found;
      }
    }
    return new Map();
  }

  function near(word, limit, known, quality, among) {
    const found = new Map();
    const fits = (other) => Math.max(word.length, other.length) >= FORGIVEN[limit] && Math.abs(word.length - other.length) <= limit;
    known.bases.forEach((base, at) => {
      if (among[at] && fits(base) && alike(word, base, limit) && errors(word, base, limit) <= limit) {
        found.set(at, quality);
      }
    });
    if (!found.size && word.length >= FORGIVEN[limit]) {
      for (const stem of known.stems) {
        if (stem.length > word.length) {
          continue;
        }
        // an error in the ending, or anywhere where the stem is short
        if (stem.length < STEM || word.startsWith(stem)) {
          for (const at of known.ofStem.get(stem)) {
            if (
              among[at] &&
              known
                .endings(at)
                .some((end) => fits(stem + end) && alike(word, stem + end, limit) && errors(word, stem + end, limit) <= limit)
            ) {
              found.set(at, quality);
            }
          }
          continue;
        }
        for (const at of known.ofStem.get(stem)) {
          if (!among[at] || found.has(at)) {
            continue;
          }
          for (let end = Math.max(stem.length - limit, STEM - 1); end <= Math.min(stem.length + limit, word.length - 1); end++) {
            if (known.has(at, word.slice(end)) && errors(word.slice(0, end), stem, limit) <= limit) {
              found.set(at, quality);
            }
          }
        }
      }
    }
    return found;
  }

  // whether two words can differ by so few errors: cheaper than counting these
  function alike(a, b, limit) {
    let same = 0;
    const least = Math.min(a.length, b.length);
    while (same < least && a[same] === b[same]) {
      same++;
    }
    let end = 0;
    while (end < least - same && a[a.length - 1 - end] === b[b.length - 1 - end]) {
      end++;
    }
    return Math.max(a.length, b.length) - same - end <= (limit === 1 ? 2 : Math.max(a.length, b.length) - 1);
  }

  // the longest known beginning of a word
  function shortened(word, known) {
    const least = Math.max(STEM, Math.ceil(word.length * STEM_SHARE));
    for (let length = word.length - 1; length >= least; length--) {
      const stem = word.slice(0, length);
      const found = new Map(
        known
          .of(stem)
          .filter((at) => known.called[at])
          .map((at) => [at, QUALITY.shortened]),
      );
      if (!found.size && length >= STEM + 1) {
        for (let at = lower(known.sorted, stem); at < known.sorted.length && known.sorted[at].startsWith(stem); at++) {
          if (known.called[known.order[at]]) {
            found.set(known.order[at], QUALITY.shortened);
          }
        }
      }
      if (found.size) {
        return found;
      }
    }
    return new Map();
  }

  // the known end of an unknown compound, or its beginning
  function parts(word, known) {
    const found = new Map();
    for (let cut = WITHIN - 1; word.length - cut >= 7; cut++) {
      const tail = known.of(word.slice(cut)).filter((at) => known.subject[at]);
      tail.forEach((at) => found.set(at, QUALITY.part));
      if (found.size) {
        return found;
      }
    }
    for (let end = word.length - WITHIN + 1; end >= 6; end--) {
      const head = known.of(word.slice(0, end)).filter((at) => known.subject[at]);
      head.forEach((at) => found.set(at, QUALITY.part));
      if (found.size) {
        return found;
      }
    }
    return found;
  }

  function lower(sorted, word) {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle] < word) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  // typing errors between two words, a swap of neighbours being one; more than `limit` is told as limit + 1
  function errors(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) {
      return limit + 1;
    }
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  // ---- a query
  function query(typed, { known, pages, places, phrases, wholes }) {
    const all = words(typed);
    const ended = /[^\p{L}\p{N}'’-]$/u.test(typed);
    const carrying = all.filter((word) => !(known.smallWords.has(word) || (word.length === 1 && all.length > 1)));
    const asked = carrying.length ? carrying : all;
    const whole = all.join("");
    const exact = wholes.get(whole) ?? [];
    const isWhole = exact.length > 0;
    const terms = [...new Set(asked)].map((word) => {
      const last = word === all[all.length - 1] && !ended && !isWhole;
      return { word, ...meanings(word, last, known) };
    });
    lawful(terms, known);
    // words that were typed apart: as one they may be known, though one of them is not
    terms.forEach((term, at) => {
      const next = terms[at + 1];
      if (next && all[all.indexOf(term.word) + 1] === next.word) {
        const joint = known.of(term.word + next.word);
        for (const one of joint) {
          term.found.set(one, 1);
          next.found.set(one, 1);
          term.isKnown = true;
          next.isKnown = true;
        }
      }
    });
    for (const term of [...terms]) {
      const two = term.isKnown || term.word.length < STEM ? null : apart(term.word, known);
      if (two) {
        const [head, tail] = two.map((word) => ({ word, ...meanings(word, false, known), of: term.word }));
        terms.splice(terms.indexOf(term), 1, head, tail);
      } else if (!term.isKnown) {
        term.found = term.isAside ? new Map() : guesses(term.word, known);
      }
    }
    for (const term of terms) {
      term.telling = term.found.size
        ? Math.max(...[...term.found].map(([at, quality]) => known.telling[at] * quality)) || 0.1
        : term.isAside
          ? SMALL
          : Math.log(1 + pages.length);
    }
    // beside a subject the name of a place says where, not what
    for (const term of terms.filter(({ found }) => found.size && [...found.keys()].every((at) => known.place[at]))) {
      term.isPlace = true;
      term.telling *= terms.length > 1 ? PLACE : 1;
    }

    // for each phrase that has some of the words: how much of it was typed
    const hits = new Map();
    terms.forEach((term, number) => {
      for (const [at, quality] of term.found) {
        for (const of of known.called[at] ?? []) {
          let hit = hits.get(of);
          if (!hit) {
            hit = { best: new Array(terms.length).fill(0), matched: new Map() };
            hits.set(of, hit);
          }
          hit.best[number] = Math.max(hit.best[number], quality);
          hit.matched.set(at, Math.max(hit.matched.get(at) ?? 0, quality));
        }
      }
    });
    const found = new Map();
    const page = (number) => {
      let entry = found.get(number);
      if (!entry) {
        entry = {
          page: number,
          words: new Array(terms.length).fill(0),
          sums: new Array(terms.length).fill(0),
          common: new Array(terms.length).fill(0),
          text: new Array(terms.length).fill(0),
          places: new Map(),
          whole: 0,
          at: null,
        };
        found.set(number, entry);
      }
      return entry;
    };
    const place = (entry, number) => {
      let scores = entry.places.get(number);
      if (!scores) {
        scores = { called: new Array(terms.length).fill(0), text: new Array(terms.length).fill(0) };
        entry.places.set(number, scores);
      }
      return scores;
    };
    for (const [number, hit] of hits) {
      const of = phrases[number];
      let matched = 0;
      for (const alike of of.words) {
        matched += Math.max(...alike.map((at) => (hit.matched.get(at) ?? 0) * known.telling[at]));
      }
      const share = of.sum ? matched / of.sum : 0;
      if (of.kind === "place") {
        hit.best = hit.best.map((quality) => (quality === QUALITY.within ? 0 : quality * share ** 2)); // Rautavaara is no answer to vaara
      }
      const weight = (WEIGHT[of.kind] / (of.often > OFTEN ? of.often : 1) ** 0.5) * (of.kind === "summary" ? 1 : 1 - SHARE + SHARE * share);
      const entry = page(of.page);
      const at = place(entry, of.place);
      entry.titled ||= TITLES.has(of.kind) && hit.best.every((quality) => quality > 0);
      hit.best.forEach((quality, word) => {
        const score = weight * quality;
        entry.words[word] = Math.max(entry.words[word], score);
        entry.sums[word] += of.kind === "place" || of.kind === "answer" ? 0 : score;
        at.called[word] = Math.max(at.called[word], score);
      });
    }
    terms.forEach((term, word) => {
      for (const [at, quality] of term.found) {
        for (const number of known.texts[at]) {
          const entry = page(places[number].page);
          entry.text[word] += quality;
          if (known.common[at]) {
            entry.common[word] = Math.max(entry.common[word], quality);
          } else {
            const scores = place(entry, number);
            scores.text[word] = Math.max(scores.text[word], quality);
          }
        }
      }
    });
    for (const of of exact) {
      if (WHOLE[of.kind] && of.often < OFTEN) {
        const entry = page(of.page);
        const quiet = of.kind === "heading" && pages[of.page].weight <= QUIET ? WHOLE.quiet : WHOLE[of.kind];
        const worth = entry.titled && TERMS.has(of.kind) ? WHOLE.titled : quiet;
        if (worth > entry.whole) {
          entry.whole = worth;
          entry.at = of.place;
        }
      }
    }
    // a word as it was typed
    const written = (word) => typed.split(/\s+/u).find((part) => words(part).includes(word)) ?? word;
    const sum = terms.reduce((total, term) => total + term.telling, 0) || 1;
    const results = [];
    for (const entry of found.values()) {
      const of = pages[entry.page];
      let score = 0;
      let covered = 0;
      terms.forEach((term, word) => {
        const text = entry.text[word]
          ? WEIGHT.text * Math.min(2, Math.log2(1 + entry.text[word])) * (0.5 + 0.5 / Math.sqrt(of.count / 8 + 1))
          : 0;
        const again = Math.min(entry.words[word], (entry.sums[word] - entry.words[word]) * AGAIN);
        score += term.telling * (entry.words[word] + again + 0.5 * text);
        covered += entry.words[word] || entry.text[word] ? term.telling : 0;
      });
      const all = covered / sum;
      let best = null;
      for (const [number, scores] of entry.places) {
        let points = 0;
        let has = 0;
        terms.forEach((term, word) => {
          const stands = scores.text[word] || entry.common[word];
          points += term.telling * (scores.called[word] + WEIGHT.text * stands);
          has += scores.called[word] || stands ? term.telling : 0;
        });
        const worth = points * (has / sum);
        if (!best || worth > best.worth || (worth === best.worth && number < best.number)) {
          best = { number, worth, has };
        }
      }
      const together = best && best.has >= sum * 0.999 ? TOGETHER : 1;
      const total = entry.whole + score * together * of.weight * (all > 0.999 ? 1 : LACKING * all ** 2);
      results.push({ entry, total, covered: all, place: entry.at ?? best?.number ?? of.first });
    }
    results.sort((a, b) => b.total - a.total || a.entry.page - b.entry.page);
    // the place that is named beside a subject is the second answer, if it is not the first
    const named = terms.length > 1 ? terms.findIndex(({ isWhole, isPlace }) => isWhole && isPlace) : -1;
    const there = results.findIndex(({ entry }) => named >= 0 && entry.words[named] > 0);
    if (there > 1) {
      results.splice(1, 0, ...results.splice(there, 1));
    }
    return {
      words: terms.map(({ word, isKnown, of, found: meant }) => ({
        typed: written(of ?? word),
        known: isKnown,
        guessed: !isKnown && meant.size > 0,
      })),
      count: results.length,
      results: results.map(({ entry, total, covered, place }) => {
        const { url, title, kind, above, summary } = pages[entry.page];
        const { anchor, heading, excerpt: own } = places[place];
        const excerpt = (anchor && own) || summary;
        const address = anchor ? `${url}#${anchor}` : url;
        return { url: address, title, kind, above, place: heading, excerpt, marked: marks(excerpt, terms, known), score: total, covered };
      }),
    };
  }

  // where the typed words stand in a text: beginnings and ends
  function marks(text, terms, known) {
    const found = [];
    for (const { 0: written, index } of text.matchAll(/[\p{L}\p{N}\u00ad'’§]+/gu)) {
      const meant = words(written).flatMap((word) => known.of(word));
      if (meant.some((at) => terms.some((term) => term.found.has(at)))) {
        found.push([index, index + written.length]);
      }
    }
    return found;
  }

  // Of a section the act is typed too, by its number, name or abbreviation: then the section of that act is meant. An act alone is also
  // meant by its number, as pages cite it.
  function lawful(terms, known) {
    const typed = terms.map(({ word }) => word);
    const same = (one, other) => one === other || known.of(one).some((base) => known.of(other).includes(base));
    const isTyped = (word) => known.smallWords.has(word) || typed.some((other) => same(word, other));
    const named = known.acts.filter((act) => act.words.every(isTyped)).sort((a, b) => b.words.length - a.words.length);
    const numbers = [...new Set(named.filter(({ words }) => words.length === named[0].words.length).map(({ number }) => number))];
    if (!numbers.length) {
      return;
    }
    const ofAct = new Set(named[0].words.flatMap((word) => [word, ...typed.filter((other) => same(word, other))]));
    const sections = typed.filter((word) => word.endsWith("§"));
    for (const term of terms) {
      const wanted = sections.includes(term.word) ? [term.word] : ofAct.has(term.word) && !term.word.includes("§") ? [""] : [];
      for (const section of wanted) {
        const exact = numbers.flatMap((number) => known.of(section ? `${number}:${section}` : number));
        if (section) {
          term.found = new Map();
          term.isKnown = false;
        }
        for (const at of exact) {
          term.found.set(at, 1);
          term.isKnown = true;
        }
      }
    }
    for (const term of terms.filter(({ word }) => sections.includes(word))) {
      term.isAside = !term.found.size; // no page rests on that section: the act itself is the answer
    }
    if (sections.length && terms.some((term) => sections.includes(term.word) && term.found.size)) {
      const rest = terms.filter((term) => !ofAct.has(term.word) || sections.includes(term.word));
      terms.splice(0, terms.length, ...rest);
    }
  }

  // two known words that were typed as one
  function apart(word, known) {
    const isKnown = (part) => part.length >= BEGUN && known.of(part).some((at) => known.subject[at]);
    for (let cut = word.length - BEGUN; cut >= BEGUN; cut--) {
      const two = [word.slice(0, cut), word.slice(cut)];
      if (two.every(isKnown)) {
        return two;
      }
    }
    return null;
  }

  globalThis.handbookSearch = { load, words, fold };
})();
