import { Conflict } from '../port/store-errors.js';
import type { Lease } from '../port/store.js';

/** The fencing token says that somebody else holds the lease by now: what its former holder made is out of date. */
export const takenOver = ({ name }: Lease) => new Conflict(`The lease ${name} was taken over.`);
