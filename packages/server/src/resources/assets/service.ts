import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * A file that pages load, in memory with its gzip form: the files are few and small, and they never change.
 */
export interface Asset {
  plain: Buffer;
  gzip: Buffer;
  etag: string;
}

export interface Assets {
  /** Null while the widgets are not built. */
  readonly script: Asset | null;
  /** Modules by file name, which contains the hash of the content. */
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

/**
 * Reads the files of the widgets' build. Serves nothing when a file is missing, and throws at any other
 * fault.
 */
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
