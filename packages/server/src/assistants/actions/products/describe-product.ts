import { stem, tokenize } from '@shelfwise/core/language';
import type { ProductDocument, ShopDocument } from '../../../stores/documents.js';
import { formatMoney } from '../money.js';
import { spelt } from './describe-list.js';

const maxDetails = 6;
const maxDescription = 300;

/**
 * Price, stock, attributes and description of a product, each fact once: catalogues say "Colour: red" and "In red." of one
 * thing. What `said` tells before is not told again either.
 */
export function describeProduct(
  shop: ShopDocument,
  product: ProductDocument,
  isBuyable: boolean,
  said = '',
): string {
  const { title, price, salePrice = price } = product;
  const money = (amount: number) => formatMoney(shop, amount);
  const cost = salePrice < price ? `${money(salePrice)}, reduced from ${money(price)}` : money(price);
  const details = detailsOf(product, shop.settings.locale);
  const known = contentOf([title, ...details.flatMap(({ name, value }) => [name, value])].join(' '));
  const sentences = sentencesOf(product.description ?? '').filter((sentence) => !isWithin(sentence, known));
  // A sentence that says something more stays whole, and its part about an attribute stands for it.
  const clauses = [said, ...sentences].flatMap((text) => text.split(/[,;.!?]+\s|\s[–—-]\s/));
  const others = details.filter((detail) => !clauses.some((clause) => tells(clause, detail)));
  return [
    `${title}: ${cost}.`,
    isBuyable ? (availability[product.availability] ?? 'You can order it.') : 'It is not available just now.',
    ...(others.length > 0
      ? [
          sentenceOf(
            others
              .slice(0, maxDetails)
              .map(({ name, value }) => `${name}: ${value}`)
              .join('; '),
          ),
        ]
      : []),
    ...(sentences.length > 0 ? [shorten(sentences.join(' '))] : []),
  ].join(' ');
}

interface Detail {
  name: string;
  value: string;
}

/** A feed may have one under two names that differ in spelling alone. */
function detailsOf({ attributes }: ProductDocument, locale: string): Detail[] {
  const different = new Map<string, Detail>();
  for (const [name, value] of Object.entries(attributes)) {
    const detail = { name: spelt(name, locale), value };
    const folded = `${detail.name}: ${value}`.toLowerCase();
    if (!different.has(folded)) different.set(folded, detail);
  }
  return [...different.values()];
}

/** The same sentence twice is one. */
function sentencesOf(description: string): string[] {
  const sentences = description.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return [...new Set(sentences)];
}

/** Words that tell nothing of a product by themselves. Negations do. */
const empty = new Set(
  `a an the this these it its it's is are be comes come in of on with and or for to from by as at made has have you your
  receive get contains includes measures colour color there one yes know only i`.split(/\s+/),
);

const contentOf = (text: string): Set<string> =>
  new Set(
    tokenize(text)
      .filter((word) => !empty.has(word))
      .map(stem),
  );

/** Whether a text says nothing beyond what is known. */
function isWithin(text: string, known: ReadonlySet<string>): boolean {
  return [...contentOf(text)].every((word) => known.has(word));
}

/** "In red" tells "Colour: red", and nothing else. */
function tells(clause: string, { name, value }: Detail): boolean {
  const told = contentOf(clause);
  const words = contentOf(value);
  return (
    words.size > 0 &&
    [...words].every((word) => told.has(word)) &&
    isWithin(clause, contentOf(`${name} ${value}`))
  );
}

const availability: Partial<Record<ProductDocument['availability'], string>> = {
  in_stock: 'It is in stock.',
  preorder: 'You can order it ahead; it is not out yet.',
  backorder: 'You can order it; it will come a little later.',
};

const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The first sentences of a description, as many as fit a chat bubble. */
function shorten(text: string): string {
  if (text.length <= maxDescription) return text;
  const cut = text.slice(0, maxDescription);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > 80 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
