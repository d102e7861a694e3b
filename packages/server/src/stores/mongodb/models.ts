import type { Collection } from 'mongodb';
import type { Id, ModelKind } from '../port/documents.js';
import type { Lease } from '../port/jobs.js';
import { createHash } from 'node:crypto';
import { Binary, type Document } from 'mongodb';
import type { ModelManifest } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { ModelRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { isDuplicateKey } from './errors.js';
import { assertHeld } from './leases.js';

/** Collections `models` and `modelChunks`: bytes in parts of at most 1 MiB, each far below a document's limit. */
const chunkBytes = 1024 * 1024;
const read = (bson: Document) => fromBson<ModelManifest>(bson);

/** Only this adapter's: `published` stands in the first part of what has its manifest. */
export const modelChunkExtra = ['published'];

export class MongoModelRepository implements ModelRepository {
  private readonly models: Collection;
  private readonly chunks: Collection;
  private readonly retired = { $set: { status: 'retired' } };

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.models = this.connection.collection('models');
    this.chunks = this.connection.collection('modelChunks');
  }

  async put(
    shopId: Id,
    kind: ModelKind,
    bytes: Uint8Array,
    given: Pick<ModelManifest, 'metrics' | 'status'> & { note?: string },
    lease?: Lease,
  ): Promise<ModelManifest> {
    const version = await this.claimVersion(shopId, kind, bytes.subarray(0, chunkBytes));
    for (let part = 1; part * chunkBytes < bytes.length; part += 1) {
      const piece = new Binary(bytes.subarray(part * chunkBytes, (part + 1) * chunkBytes));
      await this.chunks.insertOne({ shopId: objectId(shopId), kind, version, part, bytes: piece });
    }
    const manifest: ModelManifest = {
      ...given,
      id: newId(),
      shopId,
      kind,
      version,
      createdAt: this.clock(),
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    try {
      await this.connection.transaction(async (tx) => {
        await assertHeld(this.connection, lease, tx);
        // Who cleans up after a writer that was killed may have taken this one for it.
        const first = inShop(shopId, { kind, version, part: 0 });
        const { matchedCount } = await this.chunks.updateOne(first, { $set: { published: true } }, tx);
        if (matchedCount === 0) throw new Conflict('Newer versions came meanwhile.');
        if (given.status === 'serving')
          await this.models.updateMany(inShop(shopId, { kind, status: 'serving' }), this.retired, tx);
        await this.models.insertOne(toBson(manifest), tx);
      });
    } catch (error) {
      // Nobody will ever ask for bytes without a manifest.
      if (error instanceof Conflict) await this.chunks.deleteMany(inShop(shopId, { kind, version }));
      throw error;
    }
    return manifest;
  }

  async findServing(shopId: Id, kind: ModelKind): Promise<ModelManifest | null> {
    const manifest = await this.models.findOne(inShop(shopId, { kind, status: 'serving' }));
    return manifest && read(manifest);
  }

  async list(shopId: Id, kind: ModelKind, limit: number): Promise<ModelManifest[]> {
    return (
      await this.models.find(inShop(shopId, { kind })).sort({ version: -1 }).limit(limit).toArray()
    ).map(read);
  }

  async read(shopId: Id, kind: ModelKind, version: number): Promise<Uint8Array> {
    const filter = inShop(shopId, { kind, version });
    if (!(await this.models.findOne(filter))) throw new NotFound('There is no such model version.');
    const parts = await this.chunks.find(filter).sort({ part: 1 }).toArray();
    return new Uint8Array(Buffer.concat(parts.map(({ bytes }) => (bytes as Binary).value())));
  }

  unseat(shopId: Id, kind: ModelKind, version: number, note: string, successor?: number): Promise<void> {
    return this.connection.transaction(async (tx) => {
      const change = { $set: { status: 'kept', note } };
      const former = await this.models.findOneAndUpdate(inShop(shopId, { kind, version }), change, tx);
      if (!former) throw new NotFound('There is no such model version.');
      if (former.status !== 'serving' || successor === undefined) return;
      const next = inShop(shopId, { kind, version: successor });
      await this.models.updateOne(next, { $set: { status: 'serving' } }, tx);
    });
  }

  async prune(shopId: Id, kind: ModelKind, keep: number): Promise<void> {
    const versions = await this.models.find(inShop(shopId, { kind })).sort({ version: -1 }).toArray();
    const dropped = versions
      .slice(keep)
      .filter(({ status }) => status !== 'serving')
      .map(({ version }) => version as number);
    const filter = inShop(shopId, { kind, version: { $in: dropped } });
    await this.models.deleteMany(filter);
    await this.chunks.deleteMany(filter);
    const newest = versions[0]?.version as number | undefined;
    if (newest !== undefined) await this.removeUnpublished(shopId, kind, newest);
  }

  /** The first part is put under a version that nobody else has: that claims the version for this writer. */
  private async claimVersion(shopId: string, kind: string, first: Uint8Array): Promise<number> {
    const newest = await this.models.findOne(inShop(shopId, { kind }), { sort: { version: -1 } });
    for (let version = ((newest?.version as number | undefined) ?? 0) + 1; ; version += 1) {
      try {
        await this.chunks.insertOne({
          shopId: objectId(shopId),
          kind,
          version,
          part: 0,
          bytes: new Binary(first),
        });
        return version;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  /** The bytes that a writer left who was killed before its manifest. */
  private async removeUnpublished(shopId: string, kind: string, newest: number): Promise<void> {
    const isOlder = inShop(shopId, { kind, version: { $lt: newest } });
    const versions = (await this.chunks.distinct('version', isOlder)) as number[];
    await this.connection.transaction(async (tx) => {
      const published = await this.models.find(inShop(shopId, { kind }), tx).toArray();
      const known = new Set(published.map(({ version }) => version as number));
      const left = { $in: versions.filter((version) => !known.has(version)) };
      await this.chunks.deleteMany(inShop(shopId, { kind, version: left }), tx);
    });
  }
}
