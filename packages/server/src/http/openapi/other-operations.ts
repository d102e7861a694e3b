import { z } from 'zod';
import type { Operation } from './operation.js';

/** What neither a page nor the owner's server calls: the owner's area in a browser, and Rasa. */
export const otherOperations: Operation[] = [
  { method: 'get', path: '/', who: 'open', summary: "Leads to the owner's area", status: 303 },
  ...['/owner', '/owner/sign-in'].map((path): Operation => ({
    method: 'get',
    path,
    who: 'open',
    summary: "The page of the owner's area",
    answer: z.string(),
    type: 'text/html',
  })),
  {
    method: 'get',
    path: '/owner/page.css',
    who: 'open',
    summary: 'Its style sheet',
    answer: z.string(),
    type: 'text/css',
  },
  {
    method: 'get',
    path: '/owner/icon.svg',
    who: 'open',
    summary: 'Its icon',
    answer: z.string(),
    type: 'image/svg+xml',
  },
  {
    method: 'post',
    path: '/owner/session',
    who: 'open',
    summary: 'Spend the one-time token of a sign-in link; answers with a cookie',
    body: z.object({ token: z.string() }),
  },
  { method: 'delete', path: '/owner/session', who: 'open', summary: 'Sign out' },
  {
    method: 'post',
    path: '/owner/embed-session',
    who: 'open',
    summary: 'With the cookie: a session for the elements of the area',
    answer: z.object({
      token: z.string(),
      expiresAt: z.iso.datetime(),
      shop: z.object({ name: z.string(), locale: z.string(), publishableKey: z.string().optional() }),
    }),
  },
  {
    method: 'get',
    path: '/rasa/actions/health',
    who: 'open',
    summary: 'Whether the action server answers',
    answer: z.object({ status: z.string() }),
  },
  {
    method: 'post',
    path: '/rasa/actions/webhook',
    who: 'open',
    summary: "Rasa asks for an action to be run, with the shop's shared secret as bearer or ?token=",
    body: z.record(z.string(), z.unknown()),
    answer: z.object({
      events: z.array(z.record(z.string(), z.unknown())),
      responses: z.array(z.record(z.string(), z.unknown())),
    }),
  },
];
