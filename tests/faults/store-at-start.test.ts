import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeployment, freePort, type Deployment } from '../harness/server-process.js';

/** A server whose store cannot be used ends with code 1 after one line that says why. */
describe('a server that finds its store', () => {
  let deployment: Deployment;
  afterEach(async () => deployment.remove());

  async function refusal(env: Record<string, string> = {}, prepare?: (file: string) => void) {
    deployment = await createDeployment(env);
    prepare?.(path.join(deployment.directory, 'shelfwise.db'));
    const { code, output } = await deployment.startInVain();
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    return output.trim();
  }

  it('not there, in MongoDB, ends in one clear line', async () => {
    const url = `mongodb://owner:hunter2@127.0.0.1:${await freePort()}/shelfwise`;
    const line = await refusal({ MONGODB_URL: url });
    expect(line).toBe('MongoDB cannot be reached.');
  });

  it('locked by another program, ends in one clear line', async () => {
    let other: Database.Database | undefined;
    const line = await refusal({}, (file) => {
      other = new Database(file);
      other.exec('PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (x); BEGIN EXCLUSIVE');
    });
    expect(line).toMatch(/shelfwise\.db: The data file is locked by another program\.$/);
    other?.close();
  });

  it('damaged, ends in one clear line', async () => {
    const line = await refusal({}, (file) => writeFileSync(file, 'not a database '.repeat(400)));
    expect(line).toMatch(/shelfwise\.db: The data file is damaged or is not a Shelfwise data file\.$/);
  });

  it('to be a folder, ends in one clear line', async () => {
    const line = await refusal({}, (file) => mkdirSync(file));
    expect(line).toMatch(/shelfwise\.db: The data file cannot be opened/);
  });
});
