/** HTML by tagged template: every value is escaped unless it is itself `Html`. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Value = Html | string | number | false | undefined | readonly Value[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function textOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return escapeHtml(String(value));
}

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + textOf(values[index - 1]) + piece));
}

/** JSON for a data block: `<` is escaped so that no title can end the block. */
export function jsonBlock(type: string, value: unknown): Html {
  return new Html(`<script type="${type}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`);
}
