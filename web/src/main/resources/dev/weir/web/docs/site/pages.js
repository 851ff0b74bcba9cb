// A page for each thing of a project.
"use strict";
(function (Weir) {
  const { h, some } = Weir.dom;
  const KINDS = {
    model: "Model", seed: "Seed", snapshot: "Snapshot", source: "Source", analysis: "Analysis", exposure: "Exposure", metric: "Metric", semantic_model: "Semantic model",
    saved_query: "Saved query", function: "Function", group: "Group", macro: "Macro", unit_test: "Unit test", operation: "Operation", test: "Test",
  };

  function link(index, id, label) {
    const number = index.number.get(id);
    const text = label || (number === undefined ? id.split(".").slice(2).join(".") || id : index.entries.name[number]);
    const kind = id.slice(0, id.indexOf("."));
    return h("a", { href: Weir.data.address(id), title: id }, h("span.dot.kind-" + kind, { "aria-hidden": "true" }), text);
  }

  function status(word) {
    if (!word) return null;
    const kind = ["pass", "success", "reused"].includes(word) ? "good" : word === "warn" ? "warned" : ["error", "fail", "runtime error"].includes(word) ? "bad" : "other";
    return h("span.status." + kind, null, word);
  }

  /** A value of a fact: text, a link, rendered markup, or a list of those. */
  function value(index, given) {
    if (Array.isArray(given)) return given.flatMap((each, i) => (i ? [", ", value(index, each)] : [value(index, each)]));
    if (given && typeof given === "object") {
      if (given.id) return link(index, given.id, given.label);
      if (given.html) return h("div.text", { html: given.html });
      if (given.url) return /^(https?:|mailto:)/i.test(given.url) ? h("a", { href: given.url, rel: "noopener noreferrer" }, given.label || given.url) : given.url;
      return h("code", null, JSON.stringify(given));
    }
    return String(given);
  }

  function section(name, title, ...content) {
    return h("section", { "aria-labelledby": "of-" + name }, h("h2", { id: "of-" + name }, title), content);
  }

  /** A table that scrolls by itself where the screen is small. */
  function table(label, head, rows) {
    return h("div.scroll", { tabindex: "0", role: "region", "aria-label": label }, h("table", null, h("thead", null, h("tr", null, head.map((cell) => h("th", { scope: "col" }, cell)))), h("tbody", null, rows)));
  }

  function columns(page) {
    if (!page.columns || !page.columns.length) return null;
    const rows = page.columns.map((column) =>
      h(
        "tr",
        null,
        h("th", { scope: "row" }, h("code", null, column.name), column.missing ? h("div.faint", null, "not in the database") : null),
        h("td", null, h("code", null, column.type || "")),
        h("td", null, column.description ? h("div.text", { html: column.description }) : null, (column.tags || []).map((tag) => h("span.tag", null, tag)), column.meta && Object.keys(column.meta).length ? h("div.faint", null, JSON.stringify(column.meta)) : null),
        h("td", null, (column.constraints || []).map((each) => h("div", null, h("span.tag", null, each))), (column.tests || []).map(([id, label, result]) => h("div", null, h("a", { href: Weir.data.address(id) }, label), " ", status(result)))),
      ),
    );
    return section("columns", `Columns (${page.columns.length})`, table("Columns", ["Column", "Type", "Description", "Tests and constraints"], rows));
  }

  function code(page) {
    if (!page.raw && !page.compiled) return null;
    const panes = [];
    if (page.raw) panes.push(["Source", () => Weir.code.shown(page.raw, page, true), page.raw]);
    if (page.compiled) panes.push(["Compiled", () => Weir.code.shown(page.compiled, page, false), page.compiled]);
    const box = h("div");
    let now = 0;
    const buttons = panes.map(([label], i) => h("button", { type: "button", "aria-pressed": String(i === 0), onclick: () => choose(i) }, label));
    function choose(i) {
      now = i;
      buttons.forEach((button, j) => button.setAttribute("aria-pressed", String(i === j)));
      Weir.dom.fill(box, panes[i][1]());
    }
    const copy = h("button.quiet", { type: "button", onclick: async () => { await navigator.clipboard.writeText(panes[now][2]); Weir.dom.say("Copied"); } }, "Copy");
    choose(0);
    return section("code", "Code", h("div.tabs", { role: "group", "aria-label": "Which code" }, buttons, copy), box);
  }

  const AT_ONCE = 100;

  function list(index, ids) {
    const items = h("ul.links");
    some(items, ids, (id) => h("li", null, link(index, id)), AT_ONCE);
    return items;
  }

  function dependencies(index, page) {
    const parts = [];
    if (page.parents?.length) parts.push(h("div", null, h("h3", null, `Depends on (${page.parents.length})`), list(index, page.parents)));
    if (page.children?.length) parts.push(h("div", null, h("h3", null, `Referenced by (${page.children.length})`), list(index, page.children)));
    if (page.macros?.length) parts.push(h("div", null, h("h3", null, `Macros (${page.macros.length})`), list(index, page.macros)));
    if (!parts.length) return null;
    const selection = page.kind === "source" ? "source:" + page.name : page.kind === "exposure" ? "exposure:" + page.name : page.name;
    const graphed = index.number.has(page.id) && (page.parents?.length || page.children?.length);
    return section(
      "lineage",
      "Lineage",
      graphed ? h("p", null, h("a.button", { href: "#!/graph?g_i=" + encodeURIComponent("2+" + selection + "+2") + "&at=" + encodeURIComponent(page.id) }, "Graph around it")) : null,
      h("div.beside", null, parts),
    );
  }

  function tests(page) {
    if (!page.tests?.length) return null;
    const rows = page.tests.map((test) =>
      h("tr", null, h("th", { scope: "row" }, h("a", { href: Weir.data.address(test.id) }, test.label)), h("td", null, test.column ? h("code", null, test.column) : ""), h("td", null, test.kind), h("td", null, status(test.status) || h("span.faint", null, "not run"), test.failures ? ` ${test.failures} failures` : ""), h("td", null, test.message || "")),
    );
    return section("tests", `Tests (${page.tests.length})`, table("Tests", ["Test", "Column", "Kind", "Last run", "Message"], rows));
  }

  function given(page) {
    const parts = [];
    for (const input of page.given || []) parts.push(h("h3", null, "Given ", h("code", null, input.input || "")), rows(input));
    if (page.expect) parts.push(h("h3", null, "Expected"), rows(page.expect));
    return parts.length ? section("rows", "Rows", parts) : null;
  }

  function rows(of) {
    if (typeof of.rows === "string" || !Array.isArray(of.rows)) return h("pre.code", { tabindex: "0" }, h("code", null, String(of.rows ?? of.fixture ?? "")));
    const names = [...new Set(of.rows.flatMap((row) => Object.keys(row)))];
    if (!names.length) return h("p.faint", null, "no rows");
    return table("Rows", names, of.rows.map((row) => h("tr", null, names.map((name) => h("td", null, row[name] === null || row[name] === undefined ? h("span.faint", null, "null") : typeof row[name] === "object" ? JSON.stringify(row[name]) : String(row[name]))))));
  }

  function argumentsOf(page) {
    if (!page.arguments?.length) return null;
    return section("arguments", "Arguments", table("Arguments", ["Argument", "Type", "Description"], page.arguments.map((each) => h("tr", null, h("th", { scope: "row" }, h("code", null, each.name)), h("td", null, each.type || ""), h("td", null, each.description ? h("div.text", { html: each.description }) : "")))));
  }

  function run(page) {
    if (!page.run) return null;
    const { status: word, at, seconds, message, timing } = page.run;
    return section(
      "run",
      "Last run",
      h("p", null, status(word), seconds === undefined ? "" : ` ${duration(seconds)}`, at ? h("span.faint", null, " · ", moment(at)) : "", timing?.length ? h("span.faint", null, " · " + timing.map(([name, each]) => `${name} ${duration(each)}`).join(", ")) : ""),
      message ? h("pre.code", { tabindex: "0" }, h("code", null, message)) : null,
    );
  }

  function duration(seconds) {
    return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds).toFixed(seconds < 10 ? 2 : 1)} s`;
  }

  function moment(iso) {
    const date = new Date(iso);
    return h("time", { datetime: iso }, isNaN(date) ? iso : date.toLocaleString());
  }

  /** A page of data as an element. */
  function shown(index, page) {
    const kind = KINDS[page.kind] || page.kind;
    return h(
      "article",
      null,
      h("p.kind", null, h("span.badge.kind-" + page.kind, null, kind), page.package ? h("span.faint", null, " " + page.package) : null, page.path ? h("span.faint", null, " · " + page.path) : null),
      h("h1", null, page.name),
      page.relation ? h("p.relation", null, h("code", null, page.relation)) : null,
      page.tags?.length ? h("p", null, page.tags.map((tag) => h("a.tag", { href: "#!/search?q=" + encodeURIComponent(tag) }, tag))) : null,
      page.description ? h("section.text", { "aria-label": "Description", html: page.description }) : h("p.faint", null, "No description."),
      page.facts?.length ? section("details", "Details", h("dl.facts", null, page.facts.map(([label, given_]) => h("div", null, h("dt", null, label), h("dd", null, value(index, given_)))))) : null,
      run(page),
      columns(page),
      argumentsOf(page),
      given(page),
      tests(page),
      code(page),
      dependencies(index, page),
    );
  }

  /** The first page: what the project says of itself, and what there is. */
  function overview(index, name) {
    const text = index.overviews[name ?? index.project] ?? (name ? null : index.overviews[""]);
    const counts = new Map();
    for (let i = 0; i < index.size; i++) if (index.shown[i] && (!name || index.packages[index.entries.package[i]] === name)) counts.set(index.kindOf(i), (counts.get(index.kindOf(i)) || 0) + 1);
    const others = Object.keys(index.overviews).filter((each) => each && each !== (name ?? index.project));
    return h(
      "article",
      null,
      name ? null : h("p.kind", null, h("span.badge", null, index.project)),
      text ? h("div.text", { html: text }) : h("h1", null, name ?? index.project),
      section(
        "contents",
        "What there is",
        h("ul.counts", null, Object.keys(KINDS).filter((kind) => counts.has(kind)).map((kind) => h("li", null, h("a", { href: "#!/list/" + kind }, h("strong", null, counts.get(kind).toLocaleString()), " " + plural(kind, counts.get(kind)))))),
        h("p.faint", null, index.adapter, " · written ", moment(index.generatedAt), index.lastRun ? [" · last run ", moment(index.lastRun.at)] : null),
      ),
      others.length ? section("packages", "Packages", h("ul.links", null, others.map((each) => h("li", null, h("a", { href: "#!/overview/" + encodeURIComponent(each) }, each))))) : null,
    );
  }

  function plural(kind, count) {
    const one = (KINDS[kind] || kind).toLowerCase();
    if (count === 1) return one;
    return one === "analysis" ? "analyses" : one.endsWith("y") ? one.slice(0, -1) + "ies" : one + "s";
  }

  /** All of one kind; of sources those of one name, if it is given. */
  function listed(index, kind, name) {
    const ids = index.entries.id.filter((_, i) => index.shown[i] && index.kindOf(i) === kind && (!name || index.entries.name[i].startsWith(name + ".")));
    const title = plural(kind, 2);
    return h("article", null, h("h1", null, name ? `${title} of ${name}` : title[0].toUpperCase() + title.slice(1)), h("p.faint", null, `${ids.length.toLocaleString()} in all`), list(index, ids));
  }

  Weir.pages = { shown, overview, listed, link };
})(window.Weir);
