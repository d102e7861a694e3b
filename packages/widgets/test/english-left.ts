import type { Messages } from '../src/internal/messages.js';

const formsOf = (messages: Messages) =>
  Object.values(messages).flatMap((message) =>
    typeof message === 'string' ? [message] : Object.values(message),
  );
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** All text and labels of an element, through all shadow roots. */
export function wordsOf(element: Element): string[] {
  const words: string[] = [];
  const collect = (root: Element | ShadowRoot) => {
    for (const node of root.childNodes) {
      if (node instanceof Text) words.push(node.data);
      if (!(node instanceof Element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        words.push(node.getAttribute(name) ?? '');
      collect(node);
      if (node.shadowRoot) collect(node.shadowRoot);
    }
  };
  collect(element.shadowRoot!);
  return words.map((text) => text.replace(/[ \n\t]+/g, ' ').trim()).filter((text) => text !== '');
}

/** Texts of an element that are an English message and not also a message of its own language. */
export function englishLeft(element: Element, english: Messages, own: Messages): string[] {
  const ownForms = formsOf(own);
  const patterns = formsOf(english)
    .filter((text) => !ownForms.includes(text))
    .map((text) => new RegExp(`^${escaped(text).replace(/\\\{\w+\\\}/g, '.+')}$`));
  return wordsOf(element).filter((text) => patterns.some((pattern) => pattern.test(text)));
}
