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

export function createModelRepository(connection: MongoConnection, clock: () => Date): ModelRepository {
  const models = connection.collection('models');
  const chunks = connection.collection('modelChunks');
  const retired = { $set: { status: 'retired' } };

  /** The first part is put under a version that nobody else has: that claims the version for this writer. */
  const claimVersion = async (shopId: string, kind: string, first: Uint8Array): Promise<number> => {
    const newest = await models.findOne(inShop(shopId, { kind }), { sort: { version: -1 } });
    for (let version = ((newest?.version as number | undefined) ?? 0) + 1; ; version += 1) {
      try {
        await chunks.insertOne({
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
  };

  /** The bytes that a writer left who was killed before its manifest. */
  const removeUnpublished = async (shopId: string, kind: string, newest: number): Promise<void> => {
    const isOlder = inShop(shopId, { kind, version: { $lt: newest } });
    const versions = (await chunks.distinct('version', isOlder)) as number[];
    await connection.transaction(async (tx) => {
      const published = await models.find(inShop(shopId, { kind }), tx).toArray();
      const known = new Set(published.map(({ version }) => version as number));
      const left = { $in: versions.filter((version) => !known.has(version)) };
      await chunks.deleteMany(inShop(shopId, { kind, version: left }), tx);
    });
  };

  return {
    async put(shopId, kind, bytes, given, lease) {
      const version = await claimVersion(shopId, kind, bytes.subarray(0, chunkBytes));
      for (let part = 1; part * chunkBytes < bytes.length; part += 1) {
        const piece = new Binary(bytes.subarray(part * chunkBytes, (part + 1) * chunkBytes));
        await chunks.insertOne({ shopId: objectId(shopId), kind, version, part, bytes: piece });
      }
      const manifest: ModelManifest = {
        ...given,
        id: newId(),
        shopId,
        kind,
        version,
        createdAt: clock(),
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      try {
        await connection.transaction(async (tx) => {
          await assertHeld(connection, lease, tx);
          // Who cleans up after a writer that was killed may have taken this one for it.
          const first = inShop(shopId, { kind, version, part: 0 });
          const { matchedCount } = await chunks.updateOne(first, { $set: { published: true } }, tx);
          if (matchedCount === 0) throw new Conflict('Newer versions came meanwhile.');
          if (given.status === 'serving')
            await models.updateMany(inShop(shopId, { kind, status: 'serving' }), retired, tx);
          await models.insertOne(toBson(manifest), tx);
        });
      } catch (error) {
        // Nobody will ever ask for bytes without a manifest.
        if (error instanceof Conflict) await chunks.deleteMany(inShop(shopId, { kind, version }));
        throw error;
      }
      return manifest;
    },
    async findServing(shopId, kind) {
      const manifest = await models.findOne(inShop(shopId, { kind, status: 'serving' }));
      return manifest && read(manifest);
    },
    list: async (shopId, kind, limit) =>
      (await models.find(inShop(shopId, { kind })).sort({ version: -1 }).limit(limit).toArray()).map(read),
    async read(shopId, kind, version) {
      const filter = inShop(shopId, { kind, version });
      if (!(await models.findOne(filter))) throw new NotFound('There is no such model version.');
      const parts = await chunks.find(filter).sort({ part: 1 }).toArray();
      return new Uint8Array(Buffer.concat(parts.map(({ bytes }) => (bytes as Binary).value())));
    },
    unseat: (shopId, kind, version, note, successor) =>
      connection.transaction(async (tx) => {
        const change = { $set: { status: 'kept', note } };
        const former = await models.findOneAndUpdate(inShop(shopId, { kind, version }), change, tx);
        if (!former) throw new NotFound('There is no such model version.');
        if (former.status !== 'serving' || successor === undefined) return;
        const next = inShop(shopId, { kind, version: successor });
        await models.updateOne(next, { $set: { status: 'serving' } }, tx);
      }),
    async prune(shopId, kind, keep) {
      const versions = await models.find(inShop(shopId, { kind })).sort({ version: -1 }).toArray();
      const dropped = versions
        .slice(keep)
        .filter(({ status }) => status !== 'serving')
        .map(({ version }) => version as number);
      const filter = inShop(shopId, { kind, version: { $in: dropped } });
      await models.deleteMany(filter);
      await chunks.deleteMany(filter);
      const newest = versions[0]?.version as number | undefined;
      if (newest !== undefined) await removeUnpublished(shopId, kind, newest);
    },
  };
}
