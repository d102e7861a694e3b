import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Folders of source, from the repository's root. Tests and what tests share are left out. */
const sourceFolders = [
  'packages/core/src',
  'packages/server/src',
  'packages/widgets/src',
  'demo/src',
  'benchmarks/src',
];

/** @typedef {{ file: string, tree: ts.SourceFile }} Source */

/** Every source file, parsed; `file` is its path from the root. @param {string} root @returns {Source[]} */
export function readSources(root) {
  return sourceFolders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => listFiles(path.join(root, folder)))
    .map((file) => ({
      file: path.relative(root, file),
      tree: ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
    }));
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(file);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [file] : [];
  });
}

/** Files that a file imports by a relative path, types included. @param {Source} source @returns {string[]} */
export function importsOf({ file, tree }) {
  const found = [];
  const add = (specifier) => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    found.push(path.join(path.dirname(file), specifier.text).replace(/\.js$/, '.ts'));
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0]);
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...new Set(found)];
}
