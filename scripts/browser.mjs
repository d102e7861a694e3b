import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

/**
 * A Chromium that comes only from npm (`@sparticuz/chromium`), with its own libraries and fonts, so that tests and
 * screenshots run, and look the same, on a bare system. The package's own `executablePath()` is not used: it unpacks
 * the libraries only where it believes it is on AWS Lambda, and is not safe for two callers at once.
 *
 * Unpacked once per version into `node_modules/.cache`, by rename, so that parallel cold callers do no harm.
 * `CHROME_BIN` names another Chromium to use instead.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string | undefined>, args: string[] }>}
 */
export async function browser() {
  if (process.env.CHROME_BIN) {
    return { executablePath: process.env.CHROME_BIN, env: process.env, args: launchArguments };
  }
  const directory = await unpacked();
  const libraries = [path.join(directory, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH];
  return {
    executablePath: path.join(directory, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
      FONTCONFIG_PATH: path.join(directory, 'fonts'),
      FONTCONFIG_FILE: path.join(directory, 'fonts', 'fonts.conf'),
    },
    args: launchArguments,
  };
}

/** Only `--no-sandbox` is needed (root in a container); the others keep the browser quiet and its pictures equal. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

async function unpacked() {
  const home = packageDirectory();
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
  const directory = path.join(repository, 'node_modules', '.cache', `chromium-${version}`);
  if (existsSync(path.join(directory, 'complete'))) return directory;

  const own = `${directory}.${process.pid}`;
  await mkdir(own, { recursive: true });
  await Promise.all([
    inflate(path.join(home, 'bin', 'chromium.br'), createWriteStream(path.join(own, 'chromium'))),
    ...['fonts', 'swiftshader', 'al2023'].map((name) =>
      inflate(path.join(home, 'bin', `${name}.tar.br`), extract(path.join(own, name))),
    ),
  ]);
  await chmod(path.join(own, 'chromium'), 0o700);
  await writeFile(path.join(own, 'fonts', 'fonts.conf'), fontsConfiguration(directory));
  await writeFile(path.join(own, 'complete'), '');
  try {
    await rename(own, directory);
  } catch (error) {
    if (!existsSync(path.join(directory, 'complete'))) throw error;
    await rm(own, { recursive: true });
  }
  return directory;
}

const inflate = (from, to) => pipeline(createReadStream(from), createBrotliDecompress(), to);

function packageDirectory() {
  const name = '@sparticuz/chromium';
  const entry = createRequire(import.meta.url).resolve(name);
  return entry.slice(0, entry.lastIndexOf(name) + name.length);
}

/** Only the bundled fonts, whatever the system has. */
const fontsConfiguration = (directory) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${directory}/fonts</dir><cachedir>${directory}/fc-cache</cachedir></fontconfig>
`;
