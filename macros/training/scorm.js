// Keeps the progress of a module in a learning platform (SCORM 1.2). Loaded before quiz.js, which asks it instead of the device.
// What the platform refuses is not kept, and the learner is told: nothing goes to the device in its place.
(() => {
  "use strict";
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
  // a platform may open a window, and that may hold the module in a frame
  const api = above(window) ?? above(window.opener) ?? above(window.top.opener);
  // opened by itself, for example from an unpacked zip: then progress is kept on the device, as on the site
  if (!api) {
    return;
  }

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
  const get = (name) => {
    try {
      return String(api.LMSGetValue(name) ?? "");
    } catch {
      return "";
    }
  };
  const set = (name, value) => did("LMSSetValue", name, String(value));

  // question id -> [mark, answer, right], short because of the room
  const pack = (progress) =>
    JSON.stringify(
      Object.fromEntries(Object.entries(progress).map(([id, { mark, answer, right }]) => [id, [mark, answer, right ? 1 : 0]])),
    );
  const unpack = (text) => {
    try {
      return Object.fromEntries(
        Object.entries(JSON.parse(text || "{}")).map(([id, [mark, answer, right]]) => [id, { mark, answer, right: right === 1 }]),
      );
    } catch {
      return {};
    }
  };

  let held = {};
  let begun = 0; // when the session began; 0: there is none
  let changed = () => undefined;

  /** Whether the platform stored everything. Some say "true" also when they have no session any more: the last error tells. */
  const commit = () => {
    const done = did("LMSCommit", "");
    if (call("LMSGetLastError") === NO_SESSION) {
      begun = 0; // the platform ended it
    }
    return done && begun > 0;
  };

  /** What two places know of the same questions: once right stays right, else the later answer goes before. */
  const merge = (earlier, later) => {
    const gone = Object.entries(later).filter(([id, { mark, right }]) => !right && earlier[id]?.right && earlier[id].mark === mark);
    return { ...earlier, ...later, ...Object.fromEntries(gone.map(([id]) => [id, earlier[id]])) };
  };

  /** Begins a session where there is none. A platform that refuses is asked for all the rest too: some do it, and nothing may be lost. */
  const begin = () => {
    if (begun) {
      return true;
    }
    if (did("LMSInitialize", "")) {
      begun = Date.now();
    }
    held = merge(unpack(get("cmi.suspend_data")), held);
    if (["", "not attempted"].includes(get("cmi.core.lesson_status"))) {
      set("cmi.core.lesson_status", "incomplete");
    }
    set("cmi.core.exit", "suspend"); // answers are there the next time
    return begun > 0;
  };

  /** The best score and the highest status stay: a later try may only add. */
  const rate = ({ rightInAll, all }) => {
    const score = Math.round((100 * rightInAll) / all);
    let kept = true;
    if (score >= (Number(get("cmi.core.score.raw")) || 0)) {
      set("cmi.core.score.min", 0); // least and most are optional in the standard
      set("cmi.core.score.max", 100);
      kept = set("cmi.core.score.raw", score);
    }
    const passed = rightInAll === all && !DONE.includes(get("cmi.core.lesson_status"));
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
    const at = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
    set(`${at}.id`, id);
    set(`${at}.type`, rows ? "matching" : "choice");
    set(`${at}.time`, new Date().toTimeString().slice(0, 8));
    set(`${at}.correct_responses.0.pattern`, pattern);
    set(`${at}.student_response`, response);
    set(`${at}.result`, right ? "correct" : "wrong");
  };

  /** Hands everything over. With one commit, as that is a platform's slowest call. */
  const hand = (answer) => {
    const rated = !answer || rate(answer);
    const remembered = remember(held);
    if (answer) {
      set("cmi.core.lesson_location", answer.id);
      report(answer);
    }
    return commit() && rated && remembered;
  };

  const store = {
    kept: begin() && commit(),
    read() {
      begin(); // a platform that refused may let us in now
      return held;
    },
    /** Keeps the progress, and tells the answer that changed it where one did. */
    write(progress, answer) {
      held = progress;
      // where the platform ended the session meanwhile, another one is asked for
      this.kept = hand(answer) || (!begun && begin() && hand(answer));
    },
    /** Goes back to the question that was answered last. ``tell`` is called when anything changes without an answer. */
    opened(tell) {
      changed = tell;
      document.getElementById(get("cmi.core.lesson_location"))?.scrollIntoView();
    },
  };
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
    store.kept = begin() && commit();
    changed();
  });
})();
