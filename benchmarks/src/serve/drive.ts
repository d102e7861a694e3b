import http from 'node:http';

export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Drive {
  requests: number;
  seconds: number;
  /** Of whole answers as the client sees them, sorted. */
  latenciesMs: Float64Array;
}

/**
 * Sends `count` requests over `connections` kept-alive connections, each sending its next request when the answer to
 * the one before is read (a closed loop: latency under full load, not at a given rate). Any answer but 200 stops it.
 */
export async function drive(
  url: string,
  shotAt: (index: number) => Shot,
  { count, connections }: { count: number; connections: number },
): Promise<Drive> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs = new Float64Array(count);
  let next = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const sentAt = performance.now();
      await send(url, shotAt(index), agent);
      latenciesMs[index] = performance.now() - sentAt;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return { requests: count, seconds, latenciesMs: latenciesMs.sort() };
}

/** By the nearest rank. */
export function percentile(sorted: Float64Array, fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)]!;
}

export function send(
  url: string,
  { method, path, headers, body }: Shot,
  agent?: http.Agent,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url + path,
      {
        method,
        agent,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode! < 300) resolve(text);
          else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
