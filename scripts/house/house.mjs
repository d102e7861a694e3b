import { findCircles } from './circles.mjs';
import { findLongFunctions } from './long-functions.mjs';
import { findForbiddenImport } from './rooms.mjs';
import { importsOf, readSources } from './sources.mjs';

/**
 * What the house rules of ARCHITECTURE.md and CONTRIBUTING.md forbid, counted over all source.
 * @param {string} root the repository
 */
export function inspectHouse(root) {
  const sources = readSources(root);
  const imports = new Map(sources.map((source) => [source.file, importsOf(source)]));
  const arrows = [...imports].flatMap(([from, files]) =>
    files.flatMap((to) => {
      const reason = findForbiddenImport(from, to);
      return reason ? [`${from} → ${to}: ${reason}`] : [];
    }),
  );
  return {
    files: sources.length,
    arrows,
    circles: findCircles(imports).map((files) => files.join(' ↔ ')),
    longFunctions: sources
      .flatMap((source) => findLongFunctions(source))
      .map(({ file, line, name, lines }) => `${file}:${line} ${name} has ${lines} lines`),
  };
}
