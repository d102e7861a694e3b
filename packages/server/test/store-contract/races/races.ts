import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { randomId } from '../context.js';
import type { Store } from '../../../src/stores/port/store.js';
import { racesOfChats } from './chats.js';
import { racesOfModels } from './models.js';
import { racesOfPeople } from './people.js';
import { racesOfStock } from './stock.js';
import { racesOfStubs } from './stubs.js';
import type { RaceContext } from './race-context.js';

/**
 * What every store adapter promises of two processes that write at once: whatever both acknowledge is as if one had come
 * after the other. The two stores are opened on the same data; each test lets them meet many times, as a race that is
 * lost now and then is lost.
 */
export function describeRaces(engine: string, open: () => Promise<Store>): void {
  describe(`two processes on one ${engine} store`, () => {
    const context = {} as RaceContext;
    beforeAll(async () => {
      // One after the other: that both bring the schema forward at once is another matter.
      context.here = await open();
      context.there = await open();
    });
    afterAll(() => Promise.all([context.here.close(), context.there.close()]));
    beforeEach(() => {
      context.shop = randomId();
    });
    racesOfStock(context);
    racesOfStubs(context);
    racesOfPeople(context);
    racesOfChats(context);
    racesOfModels(context);
  });
}
