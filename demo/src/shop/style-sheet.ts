import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The shop's look, a file an idea, in the order in which later ones build on earlier ones. Pages load them as one
 * sheet: a second request would hold up the first paint.
 */
const parts = [
  'base',
  'header',
  'controls',
  'rows',
  'home',
  'list',
  'product',
  'cart',
  'account',
  'doors',
  'footer',
  'notices',
];
const folder = new URL('../../public/styles/', import.meta.url);

export function readStyleSheet(): string {
  return parts.map((name) => readFileSync(fileURLToPath(new URL(`${name}.css`, folder)), 'utf8')).join('');
}
