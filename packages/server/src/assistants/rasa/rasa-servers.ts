import { LRUCache } from 'lru-cache';
import { memoryLimits } from '../../following/memory-limits.js';
import type { Id } from '../../stores/port/documents.js';
import type { Engine, EngineOptions, SettingsOf } from '../engine.js';
import { RasaAssistant } from './rasa-assistant.js';

/**
 * The Rasa servers of shops, and the one that the operator of this server may run for shops without their
 * own.
 */
export class RasaServers implements Engine<'rasa'> {
  private readonly options: EngineOptions;
  private readonly servers = new LRUCache<string, RasaAssistant>({ max: memoryLimits.rasaServers.max });

  constructor(options: EngineOptions) {
    this.options = options;
  }

  assistantFor(shopId: Id, { url = this.options.rasaUrl }: SettingsOf<'rasa'>): RasaAssistant | undefined {
    if (url === undefined) return undefined;
    // Each shop has a circuit breaker of its own: a shop that names another shop's server cannot cut that
    // shop off.
    const name = `${shopId} ${url}`;
    const held = this.servers.get(name);
    if (held) return held;
    const { secrets, log } = this.options;
    const assistant = new RasaAssistant({ url, secrets, log, mayBeInternal: this.isOperators(url) });
    this.servers.set(name, assistant);
    return assistant;
  }

  /**
   * Compares whole addresses, not origins: shops may not call anything else on the operator's server.
   */
  private isOperators(url: string): boolean {
    const { rasaUrl } = this.options;
    return rasaUrl !== undefined && URL.canParse(url) && new URL(url).href === new URL(rasaUrl).href;
  }
}
