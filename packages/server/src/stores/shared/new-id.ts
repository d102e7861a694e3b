import { ObjectId } from 'bson';
import type { Id } from '../port/documents.js';

/** An ObjectId, as hex: it begins with the time it was made, so that new documents stand together in an index. */
export const newId = (): Id => new ObjectId().toHexString();
