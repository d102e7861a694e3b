// Runs test suites one after the other, shows their output, and adds up how many tests passed and failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (...parts) => path.join(repository, 'node_modules', ...parts);

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {{ name: string, run: () => Promise<Counts> }} Suite
 */

/** Runs a command, echoing its output; answers its exit code and what it printed. */
export function execute(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const echo = (stream) => (chunk) => {
      output += chunk;
      stream.write(chunk);
    };
    child.stdout.on('data', echo(process.stdout));
    child.stderr.on('data', echo(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A command that either holds or not: one test. @returns {Suite} */
export function checkSuite(name, args) {
  return {
    name,
    async run() {
      const { code } = await execute(args);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** @returns {Suite} */
export function vitestSuite(name, args, env = {}) {
  return {
    name,
    async run() {
      const directory = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-test-'));
      const report = path.join(directory, 'report.json');
      const { code } = await execute(
        [
          bin('vitest', 'vitest.mjs'),
          'run',
          ...args,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
        ],
        env,
      );
      try {
        const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
          readFileSync(report, 'utf8'),
        );
        // A file that does not even load has no failed test of its own.
        const failed = code === 0 ? numFailedTests : Math.max(numFailedTests, numFailedTestSuites, 1);
        return { passed: numPassedTests, failed };
      } catch {
        return { passed: 0, failed: 1 };
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}

/** @returns {Suite} */
export function widgetSuite(name) {
  return {
    name,
    async run() {
      const { code, output } = await execute([
        bin('@web', 'test-runner', 'dist', 'bin.js'),
        '--config',
        'packages/widgets/web-test-runner.config.mjs',
      ]);
      // The runner colours its summary.
      const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
      const last = [...plain.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
      const passed = Number(last?.[1] ?? 0);
      const failed = Number(last?.[2] ?? 0);
      return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(failed, 1) };
    },
  };
}

/**
 * Runs all of them, the later ones even after an earlier one failed.
 * @param {Suite[]} suites @returns {Promise<Counts>}
 */
export async function runSuites(suites) {
  const total = { passed: 0, failed: 0 };
  const lines = [];
  for (const suite of suites) {
    process.stdout.write(`\n== ${suite.name}\n`);
    const started = Date.now();
    const counts = await suite.run();
    total.passed += counts.passed;
    total.failed += counts.failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    lines.push(
      `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${suite.name.padEnd(44)} ${String(counts.passed).padStart(5)} passed, ${counts.failed} failed  ${seconds} s`,
    );
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return total;
}
