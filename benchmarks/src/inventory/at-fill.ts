/** What a setting of a policy came to: units handed over and what the stock cost, a value a product. */
export interface Outcome {
  filled: Float64Array;
  stock: Float64Array;
}

export interface AtFill extends Outcome {
  /** Of all units asked for; the target unless no setting reaches it. */
  fill: number;
  setting: number;
  isReached: boolean;
}

/**
 * Policies are compared where they serve customers alike: the stock of the setting (a service level, a factor) whose share
 * of units filled is the target. Found by bisection, as filled units rise with the setting; between the last two
 * settings, at most .002 apart in fill, everything is linear, as the published figures are read off their curves.
 * Where the whole range stays on one side of the target, the nearer end is answered and `isReached` is false.
 */
export function atFill(
  run: (setting: number) => Outcome,
  demanded: number,
  target: number,
  [lowest, highest]: readonly [number, number],
): AtFill {
  const at = (setting: number) => {
    const outcome = run(setting);
    return { ...outcome, setting, fill: outcome.filled.reduce((sum, units) => sum + units, 0) / demanded };
  };
  let low = at(lowest);
  if (low.fill >= target) return { ...low, isReached: low.fill === target };
  let high = at(highest);
  if (high.fill <= target) return { ...high, isReached: high.fill === target };
  for (let round = 0; round < 30 && high.fill - low.fill > 0.002; round++) {
    const middle = at((low.setting + high.setting) / 2);
    if (middle.fill < target) low = middle;
    else high = middle;
  }
  const share = (target - low.fill) / (high.fill - low.fill);
  const between = (a: number, b: number) => a + share * (b - a);
  return {
    fill: between(low.fill, high.fill),
    setting: between(low.setting, high.setting),
    filled: low.filled.map((units, i) => between(units, high.filled[i]!)),
    stock: low.stock.map((units, i) => between(units, high.stock[i]!)),
    isReached: true,
  };
}
