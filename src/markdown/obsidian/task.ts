import type { ListItem, Nodes, Root } from "mdast";

const box = /^\[(\S)\][ \t]/u;

/** Any sign in the box of a task ticks it: `- [/]`, `- [-]`. GFM reads an `x` and a blank alone. */
export function taskTransform(tree: Root): void {
  visit(tree);
}

function visit(node: Nodes): void {
  if (node.type === "listItem") tick(node);
  if ("children" in node) node.children.forEach(visit);
}

function tick(item: ListItem): void {
  const [paragraph] = item.children;
  const text = paragraph?.type === "paragraph" ? paragraph.children[0] : undefined;
  if (typeof item.checked === "boolean" || text?.type !== "text") return;
  const found = box.exec(text.value);
  if (found === null) return;
  item.checked = true;
  text.value = text.value.slice(found[0].length);
}
