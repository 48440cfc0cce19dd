// Keeps the progress of a module in a learning platform (SCORM 1.2). Loaded between progress.js and quiz.js, which asks it instead of the
// device. What the platform refuses is not kept, and the learner is told: nothing goes to the device in its place. Only where there is no
// platform at all the device keeps the answers, and that is told as well.
(() => {
  "use strict";
  const { device, isRecord, join } = window.handbookProgress;
  const ROOM = 4096; // characters that the standard grants for cmi.suspend_data
  const DONE = ["passed", "completed"];
  const NO_SESSION = "301"; // an error of the standard
  const FAR = 12; // windows to look through

  const above = (start) => {
    try {
      for (let here = start, step = 0; here && step < FAR; step += 1) {
        if (here.API?.LMSInitialize) {
          return here.API;
        }
        if (here.parent === here) {
          return null;
        }
        here = here.parent;
      }
    } catch {
      /* a window of another site */
    }
    return null;
  };
  let api = null;
  /** Looks for the platform until it is found: it may be ready later than the module. It may open a window, and that may hold a frame. */
  const isFound = () => {
    api ??= above(window) ?? above(window.opener) ?? above(window.top.opener);
    return api !== null;
  };

  const call = (name, ...values) => {
    try {
      return String(api[name](...values));
    } catch {
      return "false";
    }
  };
  /** Whether the platform did it: by its own word, and where it has none by the last error. */
  const did = (name, ...values) => {
    const said = call(name, ...values);
    return said === "true" || (said !== "false" && call("LMSGetLastError") === "0");
  };
  /** A value of the platform, or null where it can't be read. */
  const read = (name) => {
    try {
      return String(api.LMSGetValue(name) ?? "");
    } catch {
      return null;
    }
  };
  /** The status, which a platform always has: without one and with an error nothing can be read. */
  const readStatus = () => read("cmi.core.lesson_status") || (call("LMSGetLastError") === "0" ? "" : null);
  const set = (name, value) => did("LMSSetValue", name, String(value));

  // question id -> [mark, answer, right, at], short because of the room
  const pack = (progress) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(progress).map(([id, { mark, answer, right, at }]) => [id, [mark, answer, right ? 1 : 0, ...(at ? [at] : [])]]),
      ),
    );
  const unpack = (text) => {
    try {
      const found = Object.fromEntries(
        Object.entries(JSON.parse(text || "{}")).map(([id, [mark, answer, right, at]]) => [id, { mark, answer, right: right === 1, at }]),
      );
      return isRecord(found) ? found : {};
    } catch {
      return {};
    }
  };

  let held = {};
  let known = false; // whether it could be read what the platform has: until then nothing is written, as it would be written over
  let begun = 0; // when the session began; 0: there is none
  let changed = () => undefined;
  let reported = 0; // answers of this page

  /** Whether the platform stored everything. Some say "true" also when they have no session any more: the last error tells. */
  const commit = () => {
    const done = did("LMSCommit", "");
    if (call("LMSGetLastError") === NO_SESSION) {
      begun = 0; // the platform ended it
    }
    return done && begun > 0;
  };

  /** Reads what was answered before, and joins it with what was answered here. */
  const learn = () => {
    const [status, kept] = [readStatus(), read("cmi.suspend_data")];
    if (status === null || kept === null) {
      return;
    }
    known = true;
    held = join(unpack(kept), held);
    if (["", "not attempted"].includes(status)) {
      set("cmi.core.lesson_status", "incomplete");
    }
    set("cmi.core.exit", "suspend"); // answers are there the next time
  };

  /** Begins a session where there is none. A platform that refuses is asked for all the rest too: some do it, and nothing may be lost. */
  const begin = () => {
    if (begun && known) {
      return true;
    }
    if (!begun && did("LMSInitialize", "")) {
      begun = Date.now();
    }
    learn();
    return begun > 0 && known;
  };

  /** The best score and the highest status stay: a later try may only add. */
  const rate = ({ rightInAll, all }) => {
    const score = Math.round((100 * rightInAll) / all);
    const best = read("cmi.core.score.raw");
    let kept = best !== null;
    if (kept && score >= (Number(best) || 0)) {
      set("cmi.core.score.min", 0); // least and most are optional in the standard
      set("cmi.core.score.max", 100);
      kept = set("cmi.core.score.raw", score);
    }
    const passed = rightInAll === all && !DONE.includes(read("cmi.core.lesson_status"));
    return (!passed || set("cmi.core.lesson_status", "passed")) && kept;
  };

  const remember = (progress) => {
    let text = pack(progress);
    // too long for any module of ours; then what has been answered stays known, and the choices made are let go
    if (text.length > ROOM) {
      text = pack(Object.fromEntries(Object.entries(progress).map(([id, entry]) => [id, { ...entry, answer: [] }])));
    }
    return text.length <= ROOM && set("cmi.suspend_data", text);
  };

  /** The answer for the platform's reports. Optional in the standard: a platform without them keeps all the rest. */
  const report = ({ id, rows, response, pattern, right }) => {
    const count = read("cmi.interactions._count") || reported; // our own where the platform does not tell how many it has
    const at = `cmi.interactions.${count}`;
    reported += 1;
    set(`${at}.id`, id);
    set(`${at}.type`, rows ? "matching" : "choice");
    set(`${at}.time`, new Date().toTimeString().slice(0, 8));
    set(`${at}.correct_responses.0.pattern`, pattern);
    set(`${at}.student_response`, response);
    set(`${at}.result`, right ? "correct" : "wrong");
  };

  /** Hands everything over. With one commit, as that is a platform's slowest call. */
  const hand = (answer) => {
    if (!known) {
      return false;
    }
    const rated = !answer || rate(answer);
    const remembered = remember(held);
    if (answer) {
      set("cmi.core.lesson_location", answer.id);
      report(answer);
    }
    return commit() && rated && remembered;
  };

  const store = {
    kept: false,
    isOnDevice: false, // whether there is no platform
    read() {
      if (!isFound()) {
        return device.read();
      }
      begin(); // a platform that refused may let us in now
      return held;
    },
    /** Keeps the progress, and tells the answer that changed it where one did. */
    write(progress, answer) {
      if (!api) {
        device.write(progress);
        this.kept = device.kept;
        // for a platform that is found later: of this page only, as others may have answered on the same device
        held = answer ? join(held, { [answer.id]: progress[answer.id] }) : {};
        return;
      }
      this.isOnDevice = false;
      held = progress;
      // where the platform ended the session meanwhile, another one is asked for
      this.kept = hand(answer) || (!begun && begin() && hand(answer));
    },
    /** Goes back to the question that was answered last. ``tell`` is called when anything changes without an answer. */
    opened(tell) {
      changed = tell;
      if (api) {
        document.getElementById(read("cmi.core.lesson_location"))?.scrollIntoView();
      }
    },
    /** Takes up the session, or the device where there is no platform. */
    start() {
      this.isOnDevice = !isFound();
      this.kept = this.isOnDevice ? device.kept : begin() && commit();
    },
  };
  store.start();
  window.handbookStore = store;

  // Only the page's end ends the session: "beforeunload" also comes with a download or a mail link, and the page stays.
  window.addEventListener("pagehide", () => {
    if (!begun) {
      return;
    }
    const seconds = Math.floor((Date.now() - begun) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    set(
      "cmi.core.session_time",
      `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
    );
    commit();
    call("LMSFinish", "");
    begun = 0;
  });
  // the browser kept the page as it was and shows it again, after its end
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) {
      return;
    }
    store.start();
    changed();
  });
})();
