import { expect, test } from 'vitest';
import { foldCode, isProductCode, isProductTitle } from './product-code.js';

test('isProductCode(...) takes five digits with or without letters behind', () => {
  for (const code of ['85048', '79323P', '15056BL']) expect(isProductCode(code)).toBe(true);
});

test('isProductCode(...) leaves out postage, fees, samples, discounts, vouchers and test codes', () => {
  const others = [
    'POST',
    'DOT',
    'C2',
    'AMAZONFEE',
    'BANK CHARGES',
    'S',
    'D',
    'M',
    'gift_0001_20',
    'TEST001',
    'DCGS0003',
    'PADS',
  ];
  for (const code of others) expect(isProductCode(code)).toBe(false);
});

test('foldCode(...) joins both cases and a trailing space', () => {
  expect(['84997a', '84997A', '84997A '].map(foldCode)).toEqual(['84997A', '84997A', '84997A']);
});

test('isProductTitle(...) leaves out notes of the warehouse', () => {
  for (const note of [
    'damages',
    '?',
    'lost',
    "thrown away-can't sell",
    'High Resolution Image',
    'Next Day Carriage',
  ])
    expect(isProductTitle(note)).toBe(false);
  expect(isProductTitle('WHITE METAL LANTERN')).toBe(true);
});
