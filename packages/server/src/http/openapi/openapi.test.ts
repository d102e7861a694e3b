import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { operations } from './routes.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the API description', () => {
  it('holds every route that is mounted, and no other', () => {
    const mounted = server.composition.root.stack.flatMap((layer) =>
      layer.methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${String(layer.path).replaceAll(/:(\w+)/g, '{$1}')}`),
    );
    const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(described.sort()).toEqual(mounted.sort());
  });

  it('is served as OpenAPI 3.1, with problems as the answer to everything that fails', async () => {
    const { status, json } = await server.request('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(json.openapi).toBe('3.1.0');
    expect(json.paths['/v1/events'].post.requestBody.content['text/plain'].schema).toBeDefined();
    expect(json.paths['/v1/products/{key}'].put.parameters).toMatchObject([{ name: 'key', in: 'path' }]);
    expect(Object.keys(json.paths['/v1/orders'].post.responses)).toEqual(['200', 'default']);
  });
});
