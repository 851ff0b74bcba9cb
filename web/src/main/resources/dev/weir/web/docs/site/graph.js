// The lineage graph: drawn on a canvas, less of each node the smaller it is; placed by a worker.
"use strict";
(function (Weir) {
  const { h, fill, say, save } = Weir.dom;
  const WIDE = 190;
  const HIGH = 28;
  const KINDS = ["model", "seed", "snapshot", "source", "exposure", "metric", "semantic_model", "saved_query", "analysis", "function", "unit_test"];
  /** Without being asked for: unit tests and analyses stand aside. */
  const FIRST = new Set(KINDS.filter((kind) => kind !== "unit_test" && kind !== "analysis"));
  let turn = 0;
  let worker = null;

  /** The view of a graph; `parameters` of the address: g_i chooses, g_e leaves out, kinds, at. */
  async function view(parameters) {
    const index = await Weir.data.index();
    const graph = await Weir.data.graph();
    const state = {
      index,
      graph,
      include: parameters.get("g_i") || "",
      exclude: parameters.get("g_e") || "",
      kinds: parameters.has("kinds") ? new Set(parameters.get("kinds").split(",")) : FIRST,
      at: parameters.get("at"),
    };
    const there = new Set();
    for (let i = 0; i < index.size; i++) if (index.shown[i]) there.add(index.kindOf(i));
    const include = h("input", { id: "g-include", value: state.include, placeholder: "+orders+2, tag:nightly, source:raw", spellcheck: "false", autocomplete: "off" });
    const exclude = h("input", { id: "g-exclude", value: state.exclude, spellcheck: "false", autocomplete: "off" });
    const kinds = KINDS.filter((kind) => there.has(kind)).map((kind) => h("label.check", null, h("input", { type: "checkbox", name: kind, checked: state.kinds.has(kind), onchange: go }), h("span.dot.kind-" + kind, { "aria-hidden": "true" }), kind.replace("_", " ")));
    function go() {
      const words = new URLSearchParams();
      if (include.value.trim()) words.set("g_i", include.value.trim());
      if (exclude.value.trim()) words.set("g_e", exclude.value.trim());
      const ticked = kinds.map((label) => label.firstChild).filter((box) => box.checked).map((box) => box.name);
      words.set("kinds", ticked.join(","));
      if (state.at) words.set("at", state.at);
      location.hash = "#!/graph?" + words;
    }
    const drawing = h("div.drawing");
    const text = h("div.text-tree");
    const note = h("p.faint", { id: "g-note" });
    const page = h(
      "div.graph",
      null,
      h("h1.unseen", null, "Lineage graph"),
      h("form.graph-form", { onsubmit: (event) => { event.preventDefault(); go(); } }, h("label", null, "Select ", include), h("label", null, "Exclude ", exclude), h("button", { type: "submit" }, "Show"), kinds),
      note,
      drawing,
      text,
    );
    let chosen;
    try {
      chosen = Weir.selection.chosen(index, graph, state.include, state.exclude);
    } catch (error) {
      if (!(error instanceof Weir.selection.Wrong)) throw error;
      fill(note, h("span.status.bad", null, error.message));
      return page;
    }
    const nodes = [...chosen].filter((i) => state.kinds.has(index.kindOf(i))).sort((a, b) => a - b);
    if (!nodes.length) {
      fill(note, "Nothing is selected.");
      return page;
    }
    const local = new Map(nodes.map((number, i) => [number, i]));
    const near = (of) => nodes.map((number) => of[number].filter((other) => local.has(other)).map((other) => local.get(other)));
    const sub = { nodes, parents: near(graph.parents), children: near(graph.children) };
    const edges = sub.parents.reduce((sum, these) => sum + these.length, 0);
    fill(note, `${nodes.length.toLocaleString()} nodes, ${edges.toLocaleString()} edges`);
    page.dataset.nodes = nodes.length;
    page.dataset.edges = edges;
    fill(text, asText(index, sub));
    place(sub).then((placed) => draw(drawing, index, sub, placed, local.get(index.number.get(state.at))));
    return page;
  }

  function place(sub) {
    const mine = ++turn;
    worker ||= Weir.data.worker("layout-worker.js");
    return new Promise((done) => {
      const listen = ({ data }) => {
        if (data.turn !== mine) return;
        worker.removeEventListener("message", listen);
        done(data);
      };
      worker.addEventListener("message", listen);
      worker.postMessage({ turn: mine, size: sub.nodes.length, parents: sub.parents, children: sub.children });
    });
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    const kinds = {};
    for (const kind of KINDS) kinds[kind] = of("--" + kind) || of("--model");
    return { kinds, paper: of("--paper"), ink: of("--ink"), faint: of("--line-strong"), accent: of("--accent") };
  }

  function colourOf(index, number, palette) {
    const own = index.entries.color[number];
    const given = own >= 0 ? index.colors[own] : null;
    return given && CSS.supports("color", given) ? given : palette.kinds[index.kindOf(number)];
  }

  function draw(box, index, sub, placed, first) {
    const { x, y, bends } = placed;
    const size = sub.nodes.length;
    const canvas = h("canvas", { tabindex: "0", role: "application", "aria-label": `Lineage graph of ${size} nodes. Arrow keys move between nodes, Enter opens one, plus and minus zoom, 0 shows all. The same is below as a list.` });
    const context = canvas.getContext("2d");
    let palette = colours();
    let scale = 1;
    let left = 0;
    let top = 0;
    let focus = first ?? -1;
    let asked = 0;
    let wide = 0;
    let high = 0;
    for (let i = 0; i < size; i++) {
      wide = Math.max(wide, x[i] + WIDE);
      high = Math.max(high, y[i] + HIGH);
    }
    const name = (i) => index.entries.name[sub.nodes[i]];
    /** [parent, child, places between] of each edge. */
    const edges = [];
    for (let i = 0; i < size; i++) for (const parent of sub.parents[i]) edges.push([parent, i, bends[edges.length]]);

    function fit() {
      const { width, height } = canvas.getBoundingClientRect();
      scale = Math.min(1.2, width / (wide + 40), height / (high + 40));
      scale = Math.max(scale, 0.004);
      left = (width - wide * scale) / 2;
      top = (height - high * scale) / 2;
      if (focus >= 0 && scale < 0.5) centre(focus, 0.8);
      paint();
    }

    function centre(i, zoom) {
      const { width, height } = canvas.getBoundingClientRect();
      if (zoom) scale = zoom;
      left = width / 2 - (x[i] + WIDE / 2) * scale;
      top = height / 2 - (y[i] + HIGH / 2) * scale;
    }

    function paint() {
      if (!asked) asked = requestAnimationFrame(now);
    }

    function now() {
      asked = 0;
      if (!canvas.isConnected) return;
      const ratio = window.devicePixelRatio || 1;
      const { width, height } = canvas.getBoundingClientRect();
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.fillStyle = palette.paper;
      context.fillRect(0, 0, width, height);
      context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
      const x0 = -left / scale;
      const y0 = -top / scale;
      const x1 = x0 + width / scale;
      const y1 = y0 + height / scale;
      lines(x0, y0, x1, y1);
      boxes(x0, y0, x1, y1);
      canvas.dataset.drawn = "yes";
    }

    function lines(x0, y0, x1, y1) {
      const curved = scale > 0.25;
      context.lineWidth = Math.max(1, 0.6 / scale);
      context.strokeStyle = palette.faint;
      context.globalAlpha = edges.length > 8000 && scale < 0.25 ? 0.35 : 0.8;
      context.beginPath();
      for (const edge of edges) path(edge, x0, y0, x1, y1, curved);
      context.stroke();
      context.globalAlpha = 1;
      if (focus < 0) return;
      context.strokeStyle = palette.accent;
      context.lineWidth = Math.max(2, 1.2 / scale);
      context.beginPath();
      for (const edge of edges) if (edge[0] === focus || edge[1] === focus) path(edge, x0, y0, x1, y1, curved);
      context.stroke();
    }

    function path([from, to, between], x0, y0, x1, y1, curved) {
      let high = Math.min(y[from], y[to]);
      let low = Math.max(y[from], y[to]);
      for (const i of between) {
        high = Math.min(high, y[i]);
        low = Math.max(low, y[i]);
      }
      if (x[from] > x1 || x[to] < x0 || high > y1 || low + HIGH < y0) return;
      if (curved) trace(context, from, to, between);
      else {
        context.moveTo(x[from] + WIDE, y[from] + HIGH / 2);
        for (const i of between) context.lineTo(x[i] + WIDE / 2, y[i] + HIGH / 2);
        context.lineTo(x[to], y[to] + HIGH / 2);
      }
    }

    /** An edge as curves between the layers and lines across them. */
    function trace(into, from, to, between) {
      let ax = x[from] + WIDE;
      let ay = y[from] + HIGH / 2;
      into.moveTo(ax, ay);
      for (const i of [...between, to]) {
        const by = y[i] + HIGH / 2;
        const reach = Math.max(30, (x[i] - ax) / 2);
        into.bezierCurveTo(ax + reach, ay, x[i] - reach, by, x[i], by);
        ax = x[i] + WIDE;
        ay = by;
        if (i !== to) into.lineTo(ax, ay);
      }
    }

    function boxes(x0, y0, x1, y1) {
      const named = scale > 0.3;
      context.font = "13px system-ui, sans-serif";
      context.textBaseline = "middle";
      for (let i = 0; i < size; i++) {
        if (x[i] > x1 || x[i] + WIDE < x0 || y[i] > y1 || y[i] + HIGH < y0) continue;
        const colour = colourOf(index, sub.nodes[i], palette);
        context.fillStyle = named ? palette.paper : colour;
        if (named) {
          context.beginPath();
          context.roundRect(x[i], y[i], WIDE, HIGH, 5);
          context.fill();
          context.lineWidth = i === focus ? 3 : 1.2;
          context.strokeStyle = i === focus ? palette.accent : colour;
          context.stroke();
          context.fillStyle = colour;
          context.fillRect(x[i] + 1, y[i] + 4, 4, HIGH - 8);
          context.fillStyle = palette.ink;
          context.fillText(shortened(name(i)), x[i] + 12, y[i] + HIGH / 2 + 1);
        } else {
          context.fillRect(x[i], y[i], WIDE, HIGH);
          if (i === focus) {
            context.lineWidth = 3 / scale;
            context.strokeStyle = palette.accent;
            context.strokeRect(x[i], y[i], WIDE, HIGH);
          }
        }
      }
    }

    const short = new Map();
    function shortened(text) {
      if (text.length < 22) return text;
      let fits = short.get(text);
      if (fits === undefined) {
        fits = text.slice(0, 60);
        while (fits.length > 4 && context.measureText(fits + "…").width > WIDE - 22) fits = fits.slice(0, -1);
        if (fits !== text) fits += "…";
        short.set(text, fits);
      }
      return fits;
    }

    function hit(event) {
      const { left: at, top: from } = canvas.getBoundingClientRect();
      const px = (event.clientX - at - left) / scale;
      const py = (event.clientY - from - top) / scale;
      for (let i = 0; i < size; i++) if (px >= x[i] && px <= x[i] + WIDE && py >= y[i] && py <= y[i] + HIGH) return i;
      return -1;
    }

    function open(i) {
      location.hash = Weir.data.address(index.entries.id[sub.nodes[i]]);
    }

    function focused(i) {
      focus = i;
      tip.textContent = i < 0 ? "" : index.entries.id[sub.nodes[i]];
      if (i >= 0) {
        tip.append(" · ", h("a", { href: Weir.data.address(index.entries.id[sub.nodes[i]]) }, "open"));
        say(`${name(i)}: ${sub.parents[i].length} parents, ${sub.children[i].length} children`);
      }
      paint();
    }

    function zoom(factor, cx, cy) {
      const { width, height } = canvas.getBoundingClientRect();
      const px = cx ?? width / 2;
      const py = cy ?? height / 2;
      const wanted = Math.min(4, Math.max(0.004, scale * factor));
      left = px - ((px - left) * wanted) / scale;
      top = py - ((py - top) * wanted) / scale;
      scale = wanted;
      paint();
    }

    let held = null;
    let moved = false;
    const fingers = new Map();
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, event);
      held = { x: event.clientX, y: event.clientY };
      moved = false;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!held) return;
      if (fingers.size === 2) {
        const distance = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };
        const before = distance();
        fingers.set(event.pointerId, event);
        const { left: at, top: from } = canvas.getBoundingClientRect();
        zoom(distance() / before, event.clientX - at, event.clientY - from);
        moved = true;
        return;
      }
      const dx = event.clientX - held.x;
      const dy = event.clientY - held.y;
      if (!moved && Math.hypot(dx, dy) < 4) return;
      moved = true;
      left += dx;
      top += dy;
      held = { x: event.clientX, y: event.clientY };
      paint();
    });
    const released = (event) => {
      fingers.delete(event.pointerId);
      if (held && !moved && event.type === "pointerup") focused(hit(event));
      if (!fingers.size) held = null;
    };
    canvas.addEventListener("pointerup", released);
    canvas.addEventListener("pointercancel", released);
    canvas.addEventListener("dblclick", (event) => {
      const i = hit(event);
      if (i >= 0) open(i);
    });
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const { left: at, top: from } = canvas.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - at, event.clientY - from);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
      if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") fit();
      else if (event.key === "Enter" && focus >= 0) open(focus);
      else if (event.key === "Escape") focused(-1);
      else if (steps[event.key]) {
        if (event.shiftKey) {
          if (event.key === "ArrowLeft" || event.key === "ArrowRight") left -= steps[event.key] * 80;
          else top -= steps[event.key] * 80;
          paint();
        } else step(event.key);
      } else return;
      event.preventDefault();
    });

    /** To a parent, a child, or the next one in the same layer. */
    function step(key) {
      let next = -1;
      if (focus < 0) {
        for (let i = 0; i < size; i++) if (next < 0 || x[i] < x[next] || (x[i] === x[next] && y[i] < y[next])) next = i;
      }
      else if (key === "ArrowLeft" || key === "ArrowRight") {
        const near = key === "ArrowLeft" ? sub.parents[focus] : sub.children[focus];
        for (const i of near) if (next < 0 || Math.abs(y[i] - y[focus]) < Math.abs(y[next] - y[focus])) next = i;
      } else {
        const down = key === "ArrowDown";
        for (let i = 0; i < size; i++) {
          if (i === focus || x[i] !== x[focus] || (down ? y[i] <= y[focus] : y[i] >= y[focus])) continue;
          if (next < 0 || Math.abs(y[i] - y[focus]) < Math.abs(y[next] - y[focus])) next = i;
        }
      }
      if (next < 0) return;
      focused(next);
      centre(next, scale < 0.3 ? 0.8 : 0);
      paint();
    }

    /** The whole graph as a picture in XML. */
    function svg() {
      const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
      const lines = [];
      const pen = {
        moveTo: (a, b) => lines.push(`M${a} ${b}`),
        lineTo: (a, b) => lines.push(`L${a} ${b}`),
        bezierCurveTo: (...points) => lines.push("C" + points.join(" ")),
      };
      for (const edge of edges) trace(pen, ...edge);
      const boxes = [];
      for (let i = 0; i < size; i++) {
        const colour = escape(colourOf(index, sub.nodes[i], palette));
        boxes.push(`<rect x="${x[i]}" y="${y[i]}" width="${WIDE}" height="${HIGH}" rx="5" fill="${escape(palette.paper)}" stroke="${colour}"/><text x="${x[i] + 12}" y="${y[i] + HIGH / 2 + 4}" fill="${escape(palette.ink)}">${escape(shortened(name(i)))}</text>`);
      }
      return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 ${wide + 40} ${high + 40}" width="${wide + 40}" height="${high + 40}" font-family="system-ui, sans-serif" font-size="13"><rect x="-20" y="-20" width="${wide + 40}" height="${high + 40}" fill="${escape(palette.paper)}"/><path d="${lines.join("")}" fill="none" stroke="${escape(palette.faint)}"/>${boxes.join("")}</svg>`;
    }

    /** The whole graph as a bitmap; of at most 16,000 by 16,000 points, which is what browsers draw. */
    function png() {
      const factor = Math.min(2, 16000 / (wide + 40), 16000 / (high + 40));
      const other = document.createElement("canvas");
      other.width = Math.ceil((wide + 40) * factor);
      other.height = Math.ceil((high + 40) * factor);
      const into = other.getContext("2d");
      into.fillStyle = palette.paper;
      into.fillRect(0, 0, other.width, other.height);
      into.setTransform(factor, 0, 0, factor, 20 * factor, 20 * factor);
      into.strokeStyle = palette.faint;
      into.beginPath();
      for (const edge of edges) trace(into, ...edge);
      into.stroke();
      into.font = context.font;
      into.textBaseline = "middle";
      for (let i = 0; i < size; i++) {
        into.fillStyle = palette.paper;
        into.strokeStyle = colourOf(index, sub.nodes[i], palette);
        into.beginPath();
        into.roundRect(x[i], y[i], WIDE, HIGH, 5);
        into.fill();
        into.stroke();
        into.fillStyle = palette.ink;
        into.fillText(shortened(name(i)), x[i] + 12, y[i] + HIGH / 2 + 1);
      }
      return new Promise((done) => other.toBlob(done, "image/png"));
    }

    const tip = h("span.tip", { "aria-hidden": "true" });
    const bar = h(
      "div.graph-bar",
      null,
      h("button", { type: "button", onclick: () => zoom(1.25), "aria-label": "Zoom in" }, "+"),
      h("button", { type: "button", onclick: () => zoom(0.8), "aria-label": "Zoom out" }, "−"),
      h("button", { type: "button", onclick: () => { focus = -1; fit(); } }, "All"),
      h("button", { type: "button", onclick: () => save("lineage.svg", new Blob([svg()], { type: "image/svg+xml" })) }, "SVG"),
      h("button", { type: "button", onclick: async () => save("lineage.png", await png()) }, "PNG"),
      tip,
    );
    fill(box, bar, canvas);
    canvas.weirGraph = { svg, png, zoom, fit, focus: () => (focus < 0 ? null : name(focus)) };
    new ResizeObserver(paint).observe(canvas);
    document.addEventListener("weir-theme", () => { palette = colours(); paint(); });
    fit();
    if (focus >= 0) focused(focus);
  }

  /** What can be read out: the starts, and below each what comes of it. */
  function asText(index, sub) {
    const MOST = 400;
    let left = MOST;
    function item(i, path) {
      left--;
      const line = h("li", null, Weir.pages.link(index, index.entries.id[sub.nodes[i]]));
      const children = sub.children[i].filter((child) => !path.has(child));
      if (children.length && left > 0) {
        const inner = h("ul");
        const further = new Set(path).add(i);
        for (const child of children) {
          if (left <= 0) {
            inner.append(h("li.faint", null, "…"));
            break;
          }
          inner.append(item(child, further));
        }
        line.append(inner);
      }
      return line;
    }
    const details = h("details", { ontoggle: () => {
      if (!details.open || details.querySelector("ul")) return;
      const list = h("ul");
      sub.nodes.forEach((_, i) => {
        if (!sub.parents[i].length && left > 0) list.append(item(i, new Set()));
      });
      if (left <= 0) list.append(h("li.faint", null, `The first ${MOST} lines are shown: select less.`));
      details.append(list);
    } }, h("summary", null, "The graph as a list"));
    return details;
  }

  Weir.graph = { view };
})(window.Weir);
