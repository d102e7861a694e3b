/**
 * Mean loss of each model over the windows of a backtest, as if each had answered all of them. A model that was silent
 * in some windows (history too short, a network not trained yet) is measured where it spoke, against the models that
 * always spoke, and set beside them on the whole: an easy or a hard window must not decide for it.
 *
 * `windows`: a row a window, a column a model, NaN where it gave no answer. The result is in the loss's own unit, NaN
 * for a model that never answered; for models that always answered it is the plain mean.
 */
export function comparableLosses(
  windows: readonly Float64Array[],
  modelCount: number,
): Float64Array<ArrayBuffer> {
  const always = Array.from({ length: modelCount }, (_, m) => m).filter((m) =>
    windows.every((losses) => !Number.isNaN(losses[m]!)),
  );
  const references = windows.map((losses) => mean(always.map((m) => losses[m]!)));
  const whole = mean(references);
  return Float64Array.from({ length: modelCount }, (_, m) => {
    const spoken = windows.flatMap((losses, w) => (Number.isNaN(losses[m]!) ? [] : [w]));
    const own = mean(spoken.map((w) => windows[w]![m]!));
    const there = mean(spoken.map((w) => references[w]!));
    return spoken.length === windows.length || !(there > 0) ? own : (own / there) * whole;
  });
}

/** NaN of nothing. */
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
