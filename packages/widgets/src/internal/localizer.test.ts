import { expect } from '@open-wc/testing';
import { createLocalizer } from './localizer.js';

const catalogue = {
  en: { add: 'Add {title}', items: { one: '{count} item', other: '{count} items' }, only: 'English only' },
  de: { add: '{title} hinzufügen' },
};

describe('createLocalizer(locale, catalogue)', () => {
  it('puts values into texts, as they are', () => {
    const words = createLocalizer('en', catalogue);
    expect(words.text('add', { title: '<b>$& {title}' })).to.equal('Add <b>$& {title}');
  });

  it('chooses a form by number and writes numbers as the language does', () => {
    const words = createLocalizer('en', catalogue);
    expect(words.text('items', { count: 1 })).to.equal('1 item');
    expect(words.text('items', { count: 1200 })).to.equal('1,200 items');
  });

  it('takes the text of the language, and English where it is missing', () => {
    const words = createLocalizer('de-AT', catalogue);
    expect(words.text('add', { title: 'Tasse' })).to.equal('Tasse hinzufügen');
    expect(words.text('only')).to.equal('English only');
  });

  it('knows how many digits a currency has', () => {
    const words = createLocalizer('en-GB', catalogue);
    expect(words.money(1250, 'GBP')).to.equal('£12.50');
    expect(words.money(1250, 'JPY')).to.equal('JP¥1,250');
    expect(words.money(1250, 'KWD').replace(/\s/g, ' ')).to.equal('KWD 1.250');
    expect(words.money(0, 'GBP')).to.equal('£0.00');
    // Of these the browser's own digits are others.
    expect(words.money(1250, 'HUF').replace(/\s/g, ' ')).to.equal('HUF 12.50');
    expect(words.money(1250, 'IQD').replace(/\s/g, ' ')).to.equal('IQD 1.250');
  });

  it('writes all minor units of an amount, in every currency', () => {
    for (const locale of ['en-GB', 'de', 'hu'])
      for (const currency of Intl.supportedValuesOf('currency'))
        for (const amount of [7, 1_234_567])
          expect(
            Number(createLocalizer(locale, catalogue).money(amount, currency).replace(/\D/g, '')),
            `${locale} ${currency}`,
          ).to.equal(amount);
  });

  it('falls back to English for a language that is none', () => {
    expect(createLocalizer('not a language!', catalogue).locale).to.equal('en');
  });
});
