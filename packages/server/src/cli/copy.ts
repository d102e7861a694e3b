import { isDeepStrictEqual } from 'node:util';
import { collectionNames, identityOf, type CollectionName } from '../stores/port/collections.js';
import type { Id } from '../stores/port/documents.js';
import { Conflict, NotFound } from '../stores/port/store-errors.js';
import type { Store } from '../stores/port/store.js';
import type { CopyProgress } from './copy-progress.js';
import { documentBatches, type AnyDocument } from './document-batches.js';

/**
 * `shelfwise copy --from … --to …`: makes what one store holds of a shop equal to what another holds, ids included.
 * First everything the target has is compared with the source, and what the source has not, or has by another id or
 * key, is removed: so nothing stands in the way of what is written then. Both go page by page, whatever the size of the
 * shop, and a copy that was stopped or has grown old is brought up to date by copying again. What arrives at the source
 * meanwhile may be missed: copy again when nobody writes there any more, then switch over.
 */
export interface CopyOptions {
  from: Store;
  to: Store;
  shopName: string;
  progress?: (state: CopyProgress) => void;
  clock?: () => Date;
}

export interface CopySummary {
  /** How many the source has, and now the target. */
  documents: number;
  /** Of those: how many the target did not have, or not like this. */
  written: number;
  /** How many only the target had. */
  removed: number;
}

/** A sign-in link is spent as long as the lease of this name runs. */
const spentSignIns = 'sign-in/';

export async function copyShop(options: CopyOptions): Promise<CopySummary> {
  const { from, to, shopName, progress, clock = () => new Date() } = options;
  const shop = await from.shops.findByName(shopName);
  if (!shop) throw new NotFound(`There is no shop named "${shopName}" to copy.`);
  const namesake = await to.shops.findByName(shopName);
  if (namesake && namesake.id !== shop.id)
    throw new Conflict(
      `The target has another shop named "${shopName}", which is no copy of this one. Nothing was copied.`,
    );

  const [inSource, inTarget] = await Promise.all([from, to].map((store) => countAll(store, shop.id)));
  const total = sum(inSource!) + sum(inTarget!);
  const summary: CopySummary = { documents: sum(inSource!), written: 0, removed: 0 };
  let done = 0;
  const report = (step: CopyProgress['step'], collection: CollectionName, at: number) =>
    progress?.({ step, collection, done: Math.min(at, total), total });

  // What refers to something goes before it, and comes after it: a model's manifest implies its bytes.
  for (const collection of collectionNames.toReversed()) {
    const counted = inTarget![collection];
    let compared = 0;
    if (counted > 0)
      for await (const batch of documentBatches(to, shop.id, collection)) {
        const { written, removed } = await reconcile(options, shop.id, collection, batch);
        summary.written += written;
        summary.removed += removed;
        compared += batch.length;
        report('comparing', collection, done + Math.min(compared, counted));
      }
    done += counted;
  }
  for (const collection of collectionNames) {
    const counted = inSource![collection];
    const [wanted, held] = await Promise.all([from, to].map((store) => store.raw.count(shop.id, collection)));
    let copied = 0;
    // The target has nothing any more that the source has not: as many are the same ones.
    if (wanted !== held)
      for await (const batch of documentBatches(from, shop.id, collection)) {
        summary.written += await add(to, shop.id, collection, batch, held === 0);
        copied += batch.length;
        report('copying', collection, done + Math.min(copied, counted));
      }
    done += counted;
    report('copying', collection, done);
  }
  await copySpentSignIns(from, to, clock());
  return summary;
}

/** Makes documents of the target like those of the source, where there are such, and removes the others. */
async function reconcile(
  { from, to }: CopyOptions,
  shopId: Id,
  collection: CollectionName,
  held: AnyDocument[],
): Promise<{ written: number; removed: number }> {
  const wanted = byIdentity(collection, await from.raw.find(shopId, collection, held));
  const [gone, changed]: [AnyDocument[], AnyDocument[]] = [[], []];
  for (const document of held) {
    const like = wanted.get(identityOf(collection, document));
    if (!like) gone.push(document);
    else if (!isDeepStrictEqual(like, document)) changed.push(like);
  }
  if (gone.length > 0) await to.raw.remove(shopId, collection, gone);
  if (changed.length > 0) await to.raw.restore(shopId, collection, changed);
  return { written: changed.length, removed: gone.length };
}

/** Writes documents of the source that the target does not have, or not any more like this; answers how many. */
async function add(
  to: Store,
  shopId: Id,
  collection: CollectionName,
  wanted: AnyDocument[],
  isFirst: boolean,
): Promise<number> {
  const held = isFirst ? new Map() : byIdentity(collection, await to.raw.find(shopId, collection, wanted));
  const missing = isFirst
    ? wanted
    : wanted.filter((document) => !isDeepStrictEqual(held.get(identityOf(collection, document)), document));
  if (missing.length > 0) await to.raw.restore(shopId, collection, missing);
  return missing.length;
}

/** They belong to no shop; what is spent already at the target stays so. */
async function copySpentSignIns(from: Store, to: Store, now: Date): Promise<void> {
  for (const { name, owner, expiresAt } of await from.leases.listHeld(spentSignIns, now))
    await to.leases.acquire(name, owner, expiresAt.getTime() - now.getTime(), now);
}

const byIdentity = (collection: CollectionName, documents: AnyDocument[]) =>
  new Map(documents.map((document) => [identityOf(collection, document), document]));

type Counts = Record<CollectionName, number>;

async function countAll(store: Store, shopId: Id): Promise<Counts> {
  const counts = collectionNames.map(async (name) => [name, await store.raw.count(shopId, name)] as const);
  return Object.fromEntries(await Promise.all(counts)) as Counts;
}

const sum = (counts: Counts) => Object.values(counts).reduce((all, count) => all + count, 0);
