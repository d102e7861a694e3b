import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownerLanguages, shopperLanguages } from '@shelfwise/core/wire';
import { describe, expect, it } from 'vitest';
import { placeholdersOf, type Message, type Messages } from '../src/internal/messages.js';

/** Every message file of every element: `<element folder>/messages/<language>.ts`. */
const sources = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'src');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)messages\/[\w-]+\.ts$/.test(file),
);
const folders = [...new Set(files.map((file) => path.dirname(path.dirname(file))))].sort();

/** Folders whose messages shoppers read. All others are for owners. */
const shopperFolders = ['parts/product-card', 'shop-chat', 'shop-recs'];

/** Messages that are the same in another language as in English, by `<folder>.<name>`. */
const bestseller = ['bestseller', 'bestseller-in-category', 'bestseller-in-category.plain'];
const sameAsEnglish: Record<string, string[]> = {
  de: bestseller.map((name) => `parts/product-card.${name}`),
  nl: bestseller.map((name) => `parts/product-card.${name}`),
};

const messagesOf = async (folder: string, language: string): Promise<Messages> => {
  const file = pathToFileURL(path.join(sources, folder, 'messages', `${language}.ts`)).href;
  return ((await import(file)) as { messages: Messages }).messages;
};
const languagesOf = (folder: string) =>
  files
    .filter((file) => path.dirname(path.dirname(file)) === folder)
    .map((file) => path.basename(file, '.ts'))
    .sort();
const namesIn = (text: string) => [...new Set(placeholdersOf(text))].sort();
const formsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));

describe.each(folders)('messages of %s', (folder) => {
  const expected = shopperFolders.includes(folder) ? shopperLanguages : ownerLanguages;

  it('come in every language that their readers may choose', () => {
    expect(languagesOf(folder)).toEqual(expect.arrayContaining([...expected]));
  });

  it.each(languagesOf(folder))('are whole in %s', async (language) => {
    const english = await messagesOf(folder, 'en');
    const messages = await messagesOf(folder, language);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [name, message] of Object.entries(messages)) {
      for (const form of formsOf(message)) expect(form.trim(), name).not.toBe('');
      const wanted = namesIn(formsOf(english[name]!).join());
      expect(namesIn(formsOf(message).join()), name).toEqual(wanted);
      if (typeof english[name] === 'string') continue;
      expect(Object.keys(message).sort(), name).toEqual([...pluralCategories].sort());
      // A form for exactly one or two things may leave the number out.
      const other = (message as { other: string }).other;
      expect(namesIn(other), name).toEqual(wanted);
    }
  });

  it.each(languagesOf(folder).filter((language) => language !== 'en'))(
    'are not left in English in %s',
    async (language) => {
      const english = await messagesOf(folder, 'en');
      const messages = await messagesOf(folder, language);
      const same = Object.keys(english).filter(
        (name) => JSON.stringify(messages[name]) === JSON.stringify(english[name]),
      );
      const allowed = sameAsEnglish[language] ?? [];
      expect(same.filter((name) => !allowed.includes(`${folder}.${name}`))).toEqual([]);
    },
  );
});

it('no two elements have a folder of the same name, which names their chunks', () => {
  const names = folders.map((folder) => path.basename(folder));
  expect(new Set(names).size).toBe(names.length);
});
