import { createHash } from 'node:crypto';
import type { ChatRequest, VisitorClaim } from '@shelfwise/core/wire';
import type { CustomerTokenService } from '../../access/customer-tokens.js';
import type { AssistantKind } from '@shelfwise/core/wire';
import { Problem } from '../../http/problem.js';
import { isTheirs, mayRead, speakerOf } from '../../rules/chat/whose-conversation.js';
import type {
  ConversationDocument,
  ShopDocument,
  SpeakerDocument,
  VisitorDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { retryOnNotFound } from '../../stores/shared/retry-on-not-found.js';

/**
 * With consent to functionality, days that a conversation is kept after its last message, unless retention is
 * shorter.
 */
export const keptDays = 90;
/** Without it, minutes after the last message: enough for the visit itself. */
export const sessionMinutes = 60;

/**
 * The person who sends a message: the customer that their token proves, and what a conversation keeps of
 * them.
 */
export interface Identity {
  customer: string | undefined;
  speaker: SpeakerDocument;
}

export interface ConversationAccessOptions {
  store: Pick<Store, 'conversations' | 'visitors'>;
  clock: () => Date;
  /** Without it no shopper counts as a customer. */
  verifyCustomerToken?: CustomerTokenService['verifyCustomerToken'];
}

/** Finds the conversations that a person may continue or read, and begins new ones. */
export class ConversationAccess {
  private readonly store: ConversationAccessOptions['store'];
  private readonly clock: () => Date;
  private readonly verifyCustomerToken: CustomerTokenService['verifyCustomerToken'];

  constructor({ store, clock, verifyCustomerToken = async () => null }: ConversationAccessOptions) {
    this.store = store;
    this.clock = clock;
    this.verifyCustomerToken = verifyCustomerToken;
  }

  async identify(shop: ShopDocument, claim: VisitorClaim): Promise<Identity> {
    const customer = (await this.verifyCustomerToken(shop.id, claim.token)) ?? undefined;
    return { customer, speaker: speakerOf(shop.id, { customer, visitor: claim.key }) };
  }

  /** The conversation of this name, if the person may continue it. */
  async findTheirs(
    shop: ShopDocument,
    key: string,
    identity: Identity,
  ): Promise<ConversationDocument | null> {
    const conversation = await this.findLive(shop, key);
    return conversation && (await this.isAllowed(conversation, identity, isTheirs)) ? conversation : null;
  }

  /** The conversation of this name, if the reader may see it. Without a claim, only a guest's is found. */
  async findReadable(
    shop: ShopDocument,
    key: string,
    claim: VisitorClaim | undefined,
  ): Promise<ConversationDocument | null> {
    const conversation = await this.findLive(shop, key);
    if (!conversation) return null;
    const reader = claim ? await this.identify(shop, claim) : { customer: undefined, speaker: {} };
    return (await this.isAllowed(conversation, reader, mayRead)) ? conversation : null;
  }

  /**
   * Begins the conversation of a first message. If the message was sent before, the conversation exists
   * already; a `conflict` if it belongs to somebody else.
   */
  async begin(
    shop: ShopDocument,
    { messageId, visitor: claim }: ChatRequest,
    { customer, speaker }: Identity,
    assistant: AssistantKind,
  ): Promise<ConversationDocument> {
    const key = firstConversationKey(shop, messageId);
    const existing = await this.findLive(shop, key);
    if (existing && (await this.isAllowed(existing, { customer, speaker }, isTheirs))) return existing;
    if (existing) throw new Problem('conflict', 'This conversation belongs to somebody else.');
    const now = this.clock();
    const mayKeep = claim.consent?.functionality === true;
    const lifeMs = mayKeep ? keptDays * 86_400_000 : sessionMinutes * 60_000;
    return retryOnNotFound(async () => {
      const visitor = mayKeep ? await this.findVisitor(shop, claim, customer) : null;
      return this.store.conversations.create(shop.id, {
        key,
        ...(visitor && { userId: visitor.id }),
        speaker,
        assistant,
        startedAt: now,
        lastAt: now,
        expiresAt: new Date(now.getTime() + lifeMs),
      });
    });
  }

  private async findLive(shop: ShopDocument, key: string): Promise<ConversationDocument | null> {
    const conversation = await this.store.conversations.findByKey(shop.id, key);
    return conversation && conversation.expiresAt > this.clock() ? conversation : null;
  }

  /** Reads the customer's visitor only where the digests do not decide. */
  private async isAllowed(
    conversation: ConversationDocument,
    { customer, speaker }: Identity,
    rule: typeof isTheirs,
  ): Promise<boolean> {
    if (rule(conversation, speaker)) return true;
    if (customer === undefined || conversation.userId === undefined) return false;
    const visitor = await this.store.visitors.findByKey(conversation.shopId, `customer:${customer}`);
    return rule(conversation, speaker, visitor?.id);
  }

  /** A browser that a customer signed in with once does not stand for them: customers show their token. */
  private async findVisitor(
    shop: ShopDocument,
    claim: VisitorClaim,
    customer: string | undefined,
  ): Promise<VisitorDocument | null> {
    if (customer !== undefined) return this.store.visitors.findByKey(shop.id, `customer:${customer}`);
    const visitor = claim.key === undefined ? null : await this.store.visitors.findByKey(shop.id, claim.key);
    return visitor?.customerKey === undefined ? visitor : null;
  }
}

/**
 * Name of the conversation that a first message begins. It follows from the message's random id, so sending
 * the message again finds the same conversation.
 */
export function firstConversationKey(shop: ShopDocument, messageId: string): string {
  return createHash('sha256').update(`conversation/${shop.id}/${messageId}`).digest('base64url').slice(0, 32);
}
