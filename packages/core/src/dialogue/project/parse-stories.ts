import { ProjectError, type Rule, type Step, type Story } from './project.js';
import { asList, asMap, asText, type YamlMap } from './yaml-shapes.js';

/** Reads `rules:` and `stories:`. Checkpoints and end-to-end `user:` steps are refused by name: they are not run. */
export function parseRules(value: unknown): Rule[] {
  return asList(value)
    .map(asMap)
    .map((rule) => {
      const name = asText(rule.rule) ?? 'unnamed rule';
      return {
        name,
        conversationStart: rule.conversation_start === true,
        waitForUserInput: rule.wait_for_user_input !== false,
        conditions: parseSteps(name, rule.condition),
        steps: parseSteps(name, rule.steps),
      };
    });
}

export function parseStories(value: unknown): Story[] {
  return asList(value)
    .map(asMap)
    .map((story) => {
      const name = asText(story.story) ?? 'unnamed story';
      return { name, steps: parseSteps(name, story.steps) };
    });
}

function parseSteps(owner: string, value: unknown): Step[] {
  return asList(value).flatMap((item) => {
    // "..." opened rules in old files and means nothing any more.
    if (item === '...') return [];
    return [parseStep(owner, asMap(item))];
  });
}

function parseStep(owner: string, step: YamlMap): Step {
  if ('or' in step) {
    const choices = asList(step.or).map((choice) => parseStep(owner, asMap(choice)));
    const intents = choices.flatMap((choice) => (choice.kind === 'intent' ? choice.intents : []));
    return { kind: 'intent', intents, entities: [] };
  }
  const intent = asText(step.intent);
  if (intent !== undefined) {
    return { kind: 'intent', intents: [intent], entities: asList(step.entities).flatMap(parseEntity) };
  }
  const action = asText(step.action);
  if (action !== undefined) return { kind: 'action', action };
  if ('active_loop' in step) return { kind: 'active_loop', loop: asText(step.active_loop) ?? null };
  if ('slot_was_set' in step) {
    return { kind: 'slot', slots: asList(step.slot_was_set).flatMap(parseSlotCondition) };
  }
  throw new ProjectError(`"${owner}": a step of kind ${Object.keys(step).join(', ')} cannot be run`);
}

function parseEntity(item: unknown): { entity: string; value?: unknown }[] {
  const name = asText(item);
  if (name !== undefined) return [{ entity: name }];
  return Object.entries(asMap(item)).map(([entity, value]) => ({ entity, value }));
}

/** `- cuisine` (any value), `- cuisine: null` (not set) or `- cuisine: italian`. */
function parseSlotCondition(item: unknown): { slot: string; value?: unknown }[] {
  const name = asText(item);
  if (name !== undefined) return [{ slot: name }];
  return Object.entries(asMap(item)).map(([slot, value]) => ({ slot, value }));
}
