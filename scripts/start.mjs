// `npm start`: from a fresh clone to a running server with a shop around it. Plain Node, no dependencies; each step
// that needs an installed package is imported after the packages are there.
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deleteShop, openAccount } from './start/account.mjs';
import { createBuild } from './start/build.mjs';
import { createChildren } from './start/children.mjs';
import { finalScreen } from './start/final-screen.mjs';
import { lockData } from './start/lock.mjs';
import { help, readOptions } from './start/options.mjs';
import { arePackagesInstalled, installPackages } from './start/packages.mjs';
import { requireFreePorts } from './start/ports.mjs';
import { createProgress } from './start/progress.mjs';
import { agreeToReset, resetData, resetNote, shopsToReset } from './start/reset-data.mjs';
import { chooseSource, rememberSource, requireOrders } from './start/source.mjs';
import { StartError } from './start/start-error.mjs';
import { asker } from './start/terminal.mjs';

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => path.join(repository, ...parts);
const children = createChildren(repository);
const progress = createProgress(process.stdout);
const started = performance.now();

const stepTitles = {
  prepare: 'Reading sales',
  questions: 'Answers to common questions',
  products: 'Loading products',
  stock: 'Loading stock (simulated)',
  orders: 'Loading orders',
  'learn-recommendations': 'Learning what goes together',
  'forecast-demand': 'Forecasting demand',
  'train-assistant': 'Teaching the assistant',
};

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StartError(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

async function main() {
  requireNode();
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return console.log(help);
  release = lockData(options.dataDirectory, options.port);
  const source = chooseSource(options);
  await requireFreePorts(options);

  if (!arePackagesInstalled(repository)) {
    progress.step('packages', 'Installing packages');
    await installPackages(repository);
    progress.finish('packages');
  }
  const build = createBuild(repository);
  if (build.isServerStale()) {
    progress.step('build', 'Building');
    await build.server();
    progress.finish('build');
  }
  const cli = at('packages/server/dist/cli.js');
  if (options.reset) await reset(options, cli);
  // Elements are bundled while the shop is being made and its sales are read.
  const isPageStale = build.isPageStale();
  if (isPageStale) progress.step('page', 'Building the elements');
  const pageBuilt = isPageStale ? build.page().then(() => progress.finish('page')) : Promise.resolve();
  pageBuilt.catch(() => undefined);

  const shownHost = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host;
  const localHost = ['0.0.0.0', '::'].includes(options.host) ? '127.0.0.1' : options.host;
  const serverUrl = `http://${shownHost}:${options.port}`;
  const demoUrl = `http://${shownHost}:${options.demoPort}`;
  const env = {
    ...process.env,
    SHELFWISE_DATA: options.dataDirectory,
    HOST: options.host,
    PORT: String(options.port),
    SHELFWISE_OPERATIONS_HOST: '127.0.0.1',
    SHELFWISE_OPERATIONS_PORT: String(options.operationsPort),
    SHELFWISE_PUBLIC_URL: process.env.SHELFWISE_PUBLIC_URL ?? serverUrl,
  };
  const account = await openAccount({ ...options, source, demoUrl }, children, cli, env);
  for (const note of account.notes) progress.say(note);
  requireOrders(source, account.directory);
  rememberSource(options.dataDirectory, source);

  const shopEnv = {
    ...env,
    DEMO_PORT: String(options.demoPort),
    DEMO_HOST: options.host,
    DEMO_DIRECTORY: account.directory,
    DEMO_URL: demoUrl,
    DEMO_OTHER_ORIGINS: `http://127.0.0.1:${options.demoPort},http://localhost:3000`,
    SHELFWISE_URL: env.SHELFWISE_PUBLIC_URL,
    SHELFWISE_API: `http://${localHost}:${options.port}`,
    SHELFWISE_READY: `http://127.0.0.1:${options.operationsPort}/health/ready`,
    SHELFWISE_PUBLISHABLE_KEY: account.publishableKey,
    SHELFWISE_SECRET_KEY: account.secretKey,
    ...(source.orders !== undefined && {
      DEMO_ORDERS: source.orders,
      DEMO_CURRENCY: source.currency,
      DEMO_TIME_ZONE: source.timeZone,
    }),
    // Named now: the file may hold more than the shop does.
    ...(options.orders !== undefined && { DEMO_ORDERS_NAMED: '1' }),
    ...(options.timeZone !== undefined && { DEMO_TIME_ZONE_NAMED: '1' }),
  };

  const notes = [];
  await new Promise((resolve, reject) => {
    const log = openSync(path.join(account.directory, 'server.log'), 'a');
    const begin = (part) => children.serve(part, fail);
    const serve = () => begin({ name: 'The server', script: at('packages/server/dist/main.js'), env, log });
    let shop;
    const openShop = () => {
      shop ??= begin({ name: 'The demo shop', script: at('demo/dist/main.js'), env: shopEnv, log });
    };
    const loader = begin({
      name: 'Loading',
      script: at('demo/dist/load.js'),
      env: shopEnv,
      mayEnd: true,
    });
    loader.on('message', (message) => {
      if (message.step) {
        const title = stepTitles[message.step] ?? message.step;
        progress.step(message.step, title, message.done, message.total);
      } else if (message.notes) notes.push(...message.notes);
      else if (message.event === 'catalogue') openShop();
      else if (message.event === 'ready' || message.event === 'nothing-new') resolve(undefined);
    });
    pageBuilt.then(serve).catch(reject);
  });
  await Promise.all([
    waitFor(`${shopEnv.SHELFWISE_READY}`),
    waitFor(`http://${localHost}:${options.demoPort}/`),
  ]);
  const ownerLink = JSON.parse(await children.run(cli, ['shop', 'sign-in', account.shop, '--json'], env)).url;
  progress.leave();
  if (notes.length > 0) console.log(`\nYour orders:\n${notes.map((note) => `  ${note}`).join('\n')}`);
  console.log(
    finalScreen({
      demoUrl,
      serverUrl,
      ownerLink,
      publishableKey: account.publishableKey,
      secretKey: account.secretKey,
      product: popularProduct(account.directory),
      seconds: Math.round((performance.now() - started) / 100) / 10,
      isDemo: source.orders === undefined,
      signInCommand: signInCommand(options, env, account.shop),
    }),
  );
  if (options.open) openBrowser(demoUrl);
}

async function reset(options, cli) {
  const env = { ...process.env, SHELFWISE_DATA: options.dataDirectory };
  const where = options.mongodbUrl === undefined ? options.dataDirectory : 'the MongoDB';
  const list = async () => JSON.parse(await children.run(cli, ['shop', 'list', '--json'], env));
  const shops = await shopsToReset(options, list);
  progress.leave();
  await agreeToReset(shops, where, options.yes ? undefined : asker());
  if (options.mongodbUrl !== undefined) progress.step('reset', 'Deleting the former shop');
  await resetData(options, (shop) => deleteShop(shop, children, cli, env));
  progress.finish('reset');
  const note = resetNote(shops, where);
  if (note !== undefined) progress.say(note);
}

/** How to get another sign-in link: with as much of the environment as differs from a plain start. */
function signInCommand({ dataDirectory, mongodbUrl, port }, env, shop) {
  const settings = [
    ...(path.resolve('data') === dataDirectory ? [] : [`SHELFWISE_DATA=${dataDirectory}`]),
    ...(mongodbUrl === undefined ? [] : ['MONGODB_URL=…']),
    ...(port === 8080 ? [] : [`SHELFWISE_PUBLIC_URL=${env.SHELFWISE_PUBLIC_URL}`]),
  ];
  return [...settings, 'node packages/server/dist/cli.js shop sign-in', shop].join(' ');
}

/** The product that the examples speak of: the best-selling one of the shop. */
function popularProduct(directory) {
  const file = path.join(directory, 'catalogue.json');
  if (!existsSync(file)) return '';
  const products = JSON.parse(readFileSync(file, 'utf8'));
  return products.reduce((best, each) => (each.popularity > best.popularity ? each : best)).code;
}

async function waitFor(url) {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new StartError(`${url} does not answer.`);
}

function openBrowser(url) {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  // Without a browser to open, the printed address is enough.
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

let release = () => undefined;
let stopping = false;
async function stop(code) {
  if (stopping) return;
  stopping = true;
  await children.stop();
  release();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    progress.leave();
    if (!stopping) console.log('Stopping …');
    void stop(0);
  });
}

/** A start that cannot go on, or a part that ended later: without any one of them nothing is left that works. */
async function fail(error) {
  if (stopping) return;
  progress.leave();
  console.error(error instanceof StartError ? error.message : error);
  await stop(1);
}

main().catch(fail);
