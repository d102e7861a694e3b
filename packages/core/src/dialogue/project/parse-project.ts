import { parse as parseYaml } from 'yaml';
import { parseDomain } from './parse-domain.js';
import { parseNlu } from './parse-nlu.js';
import { parseRules, parseStories } from './parse-stories.js';
import { ProjectError, type DialogueConfig, type RasaProject } from './project.js';
import { asList, asMap, asText, type YamlMap } from './yaml-shapes.js';

export interface ProjectFile {
  /** For messages only. */
  path: string;
  text: string;
}

/**
 * Reads the YAML files of a Rasa 3.x project. As in Rasa, any file may hold any of the keys, and a domain may be split
 * over files. Throws `ProjectError` naming the file.
 */
export function parseProject(files: readonly ProjectFile[]): RasaProject {
  const project: RasaProject = {
    examples: [],
    synonyms: {},
    lookups: {},
    regexes: {},
    domain: { intents: [], slots: {}, forms: {}, responses: {}, actions: [] },
    rules: [],
    stories: [],
    config: {
      nluThreshold: 0.3,
      nluAmbiguityThreshold: 0.1,
      coreFallbackAction: 'action_default_fallback',
      maxHistory: 5,
    },
  };
  for (const file of files) {
    try {
      merge(project, asMap(parseYaml(file.text)));
    } catch (cause) {
      throw new ProjectError(`${file.path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }
  return project;
}

function merge(project: RasaProject, file: YamlMap): void {
  const nlu = parseNlu(file.nlu);
  project.examples.push(...nlu.examples);
  Object.assign(project.synonyms, nlu.synonyms);
  Object.assign(project.lookups, nlu.lookups);
  Object.assign(project.regexes, nlu.regexes);
  const domain = parseDomain(file);
  project.domain.intents.push(...domain.intents);
  project.domain.actions.push(...domain.actions);
  Object.assign(project.domain.slots, domain.slots);
  Object.assign(project.domain.forms, domain.forms);
  Object.assign(project.domain.responses, domain.responses);
  project.rules.push(...parseRules(file.rules));
  project.stories.push(...parseStories(file.stories));
  Object.assign(project.config, parseConfig(file));
}

/** Of `config.yml` only what governs our own pipeline: the fallback thresholds and the memory of stories. */
function parseConfig(file: YamlMap): Partial<DialogueConfig> {
  const config: Partial<DialogueConfig> = {};
  for (const component of [...asList(file.pipeline), ...asList(file.policies)].map(asMap)) {
    const name = asText(component.name);
    if (name === 'FallbackClassifier') {
      if (typeof component.threshold === 'number') config.nluThreshold = component.threshold;
      if (typeof component.ambiguity_threshold === 'number') {
        config.nluAmbiguityThreshold = component.ambiguity_threshold;
      }
    }
    if (name === 'RulePolicy' && typeof component.core_fallback_action_name === 'string') {
      config.coreFallbackAction = component.core_fallback_action_name;
    }
    if (name === 'MemoizationPolicy' && typeof component.max_history === 'number') {
      config.maxHistory = component.max_history;
    }
  }
  return config;
}
