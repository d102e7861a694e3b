import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.mjs';

/** Whether the packages of the lock file are installed; npm leaves a note of what it installed and when. */
export function arePackagesInstalled(repository) {
  const note = path.join(repository, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  return statSync(note).mtimeMs + 2000 >= statSync(path.join(repository, 'package-lock.json')).mtimeMs;
}

/**
 * `npm install`, never `npm ci`: where a registry lacks optional packages of other platforms, `ci` refuses the lock
 * file that `install` itself wrote.
 */
export function installPackages(repository) {
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, {
      cwd: repository,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', (error) => reject(new StartError(`npm could not be run: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(undefined);
      else {
        const said = errors.trim().split('\n').slice(0, 4).join('\n  ');
        reject(new StartError(`npm install failed: ${said || `exit code ${code}`}`));
      }
    });
  });
}
