/**
 * Steps of the start, a line each: a bar that grows in a terminal, one line at the end of each step elsewhere.
 * @param {NodeJS.WriteStream} out
 */
export function createProgress(out, now = () => performance.now()) {
  const isTerminal = out.isTTY === true;
  /** @type {Map<string, { title: string, started: number, done: number, total: number, ended?: number, note?: string }>} */
  const steps = new Map();
  let drawn = 0;

  function lineOf({ title, started, done, total, ended, note }) {
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const width = 24;
    const filled = Math.round(share * width);
    const bar = ended === undefined ? '█'.repeat(filled) + '·'.repeat(width - filled) : '█'.repeat(width);
    const seconds = (((ended ?? now()) - started) / 1000).toFixed(1).padStart(5);
    const count = total > 1 ? ` ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}` : '';
    return `${ended === undefined ? ' ' : '✓'} ${title.padEnd(30)} ${bar} ${seconds} s${note ?? count}`;
  }

  function draw() {
    if (!isTerminal) return;
    const lines = [...steps.values()].map((step) => lineOf(step).slice(0, (out.columns ?? 100) - 1));
    out.write(`${drawn > 0 ? `\u001b[${drawn}A` : ''}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  }

  return {
    /** Begins a step, or moves it on; reaching the total ends it. */
    step(key, title, done = 0, total = 1) {
      const known = steps.get(key);
      const step = known ?? { title, started: now(), done, total };
      if (step.ended !== undefined) return;
      Object.assign(step, { done, total });
      steps.set(key, step);
      if (done >= total) {
        step.ended = now();
        if (!isTerminal) out.write(`${lineOf(step)}\n`);
      }
      draw();
    },
    finish(key) {
      const step = steps.get(key);
      if (step) this.step(key, step.title, step.total, step.total);
    },
    /** A line that stays, above the steps that still move. */
    say(text) {
      if (isTerminal && drawn > 0) out.write(`\u001b[${drawn}A\u001b[J`);
      drawn = 0;
      out.write(`${text}\n`);
      draw();
    },
    /** What is drawn stays; what comes later stands below. */
    leave() {
      draw();
      drawn = 0;
      steps.clear();
    },
  };
}
