// `npm test`: everything a contributor needs, a real browser included. Needs only Node and npm.
import path from 'node:path';
import { checkSuite, repository, runSuites, vitestSuite, widgetSuite } from './run-suites.mjs';
import { arePackagesInstalled, installPackages } from './start/packages.mjs';

if (!arePackagesInstalled(repository)) {
  process.stdout.write('Installing packages …\n');
  await installPackages(repository);
}

const bin = (...parts) => path.join('node_modules', ...parts);

export const suites = [
  // Each lane has work for one core, and both take about as long. Lint reads sources alone, so it need not wait.
  [
    [checkSuite('lint', [bin('eslint', 'bin', 'eslint.js'), '.'])],
    [
      checkSuite('build', ['scripts/build.mjs']),
      checkSuite('types of the tests', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.test.json']),
      checkSuite('format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']),
    ],
  ],
  vitestSuite('unit tests', ['packages', 'benchmarks', 'demo']),
  // The tests of the start scripts mostly wait for servers.
  [[widgetSuite('elements in a real browser')], [vitestSuite('scripts', ['scripts'])]],
  vitestSuite('whole system, embedded store, real browser', ['--config', 'tests/vitest.config.ts']),
];

if (process.argv[1]?.endsWith('test.mjs')) {
  const { passed, failed } = await runSuites(suites);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
