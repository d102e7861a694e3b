import type { ShopDocument } from '../stores/port/documents.js';
import type { Assistant } from './assistant.js';
import type { Engine, EngineOptions, OutsideKind } from './engine.js';
import { RasaServers } from './rasa/rasa-servers.js';

/** The chat engines besides the embedded one. A new engine is a folder and a line here. */
const openEngines = (options: EngineOptions): { [K in OutsideKind]: Engine<K> } => ({
  rasa: new RasaServers(options),
});

/** Finds the assistant that a shop chose. */
export class Engines {
  private readonly embedded: Assistant;
  private readonly outside: ReturnType<typeof openEngines>;

  constructor(embedded: Assistant, options: EngineOptions) {
    this.embedded = embedded;
    this.outside = openEngines(options);
  }

  assistantFor({ id, settings: { assistant } }: ShopDocument): Assistant {
    if (assistant.kind === 'embedded') return this.embedded;
    const engine: Engine<OutsideKind> = this.outside[assistant.kind];
    return engine.assistantFor(id, assistant) ?? this.embedded;
  }
}
