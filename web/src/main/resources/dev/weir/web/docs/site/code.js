// Code with its words coloured and its refs, sources and macros linked.
"use strict";
(function (Weir) {
  const { h } = Weir.dom;
  const SQL = new Set(
    ("select from where and or not in is null as on join left right full outer inner cross lateral group by order having limit offset union all " +
      "intersect except with recursive mutually case when then else end distinct cast between like ilike exists create table view materialized " +
      "index source sink cluster connection secret insert into values update set delete drop alter add column default primary key references " +
      "true false over partition rows range window filter within asc desc nulls first last using interval array if replace temporary for of " +
      "returning any some rollup cube grouping sets qualify fetch").split(" "));
  const PYTHON = new Set(
    ("def return import from as if elif else for while in not and or is None True False lambda class with try except finally raise pass yield " +
      "global assert break continue async await del").split(" "));
  const JINJA = new Set(
    "set if elif else endif for endfor in not and or is macro endmacro call endcall block endblock do filter endfilter materialization endmaterialization test endtest raw endraw snapshot endsnapshot docs enddocs true false none".split(" "));
  const STRING = "'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.)*\"";
  const TOKENS = {
    sql: new RegExp(`(--[^\\n]*|/\\*[\\s\\S]*?\\*/)|(${STRING})|(\\b\\d[\\d_.eE]*)|([A-Za-z_]\\w*)`, "g"),
    python: new RegExp(`(#[^\\n]*)|("""[\\s\\S]*?"""|'''[\\s\\S]*?'''|${STRING})|(\\b\\d[\\d_.eE]*)|([A-Za-z_]\\w*)`, "g"),
    jinja: new RegExp(`(\\{#[\\s\\S]*?#\\})|(${STRING})|(\\b\\d[\\d_.eE]*)|([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)`, "g"),
  };

  /**
   * A `pre` of the code.
   * @param {{language?: string, refs?: object, sources?: object, macros?: string[]}} page where links lead
   */
  function shown(text, page, templated) {
    const code = h("code");
    const language = page.language === "python" ? "python" : "sql";
    const places = macrosByName(page.macros || []);
    if (!templated) words(code, text, language, null);
    else
      for (const piece of text.split(/(\{#[\s\S]*?#\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)) {
        if (!piece) continue;
        if (piece.startsWith("{#")) code.append(h("span.c", null, piece));
        else if (piece.startsWith("{{") || piece.startsWith("{%")) template(code, piece, page, places);
        else words(code, piece, language, null);
      }
    return h("pre.code", { tabindex: "0" }, code);
  }

  function macrosByName(ids) {
    const places = new Map();
    for (const id of ids) {
      const [, from, ...name] = id.split(".");
      places.set(name.join("."), id);
      places.set(from + "." + name.join("."), id);
    }
    return places;
  }

  function template(code, piece, page, places) {
    const box = h("span.j");
    let last = 0;
    for (const call of piece.matchAll(/\b(ref|source)\s*\(([^()]*)\)/g)) {
      words(box, piece.slice(last, call.index), "jinja", places);
      const id = target(call[1], call[2], page);
      words(id ? box.appendChild(h("a", { href: Weir.data.address(id) })) : box, call[0], "jinja", null);
      last = call.index + call[0].length;
    }
    words(box, piece.slice(last), "jinja", places);
    code.append(box);
  }

  function target(word, inside, page) {
    const parts = [...inside.matchAll(/'([^']*)'|"([^"]*)"/g)].map((found) => found[1] ?? found[2]);
    const version = /\b(?:v|version)\s*=\s*['"]?([\w.]+)/.exec(inside);
    if (word === "source") return (page.sources || {})[parts.slice(0, 2).join(".")];
    const known = page.refs || {};
    const name = parts.slice(0, 2).join(".");
    return known[version ? name + "@" + version[1] : name] || known[name];
  }

  function words(into, text, language, places) {
    const keywords = language === "sql" ? SQL : language === "python" ? PYTHON : JINJA;
    let last = 0;
    for (const token of text.matchAll(TOKENS[language])) {
      const [all, comment, string, number, word] = token;
      const place = word && places && text[token.index + all.length] === "(" ? places.get(word) : undefined;
      const kind = comment ? "c" : string ? "s" : number ? "n" : keywords.has(language === "python" ? word : word.toLowerCase()) ? "k" : null;
      if (!kind && !place) continue;
      into.append(text.slice(last, token.index));
      into.append(place ? h("a", { href: Weir.data.address(place) }, all) : h("span." + kind, null, all));
      last = token.index + all.length;
    }
    into.append(text.slice(last));
  }

  Weir.code = { shown };
})(window.Weir);
