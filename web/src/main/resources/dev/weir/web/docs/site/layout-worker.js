// Places the nodes of a graph in layers, parents to the left: longest paths give the layers, neighbours the order in each.
"use strict";
const WIDE = 190;
const APART = 110;
const STEP = 38;

/** More bends than this are not made: a large graph is looked at from afar. */
const BENDS = 4000;

onmessage = ({ data }) => {
  const { turn, size, parents, children } = data;
  const real = layer(size, parents, children);
  const bent = bend(real, size, parents);
  const { layers } = bent;
  order(layers, bent.size, bent.parents, bent.children);
  const y = heights(layers, bent.size, bent.parents, bent.children);
  const x = new Float32Array(bent.size);
  layers.forEach((nodes, at) => nodes.forEach((i) => (x[i] = at * (WIDE + APART))));
  postMessage({ turn, x, y, bends: bent.bends }, [x.buffer, y.buffer]);
};

/**
 * Edges across several layers get a place in each that they cross: nodes from `size` on, and for each edge, in the order of
 * the parents of each node, the list of its own (or none).
 */
function bend(real, size, parents) {
  const at = new Int32Array(size);
  real.forEach((nodes, k) => nodes.forEach((i) => (at[i] = k)));
  let count = 0;
  for (let i = 0; i < size; i++) for (const parent of parents[i]) count += Math.max(0, at[i] - at[parent] - 1);
  const layers = real.map((nodes) => [...nodes]);
  const from = Array.from({ length: size }, () => []);
  const to = Array.from({ length: size }, () => []);
  const bends = [];
  const bending = count <= BENDS;
  for (let i = 0; i < size; i++)
    for (const parent of parents[i]) {
      const own = [];
      let last = parent;
      for (let k = at[parent] + 1; bending && k < at[i]; k++) {
        const next = from.length;
        from.push([last]);
        to.push([]);
        to[last].push(next);
        layers[k].push(next);
        own.push(next);
        last = next;
      }
      from[i].push(last);
      to[last].push(i);
      bends.push(own);
    }
  return { layers, size: from.length, parents: from, children: to, bends };
}

/** The nodes of each layer; cycles, which artifacts do not have, would end where they are. */
function layer(size, parents, children) {
  const at = new Int32Array(size);
  const open = Int32Array.from(parents, (these) => these.length);
  const queue = [];
  for (let i = 0; i < size; i++) if (!open[i]) queue.push(i);
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    for (const child of children[i]) {
      at[child] = Math.max(at[child], at[i] + 1);
      if (--open[child] === 0) queue.push(child);
    }
  }
  // what nothing leads to stands next to what it leads to
  for (let k = queue.length - 1; k >= 0; k--) {
    const i = queue[k];
    if (!parents[i].length && children[i].length) at[i] = Math.max(0, Math.min(...children[i].map((child) => at[child])) - 1);
  }
  const layers = [];
  for (let i = 0; i < size; i++) (layers[at[i]] ||= []).push(i);
  for (let k = 0; k < layers.length; k++) layers[k] ||= [];
  return layers;
}

/** Fewer crossings: each node towards the middle of its neighbours, to and fro. */
function order(layers, size, parents, children) {
  const place = new Float64Array(size);
  const settle = (nodes) => nodes.forEach((i, k) => (place[i] = nodes.length > 1 ? k / (nodes.length - 1) : 0.5));
  layers.forEach(settle);
  const rounds = size > 5000 ? 4 : size > 1000 ? 8 : 16;
  for (let round = 0; round < rounds; round++) {
    const down = round % 2 === 0;
    const near = down ? parents : children;
    const range = layers.keys();
    for (const k of down ? range : [...range].reverse()) {
      const nodes = layers[k];
      const middle = new Map();
      for (const i of nodes) {
        let sum = 0;
        for (const j of near[i]) sum += place[j];
        middle.set(i, near[i].length ? sum / near[i].length : place[i]);
      }
      nodes.sort((a, b) => middle.get(a) - middle.get(b) || a - b);
      settle(nodes);
    }
  }
}

/** Heights: as near to the neighbours as the others in the layer let it. */
function heights(layers, size, parents, children) {
  const y = new Float32Array(size);
  const tallest = Math.max(...layers.map((nodes) => nodes.length));
  for (const nodes of layers) nodes.forEach((i, k) => (y[i] = (k + (tallest - nodes.length) / 2) * STEP));
  const rounds = size > 5000 ? 3 : 10;
  for (let round = 0; round < rounds; round++) {
    const near = round % 2 === 0 ? parents : children;
    for (const nodes of layers) {
      const wanted = nodes.map((i) => {
        if (!near[i].length) return y[i];
        let sum = 0;
        for (const j of near[i]) sum += y[j];
        return sum / near[i].length;
      });
      spread(nodes, wanted, y);
    }
  }
  let top = Infinity;
  for (const value of y) top = Math.min(top, value);
  for (let i = 0; i < size; i++) y[i] -= top;
  return y;
}

/** Keeps the order and the distance; blocks of nodes that push each other move as one. */
function spread(nodes, wanted, y) {
  const blocks = [];
  nodes.forEach((_, k) => {
    let block = { from: k, count: 1, sum: wanted[k] - k * STEP };
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).count >= block.sum / block.count) {
      const before = blocks.pop();
      block = { from: before.from, count: before.count + block.count, sum: before.sum + block.sum };
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    const base = block.sum / block.count;
    for (let k = block.from; k < block.from + block.count; k++) y[nodes[k]] = base + k * STEP;
  }
}
