import type { RasaProject, TrainingExample } from './project.js';
import { asList, asMap, asText } from './yaml-shapes.js';

type NluPart = Pick<RasaProject, 'examples' | 'synonyms' | 'lookups' | 'regexes'>;

/** Reads the `nlu:` key of a training file (Rasa documentation, "Training data format", version 3.1). */
export function parseNlu(value: unknown): NluPart {
  const part: NluPart = { examples: [], synonyms: {}, lookups: {}, regexes: {} };
  for (const item of asList(value).map(asMap)) {
    const lines = exampleLines(item.examples);
    const intent = asText(item.intent);
    const synonym = asText(item.synonym);
    const lookup = asText(item.lookup);
    const regex = asText(item.regex);
    if (intent !== undefined) {
      for (const line of lines) {
        const { example, synonyms } = parseExample(line, intent);
        part.examples.push(example);
        Object.assign(part.synonyms, synonyms);
      }
    } else if (synonym !== undefined) {
      for (const line of lines) part.synonyms[line.toLowerCase()] = synonym;
    } else if (lookup !== undefined) {
      part.lookups[lookup] = [...(part.lookups[lookup] ?? []), ...lines];
    } else if (regex !== undefined) {
      part.regexes[regex] = [...(part.regexes[regex] ?? []), ...lines];
    }
  }
  return part;
}

function exampleLines(examples: unknown): string[] {
  if (typeof examples === 'string') {
    return examples
      .split('\n')
      .map((line) => /^\s*-\s?(.*)$/.exec(line)?.[1]?.trim() ?? '')
      .filter((line) => line.length > 0);
  }
  return asList(examples)
    .map(
      (item) =>
        asText(asMap(item).text)
          ?.replace(/^\s*-\s*/, '')
          .trim() ?? '',
    )
    .filter((line) => line.length > 0);
}

/** `[text](entity)`, `[text](entity:value)`, `[text]{"entity": …}` and `[text][{…}, …]`, as in Rasa's own reader. */
const annotation = /\[([^\]]+?)\](?:\(([^():]+?)(?::([^()]*))?\)|(\{[^}]+\})|\[(\{.*?\})\])/g;

function parseExample(
  line: string,
  intent: string,
): { example: TrainingExample; synonyms: Record<string, string> } {
  const entities: TrainingExample['entities'] = [];
  const synonyms: Record<string, string> = {};
  let text = '';
  let last = 0;
  for (const match of line.matchAll(annotation)) {
    text += line.slice(last, match.index);
    last = match.index + match[0].length;
    const written = match[1]!;
    const start = text.length;
    text += written;
    for (const found of readAnnotation(match)) {
      const value = found.value ?? written;
      if (value !== written) synonyms[written.toLowerCase()] = value;
      entities.push({ ...found, value, start, end: text.length });
    }
  }
  text += line.slice(last);
  return { example: { text, intent, entities }, synonyms };
}

interface Annotated {
  entity: string;
  value?: string;
  role?: string;
  group?: string;
}

function readAnnotation(match: RegExpExecArray): Annotated[] {
  const [, , entity, value, one, many] = match;
  if (entity !== undefined) return [{ entity, ...(value !== undefined && { value }) }];
  const parsed = tryJson(one ?? `[${many ?? ''}]`);
  return (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).map(asMap).flatMap((item) => {
    const name = asText(item.entity);
    if (name === undefined) return [];
    const found: Annotated = { entity: name };
    for (const part of ['value', 'role', 'group'] as const) {
      const text = asText(item[part]);
      if (text !== undefined) found[part] = text;
    }
    return [found];
  });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Brackets that are not an annotation are ordinary text with nothing to extract.
    return [];
  }
}
