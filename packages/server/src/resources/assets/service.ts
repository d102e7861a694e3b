import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file that pages load, in memory with its gzip form: there are few, they are small, and they never change. */
export interface Asset {
  plain: Buffer;
  gzip: Buffer;
  etag: string;
}

export interface Assets {
  /** Null while the widgets are not built. */
  readonly script: Asset | null;
  /** By file name, which holds the content's hash. */
  readonly modules: ReadonlyMap<string, Asset>;
  /** Element tag → file name of its module. */
  readonly manifest: Readonly<Record<string, string>>;
}

function toAsset(file: string): Asset {
  const plain = readFileSync(file);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { plain, gzip: gzipSync(plain, { level: 9 }), etag: `"${digest}"` };
}

const notBuilt: Assets = { script: null, modules: new Map(), manifest: {} };

/** Reads what the widgets' build wrote. Not built, or built in part, serves nothing; anything else wrong throws. */
export function loadAssets(directory: string): Assets {
  try {
    return readAssets(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return notBuilt;
    throw error;
  }
}

function readAssets(directory: string): Assets {
  const text = readFileSync(path.join(directory, 'manifest.json'), 'utf8');
  const folder = path.join(directory, 'modules');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return {
    script: toAsset(path.join(directory, 'shop.js')),
    modules: new Map(files.map((name) => [name, toAsset(path.join(folder, name))])),
    manifest: Object.fromEntries(
      Object.entries(JSON.parse(text) as Record<string, string>).map(([tag, file]) => [
        tag,
        path.posix.basename(file),
      ]),
    ),
  };
}
