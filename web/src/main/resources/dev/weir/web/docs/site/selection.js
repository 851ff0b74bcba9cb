// dbt's words for choosing nodes: +orders+2, 3+orders, @orders, tag:nightly, source:raw.orders, exposure:weekly, path:models/marts,
// package:shop, config.materialized:view, resource_type:seed, file:orders.sql, fqn:…; a space means or, a comma means and; * and ? stand for more.
"use strict";
(function (Weir) {
  /** A selection that says nothing. */
  class Wrong extends Error {}

  /**
   * The entry numbers chosen, as a Set. Throws Wrong for a method that is not known.
   * @param index as data.index() gives it  @param graph as data.graph() gives it
   */
  function chosen(index, graph, include, exclude) {
    const taken = include.trim() ? union(index, graph, include) : everything(index);
    if (exclude && exclude.trim()) for (const i of union(index, graph, exclude)) taken.delete(i);
    return taken;
  }

  const NEVER = new Set(["macro", "group"]);

  function everything(index) {
    const all = new Set();
    for (let i = 0; i < index.size; i++) if (index.shown[i] && !NEVER.has(index.kindOf(i))) all.add(i);
    return all;
  }

  function union(index, graph, words) {
    const all = new Set();
    for (const word of words.trim().split(/\s+/)) {
      let both = null;
      for (const part of word.split(",")) {
        if (!part) continue;
        const found = one(index, graph, part);
        both = both === null ? found : new Set([...both].filter((i) => found.has(i)));
      }
      for (const i of both || []) all.add(i);
    }
    return all;
  }

  function one(index, graph, word) {
    const [, at, before, middle, after] = /^(@?)((?:\d*\+)?)(.*?)((?:\+\d*)?)$/.exec(word);
    const start = method(index, middle);
    const all = new Set(start);
    if (at) {
      const below = walk(graph.children, start, Infinity);
      for (const i of walk(graph.parents, below, Infinity)) all.add(i);
    }
    if (before) for (const i of walk(graph.parents, start, depth(before))) all.add(i);
    if (after) for (const i of walk(graph.children, start, depth(after))) all.add(i);
    return all;
  }

  function depth(operator) {
    const digits = operator.replace("+", "");
    return digits ? Number(digits) : Infinity;
  }

  /** Everything within so many steps, the start too. */
  function walk(next, start, most) {
    const seen = new Set(start);
    let edge = [...start];
    for (let step = 0; step < most && edge.length; step++) {
      const further = [];
      for (const i of edge)
        for (const j of next[i])
          if (!seen.has(j)) {
            seen.add(j);
            further.push(j);
          }
      edge = further;
    }
    return seen;
  }

  function pattern(text) {
    const escaped = text.replace(/[.+^${}()|\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
    return new RegExp("^" + escaped + "$");
  }

  function method(index, word) {
    const [, name, value] = /^(?:([a-z_.]+):)?(.*)$/.exec(word);
    const entries = index.entries;
    const like = pattern(value);
    const kind = (i) => index.kindOf(i);
    const is = (wanted) => (i) => kind(i) === wanted && named(i);
    const named = (i) => like.test(entries.name[i]) || like.test(index.packages[entries.package[i]] + "." + entries.name[i]);
    const fqn = (i) => {
      const folders = (index.folders[entries.folder[i]] || "").split("/").slice(1);
      return [index.packages[entries.package[i]], ...folders, entries.name[i]];
    };
    const within = (i) => {
      const parts = fqn(i);
      for (let n = 1; n <= parts.length; n++) if (like.test(parts.slice(0, n).join("."))) return true;
      return like.test(entries.id[i]);
    };
    const tests = {
      undefined: (i) => named(i) || within(i) || inside(index, i, value) || like.test(entries.file[i]),
      fqn: (i) => named(i) || within(i),
      tag: (i) => index.tagsOf(i).some((tag) => like.test(tag)),
      source: (i) => kind(i) === "source" && (named(i) || like.test(entries.name[i].split(".")[0]) || like.test(index.packages[entries.package[i]] + "." + entries.name[i].split(".")[0])),
      exposure: is("exposure"),
      metric: is("metric"),
      semantic_model: is("semantic_model"),
      saved_query: is("saved_query"),
      unit_test: is("unit_test"),
      group: (i) => kind(i) === "group" && named(i),
      path: (i) => inside(index, i, value) || like.test(index.pathOf(i)),
      file: (i) => like.test(entries.file[i]) || like.test(entries.file[i].replace(/\.[^.]*$/, "")),
      package: (i) => like.test(index.packages[entries.package[i]]),
      resource_type: (i) => like.test(kind(i)),
      access: (i) => like.test(entries.access[i] || ""),
      result: (i) => like.test(index.statusOf(i) || ""),
      "config.materialized": (i) => like.test(index.materializedOf(i) || ""),
      "config.tags": (i) => index.tagsOf(i).some((tag) => like.test(tag)),
    };
    const test = tests[name];
    if (!test) throw new Wrong(`"${name}:" is no way to choose here; there are ${Object.keys(tests).slice(1).join(", ")}`);
    const found = new Set();
    for (let i = 0; i < index.size; i++) if (!NEVER.has(kind(i)) && test(i)) found.add(i);
    return found;
  }

  function inside(index, i, folder) {
    const path = index.pathOf(i);
    const plain = folder.replace(/\/+$/, "");
    return plain !== "" && (path === plain || path.startsWith(plain + "/"));
  }

  Weir.selection = { chosen, walk, Wrong };
})(window.Weir);
