import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Id } from '../stores/port/documents.js';

/** What signs tokens and blinds personal data. Each purpose has a key of its own, derived by HKDF (RFC 5869). */
export interface Secrets {
  /** The newest secret signs; its id travels as the token's `kid`. */
  signingKey(purpose: SecretPurpose): { id: string; key: Uint8Array };
  /** Undefined for a key id that was retired or never existed. */
  verificationKey(purpose: SecretPurpose, id: string): Uint8Array | undefined;
  /**
   * Keyed digest of an e-mail address or postcode, the same for any spelling of it. It uses the oldest secret, so that
   * orders stay findable while secrets rotate; dropping the oldest makes earlier digests unfindable.
   */
  digest(shopId: Id, kind: 'email' | 'postcode', value: string): string;
  /** Encrypts what a shop stores of another system, with the newest secret; nobody else's shop can open it. */
  seal(shopId: Id, text: string): string;
  /** Any secret that is still listed opens; undefined when none does. */
  open(shopId: Id, sealed: string): string | undefined;
}
export type SecretPurpose =
  | 'customer-token'
  | 'embed-session'
  | 'sign-in'
  | 'owner-session'
  | 'digest'
  | 'seal'
  | 'rasa-sender'
  | 'rasa-sender-nonce';

/** `sealed.<key id>.<base64url of nonce, tag and text>`: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. */
const sealedPrefix = 'sealed';
const [nonceBytes, tagBytes] = [12, 16];

/** `id:secret,id:secret`, newest first. */
export function createSecrets(list: string): Secrets {
  const masters = new Map(
    list.split(',').map((entry) => {
      const at = entry.indexOf(':');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
  );
  const newest = [...masters.keys()][0]!;
  const oldest = [...masters.keys()].at(-1)!;
  const derived = new Map<string, Uint8Array>();
  const derive = (purpose: SecretPurpose, id: string): Uint8Array | undefined => {
    const master = masters.get(id);
    if (master === undefined) return undefined;
    const name = `${purpose}/${id}`;
    let key = derived.get(name);
    if (!key) {
      key = new Uint8Array(hkdfSync('sha256', master, 'shelfwise', purpose, 32));
      derived.set(name, key);
    }
    return key;
  };
  return {
    signingKey: (purpose) => ({ id: newest, key: derive(purpose, newest)! }),
    verificationKey: derive,
    digest(shopId, kind, value) {
      const folded = value.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
      return createHmac('sha256', derive('digest', oldest)!)
        .update(`${shopId}\n${kind}\n${folded}`)
        .digest('hex');
    },
    seal(shopId, text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', derive('seal', newest)!, nonce).setAAD(
        Buffer.from(shopId),
      );
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const packed = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
      return [sealedPrefix, newest, packed].join('.');
    },
    open(shopId, sealed) {
      const [, id, packed] = /^sealed\.(.+)\.([\w-]+)$/.exec(sealed) ?? [];
      const key = id === undefined ? undefined : derive('seal', id);
      if (!key || packed === undefined) return undefined;
      const bytes = Buffer.from(packed, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(shopId))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // Changed, cut short, or another shop's.
        return undefined;
      }
    },
  };
}

/** From the setting, else from `<data>/secrets.json`, made once and readable by the server's user alone. */
export async function loadSecrets(setting: string | undefined, dataDirectory: string): Promise<Secrets> {
  if (setting !== undefined) return createSecrets(setting);
  const file = path.join(dataDirectory, 'secrets.json');
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) await makeSecretsFile(file);
  const { secrets } = JSON.parse(await readFile(file, 'utf8')) as { secrets: string };
  return createSecrets(secrets);
}

/** Of two processes that start at once one makes the file and both read it: `link` is atomic and never replaces. */
async function makeSecretsFile(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    const secrets = `k1:${randomBytes(32).toString('base64url')}`;
    await handle.writeFile(`${JSON.stringify({ secrets })}\n`);
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await unlink(draft);
  }
}
