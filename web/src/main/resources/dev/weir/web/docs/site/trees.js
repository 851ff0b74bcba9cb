// The contents: by package and folder, or by database and schema. What is in a folder is made when it is opened.
"use strict";
(function (Weir) {
  const { h, fill, some } = Weir.dom;
  const AT_ONCE = 300;

  function leaf(index, i, label) {
    const id = index.entries.id[i];
    return h("li", null, h("a.leaf", { href: Weir.data.address(id), "data-id": id, title: id }, h("span.dot." + "kind-" + index.kindOf(i), { "aria-hidden": "true" }), label));
  }

  function branch(label, count, open, content) {
    const list = h("ul");
    let made = false;
    function make() {
      if (!made) content(list);
      made = true;
    }
    const details = h("details", { ontoggle: () => details.open && make() }, h("summary", null, label, " ", h("span.count", null, count)), list);
    details.unfold = () => {
      make();
      details.open = true;
      return list;
    };
    if (open) details.unfold();
    return h("li", { "data-branch": label }, details);
  }

  /** {folders: Map, items: []} of entries by the parts of a path. */
  function nest(numbers, parts) {
    const root = { folders: new Map(), items: [], count: 0 };
    for (const i of numbers) {
      let at = root;
      at.count++;
      for (const part of parts(i)) {
        if (!at.folders.has(part)) at.folders.set(part, { folders: new Map(), items: [], count: 0 });
        at = at.folders.get(part);
        at.count++;
      }
      at.items.push(i);
    }
    return root;
  }

  function folder(list, node, make, openTo) {
    const names = [...node.folders.keys()].sort();
    for (const name of names) {
      const inner = node.folders.get(name);
      list.append(branch(name, inner.count, openTo(name, inner), (into) => folder(into, inner, make, () => inner.folders.size === 1 && inner.items.length === 0)));
    }
    some(list, node.items, make, AT_ONCE);
  }

  const ASIDE = { source: "Sources", exposure: "Exposures", metric: "Metrics", semantic_model: "Semantic models", saved_query: "Saved queries", group: "Groups", macro: "Macros", unit_test: "Unit tests", operation: "Operations" };

  function byProject(index, into) {
    const shown = [];
    for (let i = 0; i < index.size; i++) if (index.shown[i]) shown.push(i);
    const list = h("ul.tree");
    const aside = new Map();
    const files = [];
    for (const i of shown) {
      const kind = index.kindOf(i);
      if (ASIDE[kind]) {
        if (!aside.has(kind)) aside.set(kind, []);
        aside.get(kind).push(i);
      } else files.push(i);
    }
    for (const [kind, label] of Object.entries(ASIDE)) {
      const these = aside.get(kind);
      if (!these || kind === "macro" || kind === "unit_test" || kind === "operation" || kind === "group") continue;
      list.append(branch(label, these.length, false, (inner) => folder(inner, nest(these, (i) => of(index, i, kind)), (i) => leaf(index, i, label_(index, i)), () => true)));
    }
    const root = nest(files, (i) => [index.packages[index.entries.package[i]], ...(index.folders[index.entries.folder[i]] || "").split("/").filter(Boolean)]);
    for (const name of [index.project, ...[...root.folders.keys()].filter((each) => each !== index.project).sort()]) {
      const inner = root.folders.get(name);
      if (inner) list.append(branch(name, inner.count, name === index.project, (at) => folder(at, inner, (i) => leaf(index, i, index.entries.name[i]), (_, node) => node.count <= 40)));
    }
    for (const kind of ["group", "unit_test", "macro", "operation"]) {
      const these = aside.get(kind);
      if (these) list.append(branch(ASIDE[kind], these.length, false, (inner) => folder(inner, nest(these, (i) => of(index, i, kind)), (i) => leaf(index, i, label_(index, i)), () => false)));
    }
    fill(into, list);
  }

  function of(index, i, kind) {
    const from = index.packages[index.entries.package[i]];
    if (kind === "source") return [index.entries.name[i].split(".")[0]];
    return index.packages.length > 1 && from !== index.project ? [from] : [];
  }

  function label_(index, i) {
    const name = index.entries.name[i];
    return index.kindOf(i) === "source" ? name.slice(name.indexOf(".") + 1) : name;
  }

  function byDatabase(index, into) {
    const there = [];
    for (let i = 0; i < index.size; i++) if (index.shown[i] && index.entries.schema[i] >= 0 && index.entries.relation[i]) there.push(i);
    const list = h("ul.tree");
    const root = nest(there, (i) => index.schemas[index.entries.schema[i]]);
    folder(list, root, (i) => leaf(index, i, index.entries.relation[i]), () => true);
    fill(into, list.children.length ? list : h("p.faint", null, "Nothing here is in a database."));
  }

  /** Marks the entry whose page is shown, and opens the folders that lead to it. */
  function mark(tree, index, id) {
    for (const old of tree.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const number = index.number.get(id);
    const at = () => tree.querySelector(`a[data-id="${CSS.escape(id)}"]`);
    if (number === undefined) return;
    if (!at()) unfold(tree, index, number);
    const link = at();
    if (!link) return;
    link.setAttribute("aria-current", "page");
    const { top, bottom } = link.getBoundingClientRect();
    const box = tree.parentElement.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) tree.parentElement.scrollTop += top - box.top - box.height / 3;
  }

  function unfold(tree, index, i) {
    const kind = index.kindOf(i);
    const folders = (index.folders[index.entries.folder[i]] || "").split("/").filter(Boolean);
    const ways = [ASIDE[kind] ? [ASIDE[kind], ...of(index, i, kind)] : [index.packages[index.entries.package[i]], ...folders]];
    if (index.entries.schema[i] >= 0) ways.push(index.schemas[index.entries.schema[i]]);
    for (const way of ways) {
      let list = tree.firstElementChild;
      for (const label of way) {
        const inner = list && [...list.children].find((each) => each.dataset.branch === label);
        if (!inner) break;
        list = inner.firstElementChild.unfold();
      }
    }
  }

  Weir.trees = { byProject, byDatabase, mark };
})(window.Weir);
