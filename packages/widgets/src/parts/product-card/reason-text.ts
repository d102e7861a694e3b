import type { Reason } from '@shelfwise/core/wire';
import type { Localizer } from '../../internal/localizer.js';
import type { CardMessages } from './product-card.messages.js';

/** Longer product names are cut, so that a reason stays one line of reading. */
const maxNameLength = 60;

/** The server's reason as a sentence in the shopper's language. */
export function reasonText(reason: Reason, localizer: Localizer<CardMessages>): string {
  const { code } = reason;
  const product = shortened(reason.product);
  const category = shortened(reason.category);
  switch (code) {
    case 'bought-with':
    case 'similar-to':
    case 'because-you-viewed':
    case 'because-you-bought':
      return product ? localizer.text(code, { product }) : localizer.text(`${code}.plain`);
    case 'bestseller-in-category':
      return category ? localizer.text(code, { category }) : localizer.text(`${code}.plain`);
    default:
      return localizer.text(code);
  }
}

const shortened = (name: string | undefined) =>
  name !== undefined && name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1)}…` : name;
