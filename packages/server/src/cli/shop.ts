import { parseArgs } from 'node:util';
import type { ApiKeyDocument, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { createEmbedSessionService } from '../access/embed-sessions.js';
import { ShopService } from '../resources/shops/service.js';
import { onlyOne, readName, UsageError, type Command, type CommandContext } from './command.js';
import { deleteShop } from './delete-shop.js';

/** `shelfwise shop …`: shops and their keys. Everything else about a shop is done through the API. */

const clock = () => new Date();

async function openShop(
  context: CommandContext,
  name: string | undefined,
): Promise<{ store: Store; shop: ShopDocument }> {
  const store = await context.openStore();
  if (name === undefined) throw new UsageError('Name the shop: "shelfwise shop list" shows them.');
  const shop = await store.shops.findByName(name);
  if (!shop) throw new UsageError(`There is no shop "${name}": "shelfwise shop list" shows them.`);
  return { store, shop };
}

function requireOption(value: string | undefined, name: string, example: string): string {
  if (value === undefined) throw new UsageError(`--${name} is needed, for example --${name} ${example}`);
  return value;
}

const create: Command = {
  name: 'shop create',
  usage:
    'NAME --currency GBP --time-zone Europe/London --origin https://shop.example [--origin …] [--title TEXT] [--locale en-GB]',
  summary: 'make a shop and print its two keys, once',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        currency: { type: 'string' },
        'time-zone': { type: 'string' },
        origin: { type: 'string', multiple: true },
        title: { type: 'string' },
        locale: { type: 'string' },
      },
    });
    const name = onlyOne(positionals);
    if (name === undefined) throw new UsageError('Name the shop: shelfwise shop create my-shop …');
    const store = await context.openStore();
    const { shop, publishableKey, secretKey } = await new ShopService({ store, clock }).create({
      name,
      currency: requireOption(values.currency, 'currency', 'GBP'),
      timeZone: requireOption(values['time-zone'], 'time-zone', 'Europe/London'),
      origins: values.origin ?? [],
      ...(values.title !== undefined && { title: values.title }),
      ...(values.locale !== undefined && { locale: values.locale }),
    });
    context.print(
      [
        `Shop        ${shop.name}`,
        `Pages use   ${publishableKey}`,
        `Servers use ${secretKey}  (shown once: keep it secret)`,
        `Origins     ${shop.settings.allowedOrigins.join(', ') || 'none yet: pages are refused until one is set'}`,
      ],
      { shop: shop.name, publishableKey, secretKey, origins: shop.settings.allowedOrigins },
    );
  },
};

const list: Command = {
  name: 'shop list',
  usage: '',
  summary: 'the shops of this server',
  async run(args, context) {
    parseArgs({ args });
    const store = await context.openStore();
    const shops = await store.shops.list();
    context.print(
      shops.length === 0
        ? 'No shops yet: "shelfwise shop create" makes one.'
        : shops.map(
            ({ name, settings }) =>
              `${name.padEnd(24)} ${settings.currency}  ${settings.timeZone.padEnd(24)} ${settings.allowedOrigins.join(', ')}`,
          ),
      shops.map(({ name, settings, createdAt }) => ({
        shop: name,
        title: settings.name,
        currency: settings.currency,
        timeZone: settings.timeZone,
        origins: settings.allowedOrigins,
        createdAt: createdAt.toISOString(),
      })),
    );
  },
};

function keyState(key: ApiKeyDocument): string {
  if (!key.revokedAt) return 'in use';
  return key.revokedAt <= clock() ? 'revoked' : `until ${key.revokedAt.toISOString()}`;
}

const keys: Command = {
  name: 'shop keys',
  usage: 'NAME',
  summary: 'the keys of a shop; secret ones by their last four characters',
  async run(args, context) {
    const { store, shop } = await openShop(context, readName(args));
    const held = await store.apiKeys.list(shop.id);
    context.print(
      held.map(
        (key) =>
          `${key.kind.padEnd(12)} ${(key.publicValue ?? `sk_…${key.lastFour}`).padEnd(36)} ${keyState(key)}`,
      ),
      held.map((key) => ({
        kind: key.kind,
        ...(key.publicValue !== undefined && { key: key.publicValue }),
        lastFour: key.lastFour,
        createdAt: key.createdAt.toISOString(),
        ...(key.revokedAt && { revokedAt: key.revokedAt.toISOString() }),
      })),
    );
  },
};

function requireKind(kind: string): ApiKeyDocument['kind'] {
  if (kind === 'secret' || kind === 'publishable') return kind;
  throw new UsageError('--kind is secret or publishable');
}

const addKey: Command = {
  name: 'shop add-key',
  usage: 'NAME [--kind secret|publishable]',
  summary: 'one more key; those there are go on, and so do sessions',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { kind: { type: 'string', default: 'secret' } },
    });
    const kind = requireKind(values.kind);
    const { store, shop } = await openShop(context, onlyOne(positionals));
    const key = await new ShopService({ store, clock }).addKey(shop, kind);
    context.print(`New key     ${key}`, { shop: shop.name, key });
  },
};

const rotate: Command = {
  name: 'shop rotate',
  usage: 'NAME [--kind secret|publishable] [--overlap-hours 24]',
  summary: "a new key; the former ones go on for the overlap, the owner's sessions end",
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        kind: { type: 'string', default: 'secret' },
        'overlap-hours': { type: 'string', default: '24' },
      },
    });
    const kind = requireKind(values.kind);
    const hours = Number(values['overlap-hours']);
    if (!(hours >= 0 && hours <= 24 * 90)) throw new UsageError('--overlap-hours is a number, 0 to 2160');
    const { store, shop } = await openShop(context, onlyOne(positionals));
    const { key, revokedAt } = await new ShopService({ store, clock }).rotate(shop, kind, hours);
    context.print([`New key     ${key}`, `Former keys end ${revokedAt.toISOString()}`], {
      shop: shop.name,
      key,
      formerKeysEnd: revokedAt.toISOString(),
    });
  },
};

const signIn: Command = {
  name: 'shop sign-in',
  usage: 'NAME',
  summary: "a link that signs the owner in to the owner's area, once, within 24 hours",
  async run(args, context) {
    const { store, shop } = await openShop(context, readName(args));
    const { url, expiresAt } = await createEmbedSessionService({
      secrets: await context.loadSecrets(),
      clock,
      leases: store.leases,
      publicUrl: context.config.publicUrl,
    }).createSignInLink(shop.id, undefined, shop.sessionEpoch);
    context.print(url, { shop: shop.name, url, expiresAt: expiresAt.toISOString() });
  },
};

export const shopCommands: Command[] = [create, list, keys, addKey, rotate, signIn, deleteShop()];
