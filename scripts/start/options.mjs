import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from './start-error.mjs';

export const help = `npm start -- [options]

  --port N        port of the Shelfwise server (8080); its health page takes N+1, the demo shop N+10
  --orders FILE   load your own orders (CSV: order, date, product, title, quantity, price, customer); a later file
                  adds what is new to the same shop
  --currency ABC  currency of your orders (GBP; later files go on in the same one, which a shop keeps for good)
  --new-shop      with --orders and another --currency: a second shop beside yours, with keys and answers of its own;
                  a start without either goes on with the shop named last
  --time-zone Z   where your shop's days begin, such as Europe/Berlin (Europe/London; later files go on in the same one)
  --demo          the demo shop again, after --orders; a start without either goes on with what it served last
  --reset         forget everything loaded so far and start over; on a terminal it names the shops and asks first
  --yes           with --reset: do not ask
  --no-open       do not open a browser
  --help          this text

Environment: SHELFWISE_DATA (./data), MONGODB_URL (MongoDB instead of a file), HOST (127.0.0.1).`;

/**
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 */
export function readOptions(argv, env) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        orders: { type: 'string' },
        currency: { type: 'string' },
        'time-zone': { type: 'string' },
        demo: { type: 'boolean', default: false },
        'new-shop': { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new StartError(
      `${error.message.split('. To specify')[0]} ("npm start -- --help" lists the options.)`,
    );
  }
  const port = Number(values.port ?? env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_525) {
    throw new StartError(`--port must be a whole number from 1 to 65525, not "${values.port ?? env.PORT}".`);
  }
  const orders = values.orders === undefined ? undefined : path.resolve(values.orders);
  if (orders !== undefined && !existsSync(orders)) throw new StartError(`There is no file ${orders}.`);
  const currency = values.currency?.toUpperCase();
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency)) {
    throw new StartError(`--currency must be three letters such as GBP or EUR, not "${values.currency}".`);
  }
  if (currency !== undefined && orders === undefined && !values.help) {
    throw new StartError(
      '--currency goes with --orders: the demo sells in pounds, and a shop keeps its currency.',
    );
  }
  const timeZone = values['time-zone'] === undefined ? undefined : zoneName(values['time-zone']);
  if (timeZone !== undefined && orders === undefined && !values.help) {
    throw new StartError('--time-zone goes with --orders: the demo shop stands in London.');
  }
  if (orders !== undefined && values.demo) throw new StartError('--demo and --orders do not go together.');
  if (values['new-shop'] && currency === undefined && !values.help) {
    throw new StartError('--new-shop goes with --orders and --currency: a second shop has another currency.');
  }
  if (values.yes && !values.reset && !values.help) throw new StartError('--yes goes with --reset.');
  return {
    help: values.help,
    port,
    operationsPort: Number(env.SHELFWISE_OPERATIONS_PORT ?? port + 1),
    demoPort: Number(env.DEMO_PORT ?? port + 10),
    host: env.HOST ?? '127.0.0.1',
    orders,
    currency,
    timeZone,
    demo: values.demo,
    newShop: values['new-shop'],
    reset: values.reset,
    yes: values.yes,
    open: !values['no-open'] && process.stdout.isTTY === true && env.CI === undefined,
    dataDirectory: path.resolve(env.SHELFWISE_DATA ?? 'data'),
    mongodbUrl: env.MONGODB_URL || undefined,
  };
}

/** An IANA name as it is written; an offset is none, for it knows no summer time. */
function zoneName(text) {
  try {
    if (/^[a-z]/i.test(text))
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    // Told below.
  }
  throw new StartError(`--time-zone must be a name such as Europe/Berlin, not "${text}".`);
}
