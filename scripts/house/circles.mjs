/**
 * Groups of files that import one another in a circle: strongly connected components of more than one file
 * (R. Tarjan, "Depth-first search and linear graph algorithms", 1972).
 * @param {Map<string, string[]>} imports file → files that it imports
 * @returns {string[][]}
 */
export function findCircles(imports) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const open = new Set();
  const circles = [];

  function visit(file) {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    open.add(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(file, Math.min(low.get(file), low.get(next)));
      } else if (open.has(next)) {
        low.set(file, Math.min(low.get(file), index.get(next)));
      }
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    for (const member of circle) open.delete(member);
    if (circle.length > 1) circles.push(circle.sort());
  }

  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return circles;
}
