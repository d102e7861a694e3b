// Runs test suites, shows their output, and adds up how many tests passed and failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (...parts) => path.join(repository, 'node_modules', ...parts);

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {(text: string | Buffer) => void} Print
 * @typedef {{ name: string, run: (print: Print) => Promise<Counts> }} Suite
 */

/** Runs a command, printing its output as it comes; answers its exit code and all that it printed. */
export function execute(args, print, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      print(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A command that either holds or not: one test. @returns {Suite} */
export function checkSuite(name, args) {
  return {
    name,
    async run(print) {
      const { code } = await execute(args, print);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** @returns {Suite} */
export function vitestSuite(name, args, env = {}) {
  return {
    name,
    async run(print) {
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
        print,
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
    async run(print) {
      const { code, output } = await execute(
        [
          bin('@web', 'test-runner', 'dist', 'bin.js'),
          '--config',
          'packages/widgets/web-test-runner.config.mjs',
        ],
        print,
      );
      // The runner colours its summary.
      const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
      const last = [...plain.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
      const passed = Number(last?.[1] ?? 0);
      const failed = Number(last?.[2] ?? 0);
      return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(failed, 1) };
    },
  };
}

/** Runs a suite and says how it went. @param {Suite} suite @param {Print} print */
async function runSuite(suite, print) {
  print(`\n== ${suite.name}\n`);
  const started = Date.now();
  const { passed, failed } = await suite.run(print);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const line = `${failed === 0 ? 'ok  ' : 'FAIL'} ${suite.name.padEnd(44)} ${String(passed).padStart(5)} passed, ${failed} failed  ${seconds} s`;
  return { passed, failed, line };
}

/**
 * Lanes run side by side, the suites of a lane one after the other; the output of each suite is shown when it has
 * ended.
 * @param {Suite[][]} lanes
 */
async function runLanes(lanes) {
  const results = await Promise.all(
    lanes.map(async (lane) => {
      const ended = [];
      for (const suite of lane) {
        const output = [];
        ended.push(await runSuite(suite, (text) => output.push(text)));
        for (const text of output) process.stdout.write(text);
      }
      return ended;
    }),
  );
  return results.flat();
}

/**
 * Runs all of them, the later ones even after an earlier one failed. An array holds lanes.
 * @param {(Suite | Suite[][])[]} suites @returns {Promise<Counts>}
 */
export async function runSuites(suites) {
  const results = [];
  for (const entry of suites) {
    if (Array.isArray(entry)) results.push(...(await runLanes(entry)));
    else results.push(await runSuite(entry, (text) => process.stdout.write(text)));
  }
  process.stdout.write(`\n${results.map(({ line }) => line).join('\n')}\n`);
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}
