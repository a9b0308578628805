// Loads the browser's half and wakes the islands, the outer ones first: an inner island may need
// what an outer one provides.
import init, * as half from "./{js}";

const outer = [];

async function wake(node) {
  const tag = node.tagName;
  if (tag === "LEPTOS-ISLAND") {
    const island = half[node.dataset.component];
    if (island) {
      outer.at(-1)?.();
      await island(node);
    } else {
      console.error("no island " + node.dataset.component);
    }
  }
  const children = tag === "LEPTOS-CHILDREN";
  if (children) outer.push(node.$$on_hydrate);
  for (const child of node.children) await wake(child);
  if (children) outer.pop();
}

// Most pages of most people need no module at all. Without it, or when the page is left before it
// has come, every form still works.
if (document.querySelector("leptos-island")) {
  try {
    await init({ module_or_path: "/pkg/{wasm}" });
    half.hydrate();
    await wake(document.body);
  } catch (why) {
    console.info("the page goes on without script:", why);
  }
}
