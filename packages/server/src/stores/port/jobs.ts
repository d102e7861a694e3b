import type { Id, JobRunDocument, ModelKind, ModelManifest } from './documents.js';
import type { Audit } from './writes-and-pages.js';

/** Jobs, who runs them, and the models that they make. */

export interface ModelRepository {
  /**
   * Stores bytes in chunks of at most 1 MiB, then the manifest: a manifest implies its bytes. Throws `Conflict` when a
   * `lease` is named that somebody else has taken over, or when newer versions came and were cleaned up after meanwhile.
   */
  put(
    shopId: Id,
    kind: ModelKind,
    bytes: Uint8Array,
    manifest: Pick<ModelManifest, 'metrics' | 'status'> & { note?: string },
    lease?: Lease,
  ): Promise<ModelManifest>;
  findServing(shopId: Id, kind: ModelKind): Promise<ModelManifest | null>;
  list(shopId: Id, kind: ModelKind, limit: number): Promise<ModelManifest[]>;
  /** Throws `NotFound`; the caller checks the digest. */
  read(shopId: Id, kind: ModelKind, version: number): Promise<Uint8Array>;
  /**
   * Keeps a version from serving, with a note that says why, and lets `successor` serve in its place. Of a version that
   * serves no longer only the note is taken: what was published meanwhile stays. Throws `NotFound`.
   */
  unseat(shopId: Id, kind: ModelKind, version: number, note: string, successor?: number): Promise<void>;
  /**
   * Removes bytes and manifests of all but the newest `keep` versions and the serving one, and what bytes older than the
   * newest have no manifest, as their writer was killed.
   */
  prune(shopId: Id, kind: ModelKind, keep: number): Promise<void>;
}

export interface JobRunRepository {
  /** Asks whichever process runs jobs for one. It stands in the list until the job begins; asking twice is once. */
  request(shopId: Id, job: string, at: Date, audit?: Audit): Promise<void>;
  /** What was asked for and has not begun. Cheap: it is looked up every few seconds. */
  listRequested(shopId: Id): Promise<JobRunDocument[]>;
  /** Notes that an attempt begins; what was requested of this job is thereby under way. */
  start(shopId: Id, job: string, attempt: number, at: Date): Promise<JobRunDocument>;
  progress(shopId: Id, runId: Id, progress: number): Promise<void>;
  finish(
    shopId: Id,
    runId: Id,
    end: Pick<JobRunDocument, 'status' | 'summary' | 'error'> & { finishedAt: Date },
  ): Promise<void>;
  /** Newest first. */
  list(shopId: Id, job?: string, limit?: number): Promise<JobRunDocument[]>;
  /** Removes at most `limit` that began before a moment; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}

export interface Lease {
  name: string;
  owner: string;
  /** Rises with every acquisition: what a slow former holder still wants to publish is refused by it. */
  token: number;
  expiresAt: Date;
}

export interface LeaseRepository {
  /** One compare-and-swap; null while another owner's lease runs. */
  acquire(name: string, owner: string, ttlMs: number, now: Date): Promise<Lease | null>;
  /** False when it was lost. */
  renew(lease: Lease, ttlMs: number, now: Date): Promise<boolean>;
  release(lease: Lease): Promise<void>;
  /** Leases that run at a moment and whose names begin so: only where they are few. */
  listHeld(prefix: string, now: Date): Promise<Lease[]>;
  /** Forgets leases whose names begin so and that ended before a moment: only such whose tokens nobody compares. */
  forgetEnded(prefix: string, before: Date): Promise<number>;
}
