import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browser } from '../../scripts/browser.mjs';
import { createFakeServer } from './test/fake-server.mjs';

/** `npm run test:widgets` runs every `*.test.ts` of the widgets in the Chromium from npm, against a fake server. */
const here = path.dirname(fileURLToPath(import.meta.url));
const { executablePath, env, args } = await browser();
const fakeServer = createFakeServer();

export default {
  rootDir: path.resolve(here, '../..'),
  files: [path.join(here, 'src/**/*.test.ts')],
  // A bare system may not know `localhost`.
  hostname: '127.0.0.1',
  nodeResolve: { browser: true, exportConditions: ['production'] },
  concurrency: 2,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path.join(here, 'tsconfig.json') })],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, env, args, headless: 'shell' },
      // Two test files run at a time. Each gets a browser storage of its own.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  middleware: [
    async (context, next) => {
      if (!context.path.startsWith('/v1/')) return next();
      context.respond = false;
      await fakeServer.handle(context.req, context.res);
    },
  ],
  testFramework: { config: { timeout: 10_000 } },
};
