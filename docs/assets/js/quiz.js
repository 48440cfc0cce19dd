// Questions to oneself: judges an answer when its button is pressed, and keeps the progress on this device. Nothing is sent anywhere.
// The same script runs in the packages for learning platforms, where scorm.js gives it another place to keep the progress. How records of
// progress are joined is told in progress.js, which is loaded before.
(() => {
  "use strict";
  const SCHEMA = 1; // of the exported file
  const { answered, device, isRecord, join, listed, withAnswer } = window.handbookProgress;
  const store = window.handbookStore ?? device;

  /** How many of the questions listed in an element have been answered correctly. */
  const count = (element, progress) => {
    const questions = listed(element);
    return { right: questions.filter(([id, mark]) => answered(progress, id, mark)?.right).length, all: questions.length };
  };

  const fill = (words, values) => words.replace(/\{(?<name>\w+)\}/gu, (whole, name) => values[name] ?? whole);

  // ---- one question

  class Question {
    constructor(form, quiz) {
      this.form = form;
      this.quiz = quiz;
      ({ question: this.id, mark: this.mark, number: this.number } = form.dataset);
      this.options = [...form.querySelectorAll("input")];
      this.selects = [...form.querySelectorAll("select")];
      this.status = form.querySelector("[role=status]");
      this.details = form.querySelector("details");
      this.button = form.querySelector("button");
      this.button.hidden = false;
      // Enter in an answer clicks it too. The click and not the form's submission, which a platform's frame may forbid (sandbox)
      this.button.addEventListener("click", (event) => {
        event.preventDefault();
        this.check();
      });
      this.restore();
    }

    get answer() {
      if (this.selects.length) {
        return this.selects.map((select) => select.value);
      }
      return this.options.filter((option) => option.checked).map((option) => option.value);
    }

    solution(name) {
      return this.details.querySelector(`[data-${name.row ? "row" : "option"}="${CSS.escape(name.row ?? name.option)}"]`);
    }

    restore() {
      const kept = answered(this.quiz.progress, this.id, this.mark);
      const answer = kept?.answer ?? [];
      for (const option of this.options) {
        option.checked = answer.includes(option.value);
      }
      this.selects.forEach((select, at) => {
        select.value = answer[at] ?? "";
      });
      this.details.hidden = !kept; // think first
      this.details.open = false;
      this.status.replaceChildren();
      this.tell(kept);
    }

    /** Says beside the question's number how it was answered. */
    tell(kept) {
      const words = kept && (kept.right ? this.quiz.words.wasRight : this.quiz.words.wasNotYet);
      this.form.querySelector(".hb-q__was").textContent = words ? `, ${words}` : "";
    }

    check() {
      const { answer } = this;
      if (this.selects.length ? answer.includes("") : !answer.length) {
        this.say([paragraph(this.selects.length ? this.quiz.words.fill : this.quiz.words.first)], "empty");
        return;
      }
      const right = this.selects.length ? this.checkRows() : this.checkOptions(answer);
      this.details.hidden = false;
      this.quiz.keep(this, { mark: this.mark, answer, right }, this.response(), this.response(true));
    }

    checkOptions(answer) {
      const wrong = this.options.filter(
        (option) => option.checked !== this.solution({ option: option.value }).hasAttribute("data-correct"),
      );
      const said = answer.map((id) => this.solution({ option: id }));
      const leftOut = wrong.filter((option) => !option.checked).length;
      const right = !wrong.length;
      if (this.options[0].type === "radio") {
        this.say([paragraph(...copy(said[0].querySelector("dd")))], right ? "right" : "not-yet", right);
      } else {
        const list = document.createElement("ul");
        for (const entry of said) {
          const item = document.createElement("li");
          const name = document.createElement("b");
          name.textContent = `${entry.querySelector("dt").textContent}: `;
          item.append(name, ...copy(entry.querySelector("dd")));
          list.append(item);
        }
        const more = leftOut ? [paragraph(fill(this.quiz.words.leftOut, { count: leftOut }))] : [];
        this.say([paragraph(...this.quiz.verdict(right)), list, ...more], right ? "right" : "not-yet", right);
      }
      return right;
    }

    checkRows() {
      const misplaced = this.selects.filter((select) => select.value !== this.solution({ row: select.name }).dataset.answer);
      const right = !misplaced.length;
      const counted = fill(this.quiz.words.inPlace, { right: this.selects.length - misplaced.length, all: this.selects.length });
      if (right) {
        const feedback = this.details.querySelector(".hb-q__f");
        this.say([paragraph(...this.quiz.verdict(true), " ", ...copy(feedback))], "right", true);
      } else {
        const list = document.createElement("ul");
        for (const select of misplaced) {
          const item = document.createElement("li");
          item.textContent = select.labels[0].textContent;
          list.append(item);
        }
        this.say([paragraph(...this.quiz.verdict(false), ` ${counted} ${this.quiz.words.lookAgain}`), list], "not-yet", false);
      }
      return right;
    }

    /** Puts feedback into the live region; where it isn't right yet, with a link to the place that says it. */
    say(parts, state, right = true) {
      const link = right ? [] : [paragraph(...copy(this.details.querySelector(".hb-q__l")))];
      this.status.dataset.state = state;
      this.status.replaceChildren(...parts, ...link);
    }

    /** The answer, or the right one, in the letters that learning platforms expect: "a,c" for options, "a.2,b.1" for rows. */
    response(correct = false) {
      const letter = (at) => String.fromCharCode(97 + at);
      if (this.selects.length) {
        return this.selects
          .map((select, at) => {
            const value = correct ? this.solution({ row: select.name }).dataset.answer : select.value;
            return `${letter(at)}.${[...select.options].findIndex((option) => option.value === value)}`;
          })
          .join(",");
      }
      const chosen = (option) => (correct ? this.solution({ option: option.value }).hasAttribute("data-correct") : option.checked);
      return this.options.flatMap((option, at) => (chosen(option) ? letter(at) : [])).join(",");
    }
  }

  const copy = (element) => [...element.cloneNode(true).childNodes];
  const paragraph = (...parts) => {
    const element = document.createElement("p");
    element.append(...parts);
    return element;
  };

  // ---- the questions of a module

  class Quiz {
    constructor(element) {
      this.element = element;
      this.words = element.dataset;
      this.progress = store.read();
      this.questions = [...element.querySelectorAll("[data-question]")].map((form) => new Question(form, this));
      element.querySelector("[data-again]").addEventListener("click", () => this.again());
      this.notKept = element.querySelector(":scope > [data-not-kept]");
      this.noPlatform = element.querySelector(":scope > [data-no-platform]"); // in packages only
      this.show();
      store.opened?.(() => this.refresh());
    }

    verdict(right) {
      return copy(this.element.querySelector(`template[data-verdict="${right ? "right" : "not-yet"}"]`).content);
    }

    keep(question, entry, response, pattern) {
      // another window may have answered meanwhile
      this.progress = withAnswer(store.read(), question.id, entry);
      const { right, all } = count(this.element, this.progress);
      store.write(this.progress, {
        id: question.id,
        rows: question.selects.length > 0,
        response,
        pattern,
        right: entry.right,
        rightInAll: right,
        all,
      });
      question.tell(this.progress[question.id]);
      if (right === all && this.right < right) {
        question.status.append(paragraph(this.words.all));
      }
      this.show();
      this.warn(question);
    }

    /** Says at the question, where the learner looks, that the answer could not be kept, or where it is kept instead. */
    warn(question) {
      const told = this.element.querySelector("[role=status] > [data-no-platform]");
      const notes = [...(store.kept ? [] : [this.notKept]), ...(store.isOnDevice && !told ? [this.noPlatform] : [])];
      for (const note of notes.map((each) => each.cloneNode(true))) {
        question.status.prepend(note);
        note.scrollIntoView({ block: "nearest" });
      }
    }

    /** Shows what became known without an answer. */
    refresh() {
      this.progress = store.read();
      for (const question of this.questions) {
        question.tell(answered(this.progress, question.id, question.mark));
      }
      this.show();
    }

    show() {
      const { right, all } = count(this.element, this.progress);
      this.right = right;
      const line = this.element.querySelector(".hb-quiz__p");
      line.hidden = false;
      line.querySelector("[data-right]").textContent = fill(this.words.count, { right, all });
      const next = this.questions.find((question) => !answered(this.progress, question.id, question.mark)?.right);
      const begun = this.questions.some((question) => answered(this.progress, question.id, question.mark));
      const link = line.querySelector("[data-next]");
      link.hidden = !(begun && next);
      if (next) {
        link.href = `#${next.form.id}`;
        link.textContent = fill(this.words.continue, { number: next.number });
      }
      this.element.querySelector(".hb-quiz__again").hidden = !begun;
      this.notKept.hidden = store.kept;
      if (this.noPlatform) {
        this.noPlatform.hidden = !store.isOnDevice;
      }
      // all that was answered before is kept together with the last answer
      const over = [...(store.kept ? ["[data-not-kept]"] : []), ...(store.isOnDevice ? [] : ["[data-no-platform]"])];
      for (const note of over.length ? this.element.querySelectorAll(over.map((name) => `[role=status] > ${name}`).join()) : []) {
        note.remove();
      }
      overview(this.progress);
    }

    again() {
      this.progress = store.read();
      for (const question of this.questions) {
        delete this.progress[question.id];
      }
      store.write(this.progress);
      for (const question of this.questions) {
        question.restore();
      }
      this.show();
      this.warn(this.questions[0]);
      this.element.querySelector(":scope > [data-said]").textContent = this.words.again;
      this.questions[0].form.querySelector("input, select").focus();
    }
  }

  // ---- modules and how far each has come, on the path's page and above a module

  const advance = (module, words, { right, all }) => {
    module.classList.toggle("hb-done", right === all);
    module.style.setProperty("--done", all ? right / all : 0);
    const done = right === all ? ` (${words.done})` : "";
    const begun = right ? fill(words.count ?? "", { right, all }) : "";
    module.querySelector("[data-state]").textContent = words.done ? done : begun;
  };

  const overview = (progress) => {
    for (const list of document.querySelectorAll(".hb-strand ol, .hb-modules")) {
      for (const module of list.querySelectorAll("[data-questions]")) {
        advance(module, list.dataset, count(module, progress));
      }
    }
  };

  // ---- progress as a file, and gone

  const save = (name) => {
    const content = { schema: SCHEMA, saved: new Date().toISOString(), questions: store.read() };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
    link.download = `${name}-${content.saved.slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  /** The progress in a file, or nothing where it holds none. */
  const load = async (file) => {
    try {
      const { questions } = JSON.parse(await file.text());
      return isRecord(questions) ? questions : null;
    } catch {
      return null; // no JSON
    }
  };

  const manage = (element) => {
    const said = element.querySelector("[data-said]");
    const dialog = element.querySelector("dialog");
    const show = () => {
      overview(store.read());
      element.querySelector("[data-not-kept]").hidden = store.kept;
    };
    element.hidden = false;
    element.querySelector("[data-export]").addEventListener("click", () => save(element.dataset.file));
    element.querySelector("[data-import]").addEventListener("change", async (event) => {
      const [file] = event.target.files;
      if (!file) {
        return;
      }
      const questions = await load(file);
      if (questions) {
        store.write(join(store.read(), questions));
        show();
        said.textContent = element.dataset.imported;
      } else {
        said.textContent = element.dataset.bad;
      }
      event.target.value = "";
    });
    element.querySelector("[data-reset]").addEventListener("click", () => {
      said.textContent = "";
      dialog.returnValue = "";
      dialog.showModal();
    });
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") {
        return;
      }
      store.write({});
      show();
      said.textContent = element.dataset.cleared;
    });
    show();
  };

  const boot = () => {
    for (const element of document.querySelectorAll("[data-quiz]")) {
      // biome-ignore lint/correctness/noUnusedInstantiation: it lives in the element and its listeners
      new Quiz(element);
    }
    for (const element of document.querySelectorAll("[data-progress]")) {
      manage(element);
    }
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", boot);
  } else {
    boot();
  }
})();
