import type { Id, ModelKind } from '../port/documents.js';
import type { Lease } from '../port/jobs.js';
import { createHash } from 'node:crypto';
import type { ModelManifest } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { ModelRepository } from '../port/store.js';
import type { SqliteConnection } from './connection.js';
import { assertHeld } from './leases.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

/** Tables `models` and `model_chunks`: bytes in parts of at most 1 MiB, so that no row and no read is large. */
export const modelTable = documentTable<ModelManifest>({
  table: 'models',
  columns: {
    kind: (manifest) => manifest.kind,
    version: (manifest) => manifest.version,
    status: (manifest) => manifest.status,
  },
  key: ['kind', 'version'],
  dates: ['createdAt'],
});

export const chunkBytes = 1024 * 1024;
const ofKind = 'kind = ? ORDER BY version DESC LIMIT ?';

export class SqliteModelRepository implements ModelRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  put(
    shopId: Id,
    kind: ModelKind,
    bytes: Uint8Array,
    given: Pick<ModelManifest, 'metrics' | 'status'> & { note?: string },
    lease?: Lease,
  ): Promise<ModelManifest> {
    const { clock } = this;
    return this.connection.writeInSlices(function* (session) {
      assertHeld(session, lease);
      const [newest] = modelTable.select(session, shopId, ofKind, [kind, 1]);
      const manifest: ModelManifest = {
        ...given,
        id: newId(),
        shopId,
        kind,
        version: (newest?.version ?? 0) + 1,
        createdAt: clock(),
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      // Bytes without a manifest may have been copied from another store.
      session.run('DELETE FROM model_chunks WHERE shop = ? AND kind = ? AND version >= ?', [
        shopId,
        kind,
        manifest.version,
      ]);
      for (let part = 0; part * chunkBytes < bytes.length; part += 1) {
        session.run('INSERT INTO model_chunks (shop, kind, version, part, bytes) VALUES (?, ?, ?, ?, ?)', [
          shopId,
          kind,
          manifest.version,
          part,
          Buffer.from(bytes.subarray(part * chunkBytes, (part + 1) * chunkBytes)),
        ]);
        yield;
      }
      const retired = given.status === 'serving' ? serving(session, shopId, kind) : [];
      modelTable.put(session, shopId, [...retired.map(retire), manifest]);
      return manifest;
    });
  }

  async findServing(shopId: Id, kind: ModelKind): Promise<ModelManifest | null> {
    return serving(this.connection, shopId, kind)[0] ?? null;
  }

  async list(shopId: Id, kind: ModelKind, limit: number): Promise<ModelManifest[]> {
    return modelTable.select(this.connection, shopId, ofKind, [kind, limit]);
  }

  async read(shopId: Id, kind: ModelKind, version: number): Promise<Uint8Array> {
    const [manifest] = modelTable.select(this.connection, shopId, 'kind = ? AND version = ?', [
      kind,
      version,
    ]);
    if (!manifest) throw new NotFound('There is no such model version.');
    const parts = this.connection.all<{ bytes: ArrayBuffer }>(
      'SELECT bytes FROM model_chunks WHERE shop = ? AND kind = ? AND version = ? ORDER BY part',
      [shopId, kind, version],
    );
    return new Uint8Array(Buffer.concat(parts.map(({ bytes }) => Buffer.from(bytes))));
  }

  unseat(shopId: Id, kind: ModelKind, version: number, note: string, successor?: number): Promise<void> {
    return this.connection.write((session) => {
      const ofVersion = (one: number) =>
        modelTable.select(session, shopId, 'kind = ? AND version = ?', [kind, one]);
      const [manifest] = ofVersion(version);
      if (!manifest) throw new NotFound('There is no such model version.');
      const next = manifest.status === 'serving' && successor !== undefined ? ofVersion(successor) : [];
      modelTable.put(session, shopId, [
        { ...manifest, status: 'kept', note },
        ...next.map((one): ModelManifest => ({ ...one, status: 'serving' })),
      ]);
    });
  }

  prune(shopId: Id, kind: ModelKind, keep: number): Promise<void> {
    return this.connection.write((session) => {
      const versions = modelTable.select(session, shopId, 'kind = ? ORDER BY version DESC', [kind]);
      const dropped = versions
        .slice(keep)
        .filter(({ status }) => status !== 'serving')
        .map(({ version }) => version);
      session.run(
        'DELETE FROM models WHERE shop = ? AND kind = ? AND version IN (SELECT value FROM json_each(?))',
        [shopId, kind, JSON.stringify(dropped)],
      );
      session.run(
        `DELETE FROM model_chunks WHERE shop = ?1 AND kind = ?2 AND version < ?3
           AND version NOT IN (SELECT version FROM models WHERE shop = ?1 AND kind = ?2)`,
        [shopId, kind, versions[0]?.version ?? 0],
      );
    });
  }
}

const retire = (manifest: ModelManifest): ModelManifest => ({ ...manifest, status: 'retired' });

const serving = (session: Pick<SqliteConnection, 'all'>, shopId: string, kind: string) =>
  modelTable.select(session, shopId, `kind = ? AND status = 'serving' ORDER BY version DESC`, [kind]);
