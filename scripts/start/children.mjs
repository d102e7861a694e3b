import { fork, spawn } from 'node:child_process';
import { StartError } from './start-error.mjs';

const stopTimeoutMs = 12_000;

/** The processes this start has begun: all end with it. */
export function createChildren(repository) {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  const running = new Set();
  let stopping = false;

  function follow(child, name, mayEnd, onUnexpectedEnd) {
    running.add(child);
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors = (errors + chunk).slice(-4000)));
    // Not at `exit`: what it said last may still be on its way then.
    child.on('close', (code, signal) => {
      running.delete(child);
      if (stopping || (mayEnd && code === 0)) return;
      onUnexpectedEnd(
        new StartError(lastLine(errors) ?? `${name} ended with ${signal ?? `exit code ${code}`}.`),
      );
    });
    child.on('error', (error) => onUnexpectedEnd(new StartError(`${name} cannot run: ${error.message}`)));
    return child;
  }

  return {
    /**
     * A part that runs until it is stopped or, when it `mayEnd`, until its work is done; `onUnexpectedEnd` is told of
     * any other end, whenever it comes. Its log goes to `log`, a file descriptor, when one is given.
     */
    serve({ name, script, env, log, mayEnd = false }, onUnexpectedEnd) {
      const child = fork(script, [], {
        cwd: repository,
        env,
        // Ctrl-C reaches the whole group; the parts are stopped in order by this process instead.
        detached: process.platform !== 'win32',
        stdio: ['ignore', log ?? 'ignore', 'pipe', 'ipc'],
      });
      return follow(child, name, mayEnd, onUnexpectedEnd);
    },

    /** Runs a command to its end and answers what it printed. */
    run(script, args, env) {
      return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [script, ...args], {
          cwd: repository,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        running.add(child);
        let output = '';
        let errors = '';
        child.stdout.on('data', (chunk) => (output += chunk));
        child.stderr.on('data', (chunk) => (errors += chunk));
        child.on('error', reject);
        child.on('close', (code) => {
          running.delete(child);
          if (code === 0) resolve(output);
          else reject(new StartError(lastLine(errors) ?? `${args.join(' ')} failed with exit code ${code}.`));
        });
      });
    },

    /** Asks every part to finish, the last begun first, and waits; whoever takes too long is ended. */
    async stop() {
      stopping = true;
      for (const child of [...running].reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
        await ended;
        clearTimeout(timer);
      }
    },
  };
}

/** The line of an error output that says most: the last that is not part of a stack. */
function lastLine(text) {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line) && !/^Node\.js v/.test(line));
  return lines.at(-1)?.trim();
}
