import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../harness/server-process.js';

/** A real Rasa with the example bot, trained and running in a folder of its own. */
export interface RasaProcess {
  url: string;
  kill(): Promise<void>;
  close(): Promise<void>;
}

const environment = {
  ...process.env,
  RASA_TELEMETRY_ENABLED: 'false',
  SQLALCHEMY_SILENCE_UBER_WARNING: '1',
  PYTHONWARNINGS: 'ignore',
};

/** `actionsUrl` goes into the bot's `endpoints.yml`: whom it asks to run its custom actions. */
export async function startRasa(port: number, actionsUrl: string, token: string): Promise<RasaProcess> {
  const rasa = path.join(needed('RASA_DIR'), 'bin', 'rasa');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-rasa-'));
  cpSync(path.join(needed('TEST_TOOLS'), 'rasa', 'example-bot'), folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'endpoints.yml'),
    `action_endpoint:\n  url: "${actionsUrl}"\n  token: "${token}"\n`,
  );
  const trained = spawnSync(rasa, ['train', '--config', 'config.yml'], { cwd: folder, env: environment });
  if (trained.status !== 0) throw new Error(`rasa train failed:\n${String(trained.stderr)}`);
  const model = readdirSync(path.join(folder, 'models')).find((name) => name.endsWith('.tar.gz'))!;

  const log = path.join(folder, 'rasa.log');
  const server: ChildProcess = spawn(
    rasa,
    [
      'run',
      '-i',
      '127.0.0.1',
      '-p',
      String(port),
      '--enable-api',
      '--endpoints',
      'endpoints.yml',
      '-m',
      `models/${model}`,
      '--log-file',
      log,
    ],
    { cwd: folder, env: environment, stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  };
  try {
    await until(
      async () => {
        if (server.exitCode !== null)
          throw new Error(`rasa ended:\n${readFileSync(log, 'utf8').slice(-2000)}`);
        // It answers on `/` only once the model is loaded.
        return fetch(url).then(
          (response) => response.ok,
          () => false,
        );
      },
      180_000,
      'Rasa to be ready',
    );
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    url,
    kill,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: this test needs a real Rasa (see CONTRIBUTING.md).`);
  return value;
}
