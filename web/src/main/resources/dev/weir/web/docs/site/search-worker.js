// Finds words in what the project says of itself: one long text for each field, looked through from end to end.
"use strict";
const FIELDS = ["names", "tags", "columns", "descriptions", "code"];
const WORTH = { names: 100, tags: 30, columns: 20, descriptions: 12, code: 4 };
const END = "\n\u0001";
const fields = new Map();
let names = [];

/** A text for each entry ⇒ one text and where each begins. */
function field(texts) {
  const starts = new Int32Array(texts.length + 1);
  let at = 0;
  const lower = new Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    starts[i] = at;
    lower[i] = (texts[i] || "").toLowerCase() + END;
    at += lower[i].length;
  }
  starts[texts.length] = at;
  return { text: lower.join(""), starts };
}

function entryAt(starts, position) {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Entries that hold a word in a field. */
function holding({ text, starts }, word) {
  const found = [];
  for (let at = text.indexOf(word); at >= 0; ) {
    const entry = entryAt(starts, at);
    found.push(entry);
    at = text.indexOf(word, starts[entry + 1]);
  }
  return found;
}

function search(query, most) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  if (!words.length) return { total: 0, hits: [] };
  let scores = null;
  const where = new Map();
  for (const word of words) {
    const now = new Map();
    for (const name of FIELDS) {
      const read = fields.get(name);
      if (!read) continue;
      for (const entry of holding(read, word)) {
        if (scores && !scores.has(entry)) continue;
        let worth = WORTH[name];
        if (name === "names") {
          const own = names[entry];
          if (own === word) worth += 100;
          else if (own.startsWith(word)) worth += 40;
          else if (own.split(/[._]/).includes(word)) worth += 20;
          worth -= Math.min(20, own.length / 10);
        }
        now.set(entry, (now.get(entry) || 0) + worth);
        if (!where.has(entry)) where.set(entry, name);
      }
    }
    if (scores) for (const [entry, worth] of now) now.set(entry, worth + scores.get(entry));
    scores = now;
  }
  const hits = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { total: hits.length, hits: hits.slice(0, most).map(([entry]) => [entry, where.get(entry)]) };
}

async function read(file) {
  const answer = await fetch("data/" + file);
  if (!answer.ok) throw new Error(file + ": " + answer.status);
  return answer.json();
}

onmessage = ({ data }) => {
  if (data.names) {
    names = data.names.map((name) => name.toLowerCase());
    fields.set("names", field(data.names));
    fields.set("tags", field(data.tags));
    (async () => {
      const words = data.words || (await read("search-words.json"));
      fields.set("columns", field(words.columns));
      fields.set("descriptions", field(words.descriptions));
      postMessage({ state: "words" });
      const code = data.code || (await read("search-code.json"));
      fields.set("code", field(code.code));
      postMessage({ state: "ready" });
    })().catch((error) => postMessage({ state: "failed", message: String(error) }));
  } else {
    const started = performance.now();
    const found = search(data.query, data.most);
    postMessage({ turn: data.turn, query: data.query, millis: performance.now() - started, ...found });
  }
};
