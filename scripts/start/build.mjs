import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/**
 * The build that a start needs: esbuild takes the types off core, server and demo in a second, where the type check of
 * `npm run build` takes twenty; Rollup makes what pages load. The output is the same files in the same places.
 */
const transpiled = ['packages/core', 'packages/server', 'demo'];
const bundled = ['packages/widgets', 'packages/core'];

/** @param {string} folder @returns {string[]} */
function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** Whether something under `folders` changed since the stamp was written. */
function isStale(stamp, folders) {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return folders.some((folder) => sourcesOf(folder).some((file) => statSync(file).mtimeMs > built));
}

/** @param {string} repository */
export function createBuild(repository) {
  const at = (...parts) => path.join(repository, ...parts);
  const stamps = at('node_modules', '.cache', 'shelfwise-start');
  const stampOf = (name) => path.join(stamps, name);
  const mark = (name, when) => {
    mkdirSync(stamps, { recursive: true });
    writeFileSync(stampOf(name), when.toISOString());
  };

  return {
    isServerStale: () =>
      transpiled.some((room) => !existsSync(at(room, 'dist'))) ||
      isStale(
        stampOf('server'),
        transpiled.map((room) => at(room, 'src')),
      ),
    isPageStale: () =>
      !existsSync(at('packages/widgets/dist/manifest.json')) ||
      isStale(
        stampOf('page'),
        bundled.map((room) => at(room, 'src')),
      ),

    async server() {
      const started = new Date();
      const { build, stop } = createRequire(at('package.json'))('esbuild');
      try {
        await Promise.all(
          transpiled.map((room) =>
            build({
              entryPoints: sourcesOf(at(room, 'src')).filter(
                (file) => file.endsWith('.ts') && !/\.(test|d)\.ts$/.test(file),
              ),
              outdir: at(room, 'dist'),
              outbase: at(room, 'src'),
              format: 'esm',
              target: 'es2022',
              sourcemap: true,
              logLevel: 'silent',
              tsconfig: at(room, 'tsconfig.json'),
            }),
          ),
        );
      } catch (error) {
        throw new StartError(`The build failed: ${error.message.split('\n').slice(0, 3).join(' ')}`);
      }
      // esbuild keeps a process of its own for later builds; there are none.
      await stop();
      mark('server', started);
    },

    page() {
      const started = new Date();
      const args = [
        at('node_modules/rollup/dist/bin/rollup'),
        '-c',
        'packages/widgets/rollup.config.mjs',
        '--silent',
      ];
      return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'ignore', 'pipe'] });
        let errors = '';
        child.stderr.on('data', (chunk) => (errors += chunk));
        child.on('error', reject);
        child.on('close', (code) => {
          if (code !== 0)
            return reject(new StartError(`Building the elements failed: ${errors.trim().slice(0, 500)}`));
          mark('page', started);
          return resolve(undefined);
        });
      });
    },
  };
}
