import type { AssistantKind, AssistantSettings } from '@shelfwise/core/wire';
import type { Logger } from 'pino';
import type { Secrets } from '../access/secrets.js';
import type { Id } from '../stores/port/documents.js';
import type { Assistant } from './assistant.js';

export interface EngineOptions {
  secrets: Pick<Secrets, 'signingKey' | 'verificationKey' | 'seal'>;
  log: Logger;
  /**
   * For shops whose assistant is Rasa without an address of its own; the one address that may be internal.
   */
  rasaUrl?: string;
}

/** The kinds of chat engines that run elsewhere. */
export type OutsideKind = Exclude<AssistantKind, 'embedded'>;
export type SettingsOf<K extends AssistantKind> = Extract<AssistantSettings, { kind: K }>;

/** A chat engine that runs elsewhere. */
export interface Engine<K extends OutsideKind> {
  /** Undefined when the settings lead to no server: then the embedded assistant answers. */
  assistantFor(shopId: Id, settings: SettingsOf<K>): Assistant | undefined;
}
