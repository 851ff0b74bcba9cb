// Elements are made here, from text: nothing of a project is ever read as markup, but for what the builder rendered (field `html`).
"use strict";
window.Weir = window.Weir || {};
(function (Weir) {
  /** h("a.button", {href: …}, "text", child, [children]): null and false are left out. */
  function h(what, attributes, ...children) {
    const [tag, ...classes] = what.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "html") element.innerHTML = value;
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    append(element, children);
    return element;
  }

  function append(element, children) {
    for (const child of children) {
      if (child === null || child === undefined || child === false) continue;
      if (Array.isArray(child)) append(element, child);
      else element.append(child instanceof Node ? child : String(child));
    }
  }

  /** Replaces what an element holds. */
  function fill(element, ...children) {
    element.replaceChildren();
    append(element, children);
    return element;
  }

  /** Items into a list, so many at once; the rest behind a button. */
  function some(list, items, make, atOnce, from = 0) {
    const end = from + atOnce;
    for (const item of items.slice(from, end)) list.append(make(item));
    if (items.length <= end) return;
    const more = h("li", null, h("button.quiet", { type: "button", onclick: () => { more.remove(); some(list, items, make, atOnce, end); } }, `${items.length - end} more`));
    list.append(more);
  }

  /** For screen readers: what has happened. */
  function say(text) {
    document.getElementById("said").textContent = text;
  }

  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    const link = h("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  Weir.dom = { h, fill, some, say, save };
})(window.Weir);
