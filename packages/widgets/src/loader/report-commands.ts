import type { InteractionType } from '@shelfwise/core/wire';
import { asKey } from '../detect/as-key.js';
import type { PageContext, TrackedEvent } from '../internal/page-context.js';
import type { Attribution } from './attribution.js';
import type { Commands } from './commands.js';
import type { EventQueue } from './event-queue.js';

/** Interactions with a product that a page may report by their own names. */
const interactions: InteractionType[] = ['add_to_cart', 'remove_from_cart', 'wishlist', 'like', 'dislike'];

/** The commands that report what is in the cart and what a shopper does with a product. */
export function reportCommands(context: PageContext, queue: EventQueue, attribution: Attribution): Commands {
  const commands: Commands = {
    cart(products) {
      // An argument that is no list throws here, and changes nothing.
      const keys = (products as unknown[]).flatMap((product) => asKey(product) ?? []);
      context.update({ cart: keys.slice(0, 200) });
    },
    purchase(number) {
      const order = asKey(number);
      if (order) queue.add({ type: 'purchase', order });
    },
  };
  for (const type of interactions) {
    commands[type] = (name, details) => {
      const product = asKey(name);
      const requestId = type === 'add_to_cart' ? attribution.requestOf(product!) : undefined;
      if (product) queue.add({ requestId, ...(details as object), type, product } as TrackedEvent);
    };
  }
  return commands;
}
