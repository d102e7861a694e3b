import {
  ProjectError,
  type Domain,
  type FormDefinition,
  type ResponseVariation,
  type SlotDefinition,
  type SlotMapping,
} from './project.js';
import { asList, asMap, asText, asTexts, type YamlMap } from './yaml-shapes.js';

const slotTypes = ['text', 'bool', 'categorical', 'float', 'list', 'any'] as const;
const mappingTypes = ['from_entity', 'from_text', 'from_intent', 'from_trigger_intent', 'custom'] as const;

/** Reads the keys of `domain.yml`; a domain split over files is read part by part and merged. */
export function parseDomain(file: YamlMap): Domain {
  return {
    intents: asList(file.intents).map(nameOf),
    slots: mapValues(asMap(file.slots), (name, value) => parseSlot(name, asMap(value))),
    forms: mapValues(asMap(file.forms), (_name, value) => parseForm(asMap(value))),
    responses: mapValues(asMap(file.responses), (_name, value) =>
      asList(value).map(asMap).map(parseResponse),
    ),
    actions: asList(file.actions).map(nameOf),
  };
}

/** `- greet` or `- greet: {use_entities: …}`. */
function nameOf(item: unknown): string {
  return asText(item) ?? Object.keys(asMap(item))[0] ?? '';
}

function parseSlot(name: string, slot: YamlMap): SlotDefinition {
  const type = slotTypes.find((known) => known === slot.type);
  if (type === undefined) throw new ProjectError(`slot "${name}": type ${String(slot.type)} is not known`);
  return {
    type,
    ...(slot.initial_value !== undefined && { initialValue: slot.initial_value }),
    ...(Array.isArray(slot.values) && { values: slot.values as unknown[] }),
    mappings: asList(slot.mappings).map((mapping) => parseMapping(name, asMap(mapping))),
  };
}

function parseMapping(slot: string, mapping: YamlMap): SlotMapping {
  const type = mappingTypes.find((known) => known === mapping.type);
  if (type === undefined) {
    throw new ProjectError(`slot "${slot}": mapping type ${String(mapping.type)} is not known`);
  }
  const result: SlotMapping = { type };
  for (const part of ['entity', 'role', 'group'] as const) {
    const text = asText(mapping[part]);
    if (text !== undefined) result[part] = text;
  }
  if (mapping.intent !== undefined) result.intent = asTexts(mapping.intent);
  if (mapping.not_intent !== undefined) result.notIntent = asTexts(mapping.not_intent);
  if (mapping.value !== undefined) result.value = mapping.value;
  if (mapping.conditions !== undefined) {
    result.conditions = asList(mapping.conditions)
      .map(asMap)
      .map((condition) => {
        const requestedSlot = asText(condition.requested_slot);
        return {
          activeLoop: asText(condition.active_loop) ?? null,
          ...(requestedSlot !== undefined && { requestedSlot }),
        };
      });
  }
  return result;
}

function parseForm(form: YamlMap): FormDefinition {
  return {
    requiredSlots: asTexts(asList(form.required_slots)),
    ignoredIntents: form.ignored_intents === undefined ? [] : asTexts(form.ignored_intents),
  };
}

function parseResponse(response: YamlMap): ResponseVariation {
  const text = asText(response.text);
  const image = asText(response.image);
  const channel = asText(response.channel);
  return {
    ...(text !== undefined && { text }),
    ...(image !== undefined && { image }),
    ...(channel !== undefined && { channel }),
    ...(response.custom !== undefined && { custom: asMap(response.custom) }),
    ...(response.buttons !== undefined && {
      buttons: asList(response.buttons)
        .map(asMap)
        .map((button) => ({ title: asText(button.title) ?? '', payload: asText(button.payload) ?? '' })),
    }),
    conditions: asList(response.condition)
      .map(asMap)
      .map((condition) => ({ slot: asText(condition.name) ?? '', value: condition.value })),
  };
}

function mapValues<T>(map: YamlMap, convert: (name: string, value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, convert(name, value)]));
}
