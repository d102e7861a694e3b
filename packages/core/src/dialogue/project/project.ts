/**
 * A Rasa 3.x project as the engine needs it. Foreign spellings of the YAML files are translated in `parse-*.ts` and
 * nowhere else.
 */

export interface TrainingExample {
  text: string;
  intent: string;
  entities: { entity: string; value: string; start: number; end: number; role?: string; group?: string }[];
}

export interface SlotMapping {
  type: 'from_entity' | 'from_text' | 'from_intent' | 'from_trigger_intent' | 'custom';
  entity?: string;
  role?: string;
  group?: string;
  intent?: string[];
  notIntent?: string[];
  value?: unknown;
  conditions?: { activeLoop: string | null; requestedSlot?: string }[];
}

export interface SlotDefinition {
  type: 'text' | 'bool' | 'categorical' | 'float' | 'list' | 'any';
  initialValue?: unknown;
  values?: unknown[];
  mappings: SlotMapping[];
}

export interface ResponseButton {
  title: string;
  payload: string;
}

export interface ResponseVariation {
  text?: string;
  image?: string;
  buttons?: ResponseButton[];
  custom?: Record<string, unknown>;
  channel?: string;
  /** All must hold. */
  conditions: { slot: string; value: unknown }[];
}

export interface FormDefinition {
  requiredSlots: string[];
  ignoredIntents: string[];
}

export interface Domain {
  intents: string[];
  slots: Record<string, SlotDefinition>;
  forms: Record<string, FormDefinition>;
  responses: Record<string, ResponseVariation[]>;
  actions: string[];
}

/** One step of a rule or story. */
export type Step =
  | { kind: 'intent'; intents: string[]; entities: { entity: string; value?: unknown }[] }
  | { kind: 'action'; action: string }
  | { kind: 'active_loop'; loop: string | null }
  | { kind: 'slot'; slots: { slot: string; value?: unknown }[] };

export interface Rule {
  name: string;
  conversationStart: boolean;
  waitForUserInput: boolean;
  conditions: Step[];
  steps: Step[];
}

export interface Story {
  name: string;
  steps: Step[];
}

export interface DialogueConfig {
  nluThreshold: number;
  nluAmbiguityThreshold: number;
  coreFallbackAction: string;
  maxHistory: number;
}

export interface RasaProject {
  examples: TrainingExample[];
  /** Written form, lower case → value. */
  synonyms: Record<string, string>;
  lookups: Record<string, string[]>;
  regexes: Record<string, string[]>;
  domain: Domain;
  rules: Rule[];
  stories: Story[];
  config: DialogueConfig;
}

/** A project that cannot be read: which file, and what is wrong, in words its author understands. */
export class ProjectError extends Error {
  override name = 'ProjectError';
}
