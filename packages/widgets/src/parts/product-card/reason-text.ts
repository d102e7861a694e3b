import type { Reason } from '@shelfwise/core/wire';
import type { Localizer } from '../../internal/localizer.js';
import type { CardMessages } from './card-messages.js';

/** Longer product names are cut, so that a reason stays short. */
const maxNameLength = 60;

/** The server's reason as a sentence. The plain form is used when the product or category has no name. */
export function reasonText(reason: Reason, localizer: Localizer<CardMessages>): string {
  const product = shortened(reason.product);
  const category = shortened(reason.category);
  const plain = localizer.text(`${reason.code}.plain` as keyof CardMessages);
  return product || category || !plain ? localizer.text(reason.code, { product, category }) : plain;
}

const shortened = (name = '') =>
  name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1)}…` : name;
