import ts from 'typescript';

/** Lines that a function may have. A screen holds about 50. */
export const maxFunctionLines = 80;

/**
 * Functions of more lines than `max`. Methods named `render…` are left out: they are templates. Tables are objects, not
 * functions, and so are not counted.
 * @param {import('./sources.mjs').Source} source
 * @returns {{ file: string, line: number, name: string, lines: number }[]}
 */
export function findLongFunctions({ file, tree }, max = maxFunctionLines) {
  const found = [];
  const lineOf = (position) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const line = lineOf(node.getStart());
      const lines = lineOf(node.end) - line + 1;
      const name = nameOf(node);
      if (lines > max && !name.startsWith('render')) found.push({ file, line, name, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function nameOf(node) {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '';
}
