import { Conflict } from './store-errors.js';
import type { Lease } from './store.js';

/** The fencing token says that somebody else holds the lease by now: what its former holder made is out of date. */
export const takenOver = ({ name }: Lease) => new Conflict(`The lease ${name} was taken over.`);
