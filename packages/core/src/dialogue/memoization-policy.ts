import { endsWith, happenings, slotsHold } from './match-steps.js';
import type { Story } from './project/project.js';
import type { TrackerState } from './tracker.js';

/**
 * Plays stories it has seen (Rasa documentation, "Policies: Memoization Policy"): when the last `maxHistory` turns are
 * exactly a stretch of a story, the story's next step follows. A path that no story shows is left to the fallback; there
 * is no policy that generalises over stories.
 */
export function predictByStory(
  stories: readonly Story[],
  state: TrackerState,
  maxHistory: number,
): { action: string } | 'listen' | undefined {
  for (const story of stories) {
    const steps = happenings(story.steps);
    if (!slotsHold(story.steps, state)) continue;
    for (let position = steps.length; position >= 1; position--) {
      const from = windowStart(steps, position, maxHistory);
      const window = steps.slice(from, position);
      // A stretch from the story's beginning must be all that was said; a later one may follow anything.
      if (from === 0 && state.history.length !== position) continue;
      if (!endsWith(state.history, window, window.length)) continue;
      const next = steps[position];
      if (next?.kind === 'action') return { action: next.action };
      if (!next || next.kind === 'intent') return 'listen';
    }
  }
  return undefined;
}

/** Where the last `turns` user turns before `position` begin. */
function windowStart(steps: readonly { kind: string }[], position: number, turns: number): number {
  let left = turns;
  for (let i = position - 1; i >= 0; i--) {
    if (steps[i]!.kind === 'intent' && --left === 0) return i;
  }
  return 0;
}
