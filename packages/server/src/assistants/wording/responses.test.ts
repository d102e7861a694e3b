import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { loadDefaultProject } from '../default-project.js';

/** Words that shoppers read are in the assistant's project, and actions name them. */

const source = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

function sourceFiles(room: string): string[] {
  return readdirSync(path.join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(room, name));
}

/** Texts of string literals and of the fixed parts of templates, without imports and types. */
function literalsOf(file: string): string[] {
  const texts: string[] = [];
  const tree = ts.createSourceFile(
    file,
    readFileSync(path.join(source, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return texts;
}

/** Two words of two letters or more next to each other. */
const isSentence = (text: string) => /\p{L}{2,}[,.:;!?]?\s+[\p{L}“]{2,}/u.test(text);

/**
 * Literals with words that no shopper reads: words that are recognized, retrieval questions, logs and errors.
 */
const allowed: Record<string, RegExp> = {
  'assistants/actions/ask/covers-question.ts': /a an the this/,
  'assistants/actions/ask/detect-other-language.ts': /./,
  'assistants/actions/ask/resolve-product.ts': /go goes going/,
  'assistants/actions/facts/countries.ts': /^[a-z ]+$/,
  'assistants/actions/facts/answer-facts.ts': /\\b/,
  'assistants/actions/facts/faq-questions.ts': /./,
  'assistants/actions/facts/find-faq-entry.ts': /^pick up$/,
  'assistants/actions/orders/report-order-status.ts': /^just asked$/,
  'assistants/embedded/embedded-assistant.ts': /^no such action$/,
  'assistants/rasa/rasa-assistant.ts': /^Rasa (?:gave|does)/,
};

test('no sentence that a shopper reads is in TypeScript', () => {
  const found = ['assistants', 'rules'].flatMap((room) =>
    sourceFiles(room).flatMap((file) =>
      literalsOf(file)
        .filter((text) => isSentence(text) && !allowed[file.split(path.sep).join('/')]?.test(text))
        .map((text) => `${file}: ${text}`),
    ),
  );
  expect(found).toEqual([]);
});

test('actions name responses that the default project has, and it has no others', async () => {
  const { responses } = (await loadDefaultProject()).domain;
  const named = new Set(
    sourceFiles('assistants')
      .flatMap(literalsOf)
      .filter((text) => /^(?:utter|phrase)_\w+$/.test(text)),
  );
  const ofActions = Object.keys(responses).filter((name) => !ofRules.test(name) && !name.startsWith('list_'));
  expect([...named].sort()).toEqual(ofActions.sort());
});

/** Responses that the project's own rules and forms give. */
const ofRules =
  /^utter_(?:greet|goodbye|thank|affirm|deny|bot_challenge|how_are_you|help|insult|praise|out_of_scope|cancel_form|default|ask_order_status_form_order_number)$/;

test('every placeholder of a response is a value that some action gives', async () => {
  const { responses } = (await loadDefaultProject()).domain;
  const code = sourceFiles('assistants')
    .map((file) => readFileSync(path.join(source, file), 'utf8'))
    .join('\n');
  const placeholders = Object.values(responses)
    .flat()
    .flatMap(({ text = '' }) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
  const unknown = [...new Set(placeholders)].filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
  expect(unknown).toEqual([]);
});
