import type { IncomingMessage, ServerResponse } from 'node:http';

/** Types of fake-server.mjs, for tests written in TypeScript. */
export interface FakeServer {
  handle(request: IncomingMessage, response: ServerResponse): Promise<unknown>;
  requests: Map<string, { method: string; path: string; body: unknown; type: string | undefined }[]>;
}
export function createFakeServer(options?: { dist?: string }): FakeServer;
