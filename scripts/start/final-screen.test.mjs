import { expect, test } from 'vitest';
import { finalScreen } from './final-screen.mjs';

test('finalScreen(...) shows a page that fits a phone, and says from where it works and how it does elsewhere', () => {
  const screen = finalScreen({
    demoUrl: 'http://localhost:8090',
    serverUrl: 'http://localhost:8080',
    ownerLink: 'http://localhost:8080/owner/sign-in#x',
    signInCommand: 'node packages/server/dist/cli.js shop sign-in demo',
    publishableKey: 'pk_1',
    secretKey: 'sk_1',
    product: 'mug',
    seconds: 2,
    isDemo: true,
  });
  expect(screen).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(screen).toMatch(/http:\/\/localhost:3000 is among the shop's allowed origins/);
  expect(screen).toMatch(/add that address in the owner's area: Setup, "Where it may run"/);
});
