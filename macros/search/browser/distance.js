// Typing errors between two words.

// Whether two words can differ by so few errors: cheaper than counting these.
const isAlike = (a, b, limit) => {
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < least - start && a.at(-1 - end) === b.at(-1 - end)) {
    end++;
  }
  const longest = Math.max(a.length, b.length);
  return longest - start - end <= (limit === 1 ? 2 : longest - 1);
};

// the errors up to each letter of b, for one more letter of a
const next = (a, b, { last, before }) => {
  const at = last[0] + 1;
  const row = [at];
  for (let j = 1; j <= b.length; j++) {
    row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[at - 1] === b[j - 1] ? 0 : 1));
    if (at > 1 && j > 1 && a[at - 1] === b[j - 2] && a[at - 2] === b[j - 1]) {
      row[j] = Math.min(row[j], before[j - 2] + 1);
    }
  }
  return row;
};

// Typing errors between two words, a swap of neighbours being one; more than `limit` is told as limit + 1.
const distance = (a, b, limit) => {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let at = 1; at <= a.length; at++) {
    const row = next(a, b, { last, before });
    if (Math.min(...row) > limit) {
      return limit + 1;
    }
    before = last;
    last = row;
  }
  return last[b.length];
};

export { distance, isAlike };
