import { randomBytes, randomInt } from 'node:crypto';
import type { Context } from 'koa';
import { isOwnShop } from './shop-identity.js';

/**
 * The shop keeps a visit in two signed, HttpOnly cookies: the cart, and who is signed in. Both are small enough for a
 * cookie, so the shop needs no database of its own.
 */
export interface CartLine {
  code: string;
  quantity: number;
}

export interface Session {
  /** The past customer that the demo's switch made of this browser. */
  customer?: string;
  /** The number that this cart's order will have, however often it is sent. */
  nextOrder?: string;
  /** The number of the order placed last. */
  lastOrder?: string;
  /** Whether that order holds something to tell its owner by. */
  isLastOrderTheirs?: boolean;
  /** Opened the owner's page. */
  owner?: boolean;
}

export const maxCartLines = 40;
export const maxQuantity = 999;
const cookieOptions = { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true } as const;
const monthMs = 30 * 86_400_000;

export function readCart(ctx: Context): CartLine[] {
  const text = ctx.cookies.get('cart', { signed: true }) ?? '';
  return text.split('.').flatMap((part) => {
    const [code, quantity] = part.split('*');
    const units = Number(quantity);
    return code !== undefined && code !== '' && Number.isInteger(units) && units > 0
      ? [{ code: decodeURIComponent(code), quantity: units }]
      : [];
  });
}

export function writeCart(ctx: Context, lines: CartLine[]): void {
  const text = lines.map(({ code, quantity }) => `${encodeCode(code)}*${quantity}`).join('.');
  ctx.cookies.set('cart', text === '' ? null : text, { ...cookieOptions, maxAge: monthMs });
}

/** A dot parts lines, so it must not stand in a code. */
const encodeCode = (code: string) => encodeURIComponent(code).replace(/\./g, '%2E').replace(/\*/g, '%2A');

/** Adds units, or sets them; nothing is kept at zero. */
export function changeCart(lines: CartLine[], code: string, quantity: number): CartLine[] {
  const others = lines.filter((line) => line.code !== code);
  if (quantity <= 0) return others;
  const line = { code, quantity: Math.min(quantity, maxQuantity) };
  return lines.length === others.length
    ? [...others, line].slice(-maxCartLines)
    : lines.map((old) => (old.code === code ? line : old));
}

export function readSession(ctx: Context): Session {
  try {
    return JSON.parse(
      Buffer.from(ctx.cookies.get('session', { signed: true }) ?? '', 'base64url').toString(),
    ) as Session;
  } catch {
    return {};
  }
}

/** The number of the order that this cart will be: made once, so that sending the form again is the same order. */
export function nextOrderOf(ctx: Context): string {
  const session = readSession(ctx);
  if (session.nextOrder !== undefined) return session.nextOrder;
  const nextOrder = newOrderNumber();
  writeSession(ctx, { ...session, nextOrder });
  return nextOrder;
}

/** The gift shop's initials stand before its own numbers; the orders of another shop's owner have none of them. */
function newOrderNumber(now = Date.now()): string {
  if (isOwnShop) return `${Math.floor(now / 1000)}${String(randomInt(100_000)).padStart(5, '0')}`;
  return `HW-${now.toString(36).toUpperCase()}${randomBytes(2).toString('hex').toUpperCase()}`;
}

export function writeSession(ctx: Context, session: Session): void {
  const text = Buffer.from(JSON.stringify(session)).toString('base64url');
  ctx.cookies.set('session', text, { ...cookieOptions, maxAge: monthMs });
}
