import { expect } from '@open-wc/testing';
import type { ShopSettings } from '@shelfwise/core/wire';
import { changedParts, toTyped, type SettingField } from './setting-fields.js';

const field: SettingField = { path: 'facts.shipping.price', label: 'Delivery', kind: 'money' };
const settingsIn = (currency: string, price: number) =>
  ({ currency, facts: { shipping: { price } } }) as unknown as ShopSettings;

describe('a field of money', () => {
  it('shows whole units and takes back the same amount, in every currency', () => {
    for (const currency of Intl.supportedValuesOf('currency'))
      for (const amount of [0, 1, 395, 1_234_567]) {
        const typed = { [field.path]: toTyped(field, settingsIn(currency, amount)) };
        const changed = changedParts([field], settingsIn(currency, -1), typed) as ShopSettings;
        expect(changed.facts.shipping!.price, `${currency} ${typed[field.path]}`).to.equal(amount);
      }
  });

  it('counts as the server does where browsers write fewer digits', () => {
    expect(toTyped(field, settingsIn('HUF', 1250))).to.equal('12.5');
    expect(toTyped(field, settingsIn('IQD', 1250))).to.equal('1.25');
    expect(toTyped(field, settingsIn('JPY', 1250))).to.equal('1250');
  });
});
