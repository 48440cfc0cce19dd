// What is known of a learner's answers, and the one rule by which two such records become one. The questions of the site, the packages for
// learning platforms (scorm.js) and a saved file that is brought in (quiz.js) all join their records with it.
// A record: question id -> { mark, answer: [ids], right, at }. The mark changes when the question does; at is when it was answered,
// in milliseconds, and may be missing in records of earlier editions.
(() => {
  "use strict";
  const KEY = "handbook-training";

  const isList = (value) => Array.isArray(value) && value.every((item) => typeof item === "string");
  const isEntry = (value) =>
    value !== null &&
    typeof value === "object" &&
    typeof value.mark === "string" &&
    isList(value.answer) &&
    (value.right === undefined || typeof value.right === "boolean") &&
    (value.at === undefined || Number.isFinite(value.at));
  const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(isEntry);

  /** The questions listed in an element's data-questions ("id:mark id:mark …"). */
  const listed = (element) =>
    element.dataset.questions
      .split(" ")
      .filter(Boolean)
      .map((entry) => entry.split(":"));
  /** The present marks of all questions that the page knows. */
  const marks = () => Object.fromEntries([...document.querySelectorAll("[data-questions]")].flatMap(listed));

  const rank = ({ mark, right, at }, present) => [mark === present ? 1 : 0, right ? 1 : 0, at ?? 0];
  /** Whether one entry goes before another of the same question. An order in which no two different entries are equal. */
  const goesBefore = (one, other, present) => {
    const [ours, theirs] = [rank(one, present), rank(other, present)];
    const at = ours.findIndex((value, place) => value !== theirs[place]);
    return at < 0 ? JSON.stringify(one) > JSON.stringify(other) : ours[at] > theirs[at];
  };

  /**
   * Join two records. Of each question the entry stays that belongs to the question as it is now; of two such ones the right one; else the
   * later one. The result is the same whichever record comes first, and joining again changes nothing.
   */
  const join = (one, other, present = marks()) => {
    const joined = { ...one };
    for (const [id, entry] of Object.entries(other)) {
      if (!(Object.hasOwn(joined, id) && goesBefore(joined[id], entry, present[id]))) {
        joined[id] = entry;
      }
    }
    return joined;
  };

  /** A record with one more answer, which is later than all others of its question, whatever the clock says. */
  const withAnswer = (record, id, entry) => join(record, { [id]: { ...entry, at: Math.max(Date.now(), (record[id]?.at ?? 0) + 1) } });

  /** The entry of a question if it belongs to the question as it is now. */
  const answered = (record, id, mark) => (record[id]?.mark === mark ? record[id] : undefined);

  // the record on this device
  const device = {
    kept: true,
    held: {}, // what holds for this page only, where nothing may be kept
    read() {
      if (!this.kept) {
        return this.held;
      }
      try {
        const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
        return isRecord(found) ? found : {};
      } catch {
        // storage is forbidden, or holds something else
        return this.held;
      }
    },
    write(record) {
      this.held = record;
      try {
        if (Object.keys(record).length) {
          localStorage.setItem(KEY, JSON.stringify(record));
        } else {
          localStorage.removeItem(KEY);
        }
        this.kept = true;
      } catch {
        this.kept = false;
      }
    },
  };

  window.handbookProgress = { answered, device, isRecord, join, listed, withAnswer };
})();
