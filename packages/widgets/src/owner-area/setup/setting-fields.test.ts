import { expect } from '@open-wc/testing';
import type { ShopSettings } from '@shelfwise/core/wire';
import { changedParts, faultsOf, toTyped, valuesOf, type SettingField } from './setting-fields.js';

const field: SettingField = { path: 'facts.shipping.price', label: 'Delivery', kind: 'money' };
const settingsIn = (currency: string, price: number) =>
  ({ currency, locale: 'en-GB', facts: { shipping: { price } } }) as unknown as ShopSettings;

describe('a field of money', () => {
  it('shows whole units and takes back the same amount, in every currency', () => {
    for (const currency of Intl.supportedValuesOf('currency'))
      for (const amount of [0, 1, 395, 1_234_567]) {
        const typed = { [field.path]: toTyped(field, settingsIn(currency, amount)) };
        const held = settingsIn(currency, -1);
        const changed = changedParts(held, valuesOf([field], held, typed)) as ShopSettings;
        expect(changed.facts.shipping!.price, `${currency} ${typed[field.path]}`).to.equal(amount);
      }
  });

  it('counts as the server does where browsers write fewer digits', () => {
    expect(toTyped(field, settingsIn('HUF', 1250))).to.equal('12.5');
    expect(toTyped(field, settingsIn('IQD', 1250))).to.equal('1.25');
    expect(toTyped(field, settingsIn('JPY', 1250))).to.equal('1250');
  });
});

describe('fields that depend on each other', () => {
  const least: SettingField = { path: 'facts.shipping.daysMin', label: 'At least', kind: 'integer' };
  const most: SettingField = {
    path: 'facts.shipping.daysMax',
    label: 'At most',
    kind: 'integer',
    atLeast: { path: least.path, fault: 'Too few.' },
  };
  const held = { facts: { shipping: { daysMin: 2, daysMax: 6 } } } as ShopSettings;
  const faults = (typed: Record<string, string>) =>
    faultsOf([least, most], { ...held, locale: 'en', currency: 'GBP' }, typed);

  it('are checked against what was typed and what is held, once either was typed in', () => {
    expect(faults({ [least.path]: '9' })).to.deep.equal({ [most.path]: 'Too few.' });
    expect(faults({ [most.path]: '1' })).to.deep.equal({ [most.path]: 'Too few.' });
    expect(faults({ [least.path]: '9', [most.path]: '12' })).to.deep.equal({});
    expect(faults({ [least.path]: '9', [most.path]: '' })).to.deep.equal({});
    expect(faults({})).to.deep.equal({});
  });
});
