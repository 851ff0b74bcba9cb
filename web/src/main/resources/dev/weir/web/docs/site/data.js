// The data behind the pages. `index.json` comes first; everything else when it is asked for. A page by itself (static_index.html)
// carries each file in a script element instead.
"use strict";
(function (Weir) {
  const files = new Map();
  let generation = 0;

  /** A file below site/data, parsed; kept, but for pages, of which the last few dozen are. */
  function file(name) {
    if (!files.has(name)) {
      const read = load(name);
      files.set(name, read);
      read.catch(() => files.delete(name));
      const pages = [...files.keys()].filter((key) => key.includes("/"));
      if (pages.length > 48) files.delete(pages[0]);
    }
    return files.get(name);
  }

  async function load(name) {
    const inside = document.querySelector(`script[data-file="${name}"]`);
    if (inside) return JSON.parse(inside.textContent);
    const answer = await fetch("site/data/" + name + (generation ? "?" + generation : ""));
    if (!answer.ok) throw new Error(`site/data/${name}: ${answer.status}`);
    return answer.json();
  }

  /** Whether everything is in this one file. */
  function alone() {
    return document.querySelector("script[data-file]") !== null;
  }

  function worker(name) {
    const inside = document.querySelector(`script[data-worker="${name}"]`);
    if (!inside) return new Worker("site/" + name);
    return new Worker(URL.createObjectURL(new Blob([inside.textContent], { type: "text/javascript" })));
  }

  /** The index with what follows from it: `number` of an id, parts of an entry by number. */
  async function index() {
    const read = await file("index.json");
    if (read.number) return read;
    const entries = read.entries;
    read.size = entries.id.length;
    read.number = new Map(entries.id.map((id, i) => [id, i]));
    read.shown = new Uint8Array(read.size).fill(1);
    for (const i of entries.hidden) read.shown[i] = 0;
    read.kindOf = (i) => read.kinds[entries.kind[i]];
    read.materializedOf = (i) => read.materializations[entries.materialized[i]];
    read.statusOf = (i) => read.statuses[entries.status[i]];
    read.tagsOf = (i) => entries.tags[i].map((tag) => read.tags[tag]);
    read.pathOf = (i) => [read.folders[entries.folder[i]], entries.file[i]].filter(Boolean).join("/");
    return read;
  }

  /** The tests, with `number` of an id. */
  async function tests() {
    const read = await file("tests.json");
    if (!read.number) read.number = new Map(read.id.map((id, i) => [id, i]));
    return read;
  }

  /** The page of an id; null when there is none. */
  async function page(id) {
    const all = await index();
    if (all.number.has(id)) return of("pages", all.chunks, all.number.get(id));
    const tested = await tests();
    return tested.number.has(id) ? of("tests", tested.chunks, tested.number.get(id)) : null;
  }

  async function of(folder, chunks, number) {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (chunks[middle] <= number) low = middle;
      else high = middle - 1;
    }
    return (await file(`${folder}/${low}.json`))[number - chunks[low]];
  }

  /** Parents and children of every entry, by number. */
  async function graph() {
    const read = await file("graph.json");
    if (!read.children) {
      read.children = read.parents.map(() => []);
      read.parents.forEach((parents, i) => parents.forEach((parent) => read.children[parent].push(i)));
    }
    return read;
  }

  /** What was read is old. */
  function forget() {
    generation = Date.now();
    files.clear();
  }

  /** Where the page of an id is. */
  function address(id) {
    return "#!/" + id.slice(0, id.indexOf(".")) + "/" + encodeURIComponent(id);
  }

  Weir.data = { file, index, tests, page, graph, forget, worker, alone, address };
})(window.Weir);
