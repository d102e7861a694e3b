import { MongoBulkWriteError, MongoNetworkError, MongoServerError, type BulkWriteResult } from 'mongodb';
import { expect, test } from 'vitest';
import { Conflict, StoreFull, Unavailable } from '../port/store-errors.js';
import { toStoreError } from './errors.js';

const bulkError = (code: unknown) =>
  new MongoBulkWriteError(
    { message: 'This socket has been ended by the other party', code: code as number, writeErrors: [] },
    {} as BulkWriteResult,
  );

test.each([
  ['a connection that broke', new MongoNetworkError('connection 3 to 10.0.0.5:27017 closed'), Unavailable],
  [
    'a write into a socket that was reset',
    Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'write' }),
    Unavailable,
  ],
  [
    'a write into a socket that the other side has ended',
    Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
    Unavailable,
  ],
  ['a bulk write cut off on the way', bulkError(undefined), Unavailable],
  ['a bulk write into a closed socket', bulkError('EPIPE'), Unavailable],
  ['a server that steps down', new MongoServerError({ message: 'not primary', code: 10107 }), Unavailable],
  ['a key that is taken', new MongoServerError({ message: 'E11000', code: 11000 }), Conflict],
  ['a full disk', new MongoServerError({ message: 'out of space', code: 14031 }), StoreFull],
])('toStoreError(...) tells %s', (_case, error, kind) => {
  expect(toStoreError(error)).toBeInstanceOf(kind);
});

test('toStoreError(...) leaves alone what is a defect', () => {
  const refused = bulkError(9);
  expect(toStoreError(refused)).toBe(refused);
});
