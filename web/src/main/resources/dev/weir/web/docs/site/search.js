// Search as you type. The texts are looked through by a worker; they are read when the field is first used.
"use strict";
(function (Weir) {
  const { h, fill, say } = Weir.dom;
  const MOST = 100;
  let worker = null;
  let turn = 0;
  let waiting = null;
  let state = "";

  async function begin() {
    if (worker) return;
    worker = Weir.data.worker("search-worker.js");
    worker.onmessage = ({ data }) => {
      if (data.state) {
        state = data.state;
        document.documentElement.dataset.search = data.state;
        if (waiting) ask(waiting.query);
      } else if (waiting && data.turn === turn) show(data);
    };
    const index = await Weir.data.index();
    const tests = await Weir.data.tests();
    const names = [...index.entries.name, ...tests.name];
    const tags = [...index.entries.tags.map((_, i) => index.tagsOf(i).join(" ")), ...tests.tags.map((these) => these.map((tag) => index.tags[tag]).join(" "))];
    const inside = Weir.data.alone();
    worker.postMessage({
      names,
      tags,
      words: inside ? await Weir.data.file("search-words.json") : null,
      code: inside ? await Weir.data.file("search-code.json") : null,
    });
  }

  function again() {
    if (worker) worker.terminate();
    worker = null;
    state = "";
  }

  /** Results of a query into an element. */
  async function run(query, into) {
    waiting = { query, into };
    await begin();
    ask(query);
  }

  function ask(query) {
    turn++;
    worker.postMessage({ turn, query, most: MOST });
  }

  const WHERE = { names: "name", tags: "tag", columns: "column", descriptions: "description", code: "code" };

  async function show(found) {
    const { into } = waiting;
    const index = await Weir.data.index();
    const tests = await Weir.data.tests();
    const count = found.total === 1 ? "1 result" : `${found.total.toLocaleString()} results`;
    const items = found.hits.map(([number, where]) => {
      const test = number >= index.size;
      const id = test ? tests.id[number - index.size] : index.entries.id[number];
      const name = test ? tests.name[number - index.size] : index.entries.name[number];
      const kind = test ? "test" : index.kindOf(number);
      const path = test ? tests.file[number - index.size] : index.pathOf(number);
      return h("li", null, h("a", { href: Weir.data.address(id) }, h("span.badge.kind-" + kind, null, kind.replace("_", " ")), " ", h("span.found", null, name)), " ", h("span.faint", null, WHERE[where], path ? " · " + path : ""));
    });
    fill(
      into,
      h("h1", null, "Search"),
      h("p.faint", { "data-count": found.total, "data-query": found.query }, found.query.trim() ? `${count} for “${found.query}”` + (state === "ready" ? "" : " so far") : "Type words; all of them must be found in a name, a tag, a column, a description or the code."),
      h("ol.results", null, items),
      found.total > items.length ? h("p.faint", null, `The first ${items.length} are shown.`) : null,
    );
    say(count);
  }

  Weir.search = { run, begin, again };
})(window.Weir);
