import { z } from 'zod';
import { problemDocument, publishableKey } from '@shelfwise/core/wire';
import type { Operation } from './operation.js';

/**
 * OpenAPI 3.1 from the same schemas that validate requests: it cannot say anything else than what is checked. Its
 * schemas are JSON Schema 2020-12, which zod writes itself.
 */
export function openApiDocument(operations: readonly Operation[], serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shelfwise',
      version: '1',
      description:
        'Recommendations, a shop assistant and demand forecasts. Errors are problem documents (RFC 9457) with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemDocument, 'output') },
      securitySchemes: {
        secretKey: { type: 'http', scheme: 'bearer', description: 'sk_…, from a server only' },
        embedSession: { type: 'http', scheme: 'bearer', description: 'es_…, holding the scope named' },
      },
    },
  };
}

function describe({ who, summary, query, body, answer, status, path, type, method }: Operation): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const takesKey = who === 'page' && method === 'get';
  const asked = takesKey ? (query ?? z.object({})).extend({ key: publishableKey }) : query;
  const isScoped = who.includes(':');
  return {
    summary,
    ...(isScoped && { description: `Scope: ${who}` }),
    ...(who === 'owner' && { security: [{ secretKey: [] }] }),
    ...(isScoped && { security: [{ secretKey: [] }, { embedSession: [] }] }),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(asked ? queryParameters(asked) : []),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schemaOf(body, 'input') },
          ...(who === 'page' && { 'text/plain': { schema: schemaOf(body, 'input') } }),
        },
      },
    }),
    responses: {
      [String(status ?? (answer ? 200 : 204))]: {
        description: summary,
        ...(answer && { content: { [type ?? 'application/json']: { schema: schemaOf(answer, 'output') } } }),
      },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

interface JsonSchema {
  properties?: Record<string, object>;
  required?: string[];
}

/** What zod cannot say in JSON Schema (a refinement, a transformation) is left open rather than left out. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...shown } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return shown as JsonSchema;
}

function queryParameters(query: z.ZodObject): object[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
