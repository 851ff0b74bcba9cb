// The frame: which page an address means, the contents beside it, keys, light and dark.
"use strict";
(function (Weir) {
  const { h, fill, say } = Weir.dom;
  const main = document.getElementById("main");
  const side = document.getElementById("side");
  const tree = document.getElementById("tree");
  const query = document.getElementById("query");
  let order = "project";
  let turn = 0;

  /**
   * What an address means. Those of the published site (`#!/model/model.shop.orders?g_v=1&g_i=+orders`) lead to the same page.
   */
  function route() {
    const hash = location.hash.replace(/^#!?\/?/, "");
    const [path, words] = split(hash, "?");
    const [kind, rest] = split(path, "/");
    const parameters = new URLSearchParams(words);
    if (parameters.has("g_v") && kind !== "graph") {
      if (!parameters.get("g_i") && rest && kind !== "overview") parameters.set("g_i", "+" + decoded(rest).split(".").slice(2).join(".") + "+");
      return { kind: "graph", rest: "", parameters };
    }
    return { kind: kind || "overview", rest: decoded(rest), parameters };
  }

  function split(text, at) {
    const found = text.indexOf(at);
    return found < 0 ? [text, ""] : [text.slice(0, found), text.slice(found + 1)];
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  async function show(keepPlace) {
    const mine = ++turn;
    const started = performance.now();
    const { kind, rest, parameters } = route();
    let content;
    let title;
    try {
      const index = await Weir.data.index();
      document.body.classList.toggle("wide", kind === "graph");
      if (kind === "graph") {
        content = await Weir.graph.view(parameters);
        title = "Graph";
      } else if (kind === "search") {
        content = h("article", null);
        title = "Search";
        if (document.activeElement !== query) query.value = parameters.get("q") || "";
        Weir.search.run(parameters.get("q") || "", content);
      } else if (kind === "overview") {
        content = Weir.pages.overview(index, rest || null);
        title = rest || "Overview";
      } else if (kind === "source_list") {
        content = Weir.pages.listed(index, "source", rest);
        title = rest;
      } else if (kind === "list") {
        content = Weir.pages.listed(index, rest);
        title = rest;
      } else {
        const page = await Weir.data.page(rest);
        content = page ? Weir.pages.shown(index, page) : missing(rest);
        title = page ? page.name : "Not found";
      }
      document.title = `${title} · ${index.project}`;
    } catch (error) {
      content = h("article", null, h("h1", null, "This could not be read"), h("p", null, String(error.message || error)), h("p.faint", null, location.protocol === "file:" ? "A browser reads no files beside a page that is a file itself: open static_index.html (weir docs generate --static), or run weir docs serve." : "Was the site written as a whole? Run weir docs generate again."));
    }
    if (mine !== turn) return;
    fill(main, content);
    main.dataset.route = location.hash;
    main.dataset.millis = Math.round(performance.now() - started);
    if (!keepPlace) window.scrollTo(0, 0);
    Weir.data.index().then((index) => Weir.trees.mark(tree, index, rest), () => {});
    document.body.classList.remove("side-open");
    document.getElementById("menu").setAttribute("aria-expanded", "false");
  }

  function missing(id) {
    return h("article", null, h("h1", null, "Not found"), h("p", null, "There is no ", h("code", null, id || "page of this address"), " in this project. It may have been renamed or removed."), h("p", null, h("a", { href: "#!/search?q=" + encodeURIComponent(id.split(".").pop()) }, "Search for it")));
  }

  async function contents() {
    const index = await Weir.data.index();
    document.getElementById("home").textContent = index.project;
    (order === "project" ? Weir.trees.byProject : Weir.trees.byDatabase)(index, tree);
    document.getElementById("by-project").setAttribute("aria-pressed", String(order === "project"));
    document.getElementById("by-database").setAttribute("aria-pressed", String(order === "database"));
    Weir.trees.mark(tree, index, route().rest);
  }

  for (const each of ["project", "database"])
    document.getElementById("by-" + each).addEventListener("click", () => {
      order = each;
      contents();
    });

  // ---- search

  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = main.querySelector(".results a");
    if (first) first.focus();
  });
  query.addEventListener("focus", () => Weir.search.begin());
  query.addEventListener("input", () => {
    const address = "#!/search?q=" + encodeURIComponent(query.value);
    if (route().kind === "search") history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    show();
  });

  // ---- keys

  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && event.target === query) {
      query.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === query || event.target.closest?.(".results"))) {
      const links = [...main.querySelectorAll(".results a")];
      const at = links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
      const next = at < 0 ? query : links[at];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  });

  // ---- light and dark, and the contents on small screens

  const theme = document.getElementById("theme");
  function paint(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    theme.setAttribute("aria-pressed", String(dark));
    document.dispatchEvent(new Event("weir-theme"));
  }
  let kept = null;
  try {
    kept = localStorage.getItem("weir-theme");
  } catch {
    // a page that may keep nothing
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  paint(kept ? kept === "dark" : dark.matches);
  dark.addEventListener("change", () => { if (!kept) paint(dark.matches); });
  theme.addEventListener("click", () => {
    kept = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    paint(kept === "dark");
    try {
      localStorage.setItem("weir-theme", kept);
    } catch {
      // as above
    }
  });
  document.getElementById("menu").addEventListener("click", (event) => {
    const open = document.body.classList.toggle("side-open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
    if (open) side.querySelector("a, summary, button").focus();
  });

  // ---- new data, where the server tells of it

  const live = document.querySelector("meta[name=weir-live]");
  if (live)
    new EventSource(live.content).onmessage = async () => {
      Weir.data.forget();
      Weir.search.again();
      await contents();
      await show(true);
      say("The project has changed; this page shows it as it is now.");
    };

  window.addEventListener("hashchange", () => show());
  contents().catch(() => {});
  show().then(() => (document.documentElement.dataset.ready = "yes"));
})(window.Weir);
