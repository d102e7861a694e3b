import { endsWith, happenings, slotsHold } from './match-steps.js';
import type { Rule } from './project/project.js';
import type { TrackerState } from './tracker.js';

/**
 * What the rules say comes next (Rasa documentation, "Rules" and "Policies: Rule Policy"): a rule applies anywhere in a
 * conversation when its conditions hold and what just happened is its beginning. Of several, the one that matches
 * most steps wins, then the one with more conditions, then the first in the files. O(rules × steps).
 */
export type RulePrediction = { action: string } | 'listen' | undefined;

export function predictByRule(rules: readonly Rule[], state: TrackerState): RulePrediction {
  let best: { prediction: Exclude<RulePrediction, undefined>; weight: number } | undefined;
  for (const rule of rules) {
    const steps = happenings(rule.steps);
    for (let length = Math.min(steps.length, state.history.length); length >= 1; length--) {
      if (!endsWith(state.history, steps, length) || !holds(rule, state, length)) continue;
      // A loop step follows by itself from running the form; there is nothing to predict.
      const next = steps[length];
      if (next && next.kind !== 'action') continue;
      if (!next && !rule.waitForUserInput) continue;
      const weight = length * 1000 + rule.conditions.length * 10 + (next ? 1 : 0);
      if (!best || weight > best.weight)
        best = { prediction: next ? { action: next.action } : 'listen', weight };
      break;
    }
  }
  return best?.prediction;
}

function holds(rule: Rule, state: TrackerState, matched: number): boolean {
  const start = state.history.length - matched;
  if (rule.conversationStart && start > 0) return false;
  const loopThen = state.history[start]!.loopBefore;
  return (
    slotsHold(rule.conditions, state) &&
    slotsHold(rule.steps, state) &&
    rule.conditions.every((condition) => condition.kind !== 'active_loop' || condition.loop === loopThen)
  );
}
