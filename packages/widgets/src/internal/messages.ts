import type { ShopperLanguage } from '@shelfwise/core/wire';

/** One text by plural category. `{count}` selects the form. */
export type PluralMessage = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
/** A text, in which `{name}` is a placeholder for a value, or its plural forms. */
export type Message = string | PluralMessage;
export type Messages = Record<string, Message>;

/**
 * The same messages in another language. A message file ends with `satisfies Translation<typeof english>`, so that a
 * missing name, an unknown name, and a text in place of plural forms are compile errors.
 */
export type Translation<M extends Messages> = {
  [Name in keyof M]: M[Name] extends string ? string : PluralMessage;
};

/** How an element's messages are loaded, by language. Each `import()` is a chunk of its own. */
export type MessageLoaders<M extends Messages, Language extends string = ShopperLanguage> = Record<
  Language,
  () => Promise<{ messages: Translation<M> }>
>;

/** Names of the placeholders of a text, each as often as it occurs. */
export const placeholdersOf = (text: string): string[] =>
  Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
