import type { Secrets } from '../../access/secrets.js';
import type { Actions } from '../../assistants/actions/action.js';
import { openShopper } from '../../outside/calling/sealed-shopper.js';
import { SenderIds } from '../../outside/calling/sender-ids.js';
import { isSameSecret } from '../../outside/calling/shared-secret.js';
import { actionResponse, readActionCall, type ActionCall } from '../../outside/rasa/action-call.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

export interface RasaActionServiceOptions {
  store: Pick<Store, 'shops'>;
  actions: Actions;
  secrets: Pick<Secrets, 'open' | 'signingKey' | 'verificationKey'>;
  clock: () => Date;
  /** Without it no shopper counts as a customer. */
  verifyCustomerToken?: (shopId: Id, token: string | undefined) => Promise<string | null>;
}

/** The conversation that a call belongs to. */
export interface CalledConversation {
  shop: ShopDocument;
  conversationKey: string;
}

/** Runs actions for the Rasa servers of shops: this server is their action server. */
export class RasaActionService {
  private readonly store: Pick<Store, 'shops'>;
  private readonly actions: RasaActionServiceOptions['actions'];
  private readonly secrets: RasaActionServiceOptions['secrets'];
  private readonly senders: SenderIds;
  private readonly clock: () => Date;
  private readonly verifyCustomerToken: NonNullable<RasaActionServiceOptions['verifyCustomerToken']>;

  constructor(options: RasaActionServiceOptions) {
    this.store = options.store;
    this.actions = options.actions;
    this.secrets = options.secrets;
    this.senders = new SenderIds(options.secrets);
    this.clock = options.clock;
    this.verifyCustomerToken = options.verifyCustomerToken ?? (async () => null);
  }

  /**
   * The shops whose secret was shown. All secrets are compared, because only the body names the shop, and no
   * body is read before the secret is known.
   */
  async shopsWithSecret(shown: string): Promise<ShopDocument[]> {
    if (shown === '') return [];
    const shops = await this.store.shops.list();
    return shops.filter((shop) => isSameSecret(this.secretOf(shop), shown));
  }

  /** Undefined unless the sender was named by us, for one of these shops. */
  conversationOf(call: ActionCall, shops: readonly ShopDocument[]): CalledConversation | undefined {
    const sender = this.senders.open(call.sender_id);
    const shop = sender && shops.find(({ id }) => id === sender.shopId);
    return shop && { shop, conversationKey: sender.conversationKey };
  }

  /** The body of the answer; undefined when no action has this name. */
  async run(call: ActionCall, { shop, conversationKey }: CalledConversation) {
    if (!this.actions.has(call.next_action)) return undefined;
    const { message, page, sealedShopper } = readActionCall(call);
    const { visitor, client } = openShopper(
      sealedShopper,
      { shopId: shop.id, conversationKey },
      this.secrets,
    );
    const customer = await this.verifyCustomerToken(shop.id, visitor?.token);
    const outcome = await this.actions.run(call.next_action, {
      shop,
      conversationKey,
      ...(customer !== null && { customer }),
      ...(client !== undefined && { client }),
      ...(visitor !== undefined && { visitor }),
      ...page,
      ...message,
      now: this.clock(),
    });
    return actionResponse(call, outcome);
  }

  private secretOf({ id, settings: { assistant } }: ShopDocument): string {
    const sealed = assistant.kind === 'rasa' ? assistant.secret : undefined;
    return (sealed === undefined ? undefined : this.secrets.open(id, sealed)) ?? '';
  }
}
