import type { Context } from 'koa';

/** The owner's session between page loads. Scripts cannot read it, and only the owner's area ever receives it. */
export interface SessionCookie {
  read(ctx: Context): string | undefined;
  write(ctx: Context, token: string, expiresAt: Date): void;
  clear(ctx: Context): void;
}

export function createSessionCookie(publicUrl: string): SessionCookie {
  const isSecure = publicUrl.startsWith('https:');
  // RFC 6265bis, 4.1.3: a browser takes a `__Secure-` cookie only when it came over TLS.
  const name = isSecure ? '__Secure-shelfwise-owner' : 'shelfwise-owner';
  const set = (ctx: Context, value: string, expires: Date) => {
    // TLS may end at a proxy: whether the address is https is known from the settings, not from the socket.
    ctx.cookies.secure = isSecure;
    ctx.cookies.set(name, value, {
      expires,
      path: '/owner',
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure,
      overwrite: true,
    });
  };
  return {
    read: (ctx) => ctx.cookies.get(name),
    write: set,
    clear: (ctx) => set(ctx, '', new Date(0)),
  };
}
