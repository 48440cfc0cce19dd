// Keeps the progress of a module in a learning platform (SCORM 1.2). Loaded before quiz.js, which asks it instead of the device.
(() => {
  "use strict";
  const ROOM = 4096; // characters that the standard grants for cmi.suspend_data
  const DONE = ["passed", "completed"];
  const FAR = 12; // windows to look through

  const above = (start) => {
    try {
      for (let here = start, step = 0; here && step < FAR; step += 1) {
        if (here.API) return here.API;
        if (here.parent === here) return null;
        here = here.parent;
      }
    } catch { /* a window of another site */ }
    return null;
  };
  const api = above(window) ?? (window.opener ? above(window.opener) : null);
  // opened by itself, for example from an unpacked zip: then progress is kept on the device, as on the site
  if (!api || String(api.LMSInitialize("")) !== "true") return;

  const begun = Date.now();
  const get = (name) => String(api.LMSGetValue(name) ?? "");
  const set = (name, value) => String(api.LMSSetValue(name, String(value))) === "true";

  if (["", "not attempted"].includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "incomplete");
  set("cmi.core.exit", "suspend"); // answers are there the next time
  api.LMSCommit("");

  // question id -> [mark, answer, right], short because of the room
  const pack = (progress) => JSON.stringify(Object.fromEntries(
    Object.entries(progress).map(([id, { mark, answer, right }]) => [id, [mark, answer, right ? 1 : 0]])));
  const unpack = (text) => {
    try {
      return Object.fromEntries(Object.entries(JSON.parse(text || "{}")).map(([id, [mark, answer, right]]) => [id, { mark, answer, right: right === 1 }]));
    } catch { return {}; }
  };
  let held = unpack(get("cmi.suspend_data"));

  window.handbookStore = {
    kept: true,
    read: () => held,
    write(progress) {
      held = progress;
      let text = pack(progress);
      // too long for any module of ours; then what has been answered stays known, and the choices made are let go
      if (text.length > ROOM) text = pack(Object.fromEntries(Object.entries(progress).map(([id, entry]) => [id, { ...entry, answer: [] }])));
      this.kept = text.length <= ROOM && set("cmi.suspend_data", text);
      api.LMSCommit("");
    },
    /** Goes back to the question that was answered last. */
    opened() {
      document.getElementById(get("cmi.core.lesson_location"))?.scrollIntoView();
    },
    answered({ id, rows, response, pattern, right }, rightInAll, all) {
      const at = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
      set(`${at}.id`, id);
      set(`${at}.type`, rows ? "matching" : "choice");
      set(`${at}.time`, new Date().toTimeString().slice(0, 8));
      set(`${at}.correct_responses.0.pattern`, pattern);
      set(`${at}.student_response`, response);
      set(`${at}.result`, right ? "correct" : "wrong");
      set("cmi.core.lesson_location", id);
      // the best score and the highest status stay: a later try may only add
      const score = Math.round((100 * rightInAll) / all);
      if (score >= (Number(get("cmi.core.score.raw")) || 0)) {
        set("cmi.core.score.min", 0);
        set("cmi.core.score.max", 100);
        set("cmi.core.score.raw", score);
      }
      if (rightInAll === all && !DONE.includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "passed");
      api.LMSCommit("");
    },
  };

  let finished = false;
  const finish = () => {
    if (finished) return;
    finished = true;
    const seconds = Math.floor((Date.now() - begun) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    set("cmi.core.session_time", `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
    api.LMSCommit("");
    api.LMSFinish("");
  };
  window.addEventListener("pagehide", finish);
  window.addEventListener("beforeunload", finish);
})();
