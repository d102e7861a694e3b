import { expect, test } from 'vitest';
import { ownOrigins } from './own-origins.js';

test('ownOrigins(…) of a public address is its origin alone', () => {
  expect([...ownOrigins('https://shop-api.example/base')]).toEqual(['https://shop-api.example']);
  expect([...ownOrigins('http://10.0.0.5:8080')]).toEqual(['http://10.0.0.5:8080']);
});

test.each(['localhost', '127.0.0.1', '[::1]'])(
  'ownOrigins(…) of %s has every name of the machine',
  (host) => {
    expect([...ownOrigins(`http://${host}:8080`)].sort()).toEqual([
      'http://127.0.0.1:8080',
      'http://[::1]:8080',
      'http://localhost:8080',
    ]);
    expect(ownOrigins(`http://${host}`)).toContain('http://localhost');
  },
);
