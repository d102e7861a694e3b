import { personalPlacements, placements } from '@shelfwise/core/wire';
import { expect, it } from 'vitest';
import { isPersonal } from '../src/internal/row-address.js';

it('asks of the server with the visitor what the server answers by the visitor', () => {
  const asked = placements.filter((placement) =>
    isPersonal({ placement, product: '', category: '', limit: 8 }),
  );
  expect(asked).toEqual(
    placements.filter((placement) => (personalPlacements as readonly string[]).includes(placement)),
  );
});
