/** What a store may throw, the same for every adapter. Anything else is a defect. */

export abstract class StoreError extends Error {
  abstract readonly code:
    'not-found' | 'conflict' | 'unavailable' | 'full' | 'schema-too-new' | 'invalid-cursor';
  override name = this.constructor.name;
}

export class NotFound extends StoreError {
  readonly code = 'not-found';
}

/** A unique key is taken, or the document changed since it was read. */
export class Conflict extends StoreError {
  readonly code = 'conflict';
}

/** For a writer whose lease another process has taken over: its results are out of date and must not be published. */
export const leaseTakenOverError = ({ name }: { name: string }) =>
  new Conflict(`Another process has taken over the lease ${name}.`);

/** The store does not answer in time, is locked, or cannot be reached. Trying later may help. */
export class Unavailable extends StoreError {
  readonly code = 'unavailable';
}

/** No room left: reads go on, writes do not. */
export class StoreFull extends StoreError {
  readonly code = 'full';
}

/** A page was asked for by a cursor that no page of this store gave. */
export class InvalidCursor extends StoreError {
  readonly code = 'invalid-cursor';
}

/** The data was written by a newer version of this software. */
export class SchemaTooNew extends StoreError {
  readonly code = 'schema-too-new';
}
