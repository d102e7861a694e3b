import { expect } from '@open-wc/testing';
import { open, root, section, shopSettings, text, type, useOwnerPage } from '../../../test/owner-page.js';
import { waitUntil } from '../../../test/page.js';
import type { OwnerArea } from '../owner-area.js';

const owner = useOwnerPage();

describe('Setup of the owner’s area', () => {
  const formWith = async (element: OwnerArea, name: string) => {
    const setup = await section(element, 'owner-setup');
    const forms = [...root(setup).querySelectorAll('settings-form')];
    return forms.find((form) => root(form).querySelector(`[name="${name}"]`))!;
  };
  const field = (form: Element, name: string) =>
    root(form).querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  const patches = () => owner.server.callsTo('/v1/shop', 'PATCH').map((call) => call.body);

  it('shows the snippet with this server and the shop’s key', async () => {
    const setup = await section(await open('/owner#/setup'), 'owner-setup');
    expect(root(setup).querySelector('#snippet-head')!.textContent).to.contain(
      `<script async src="${location.origin}/v1/shop.js" data-key="pk_0123456789abcdef"></script>`,
    );
  });

  it('sends the whole part that changed, with money in minor units, and can take it back', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.shipping.price');
    expect(field(form, 'facts.shipping.price').value).to.equal('3.95');
    expect(field(form, 'facts.shipping.price').labels![0]!.textContent.trim()).to.equal('Shipping price, £');
    await type(field(form, 'facts.shipping.price'), '4.5');
    await type(field(form, 'facts.shipping.countries'), 'France\nSpain');
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(patches()).to.deep.equal([
      { facts: { shipping: { price: 450, daysMin: 2, countries: ['France', 'Spain'] } } },
    ]);
    root(form).querySelector<HTMLElement>('[role=status] button')!.click();
    await waitUntil(() => text(form).includes('Undone'), 'undone');
    expect(patches()[1]).to.deep.equal({ facts: shopSettings.facts });
    await type(field(form, 'facts.shipping.price'), 'much');
    expect(text(form)).not.to.include('Undone');
  });

  it('keeps what another form saved a moment ago', async () => {
    const element = await open('/owner#/setup');
    const shipping = await formWith(element, 'facts.shipping.price');
    await type(field(shipping, 'facts.shipping.price'), '5');
    root(shipping).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(shipping).includes('Saved.'), 'saved');
    const contact = await formWith(element, 'facts.contact.phone');
    await type(field(contact, 'facts.contact.phone'), '0123');
    root(contact).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(contact).includes('Saved.'), 'saved too');
    expect(owner.settings.facts).to.deep.equal({
      shipping: { price: 500, daysMin: 2 },
      contact: { phone: '0123' },
    });
  });

  it('checks before it sends, and shows the server’s own faults at their fields', async () => {
    const form = await formWith(await open('/owner#/setup'), 'serviceLevel');
    await type(field(form, 'serviceLevel'), '120');
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('A number from 50 to 99.9.'), 'checked');
    expect(patches()).to.deep.equal([]);
    await type(field(form, 'serviceLevel'), '97.5');
    owner.server.answers.set('PATCH /v1/shop', {
      status: 400,
      body: {
        code: 'invalid-request',
        detail: 'The request does not have the expected form.',
        errors: [{ pointer: '/serviceLevel', detail: 'too high for you' }],
      },
    });
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('too high for you'), 'shown');
    expect(patches()).to.deep.equal([{ serviceLevel: 0.975 }]);
    expect(field(form, 'serviceLevel').getAttribute('aria-invalid')).to.equal('true');
  });

  const save = (form: Element) => root(form).querySelector('form')!.requestSubmit();

  it('leaves alone what another window saved of the same part', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.contact.phone');
    owner.settings = { ...owner.settings, facts: { shipping: { price: 450, daysMin: 2 } } };
    await type(field(form, 'facts.contact.phone'), '0123');
    save(form);
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(owner.settings.facts).to.deep.equal({
      shipping: { price: 450, daysMin: 2 },
      contact: { phone: '0123' },
    });
  });

  it('says when another window changed the same field, shows what it holds now, and replaces it when asked again', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.shipping.price');
    await type(field(form, 'facts.shipping.price'), '5');
    owner.settings = { ...owner.settings, facts: { shipping: { price: 450, daysMin: 3 } } };
    save(form);
    await waitUntil(() => text(form).includes('Not saved: it was changed in another window'), 'told');
    expect(patches()).to.deep.equal([]);
    expect(text(form)).to.contain('Changed in another window: now “4.5”.');
    expect(field(form, 'facts.shipping.price').value).to.equal('5');
    expect(field(form, 'facts.shipping.daysMin').value).to.equal('3');
    save(form);
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(patches()).to.deep.equal([{ facts: { shipping: { price: 500, daysMin: 3 } } }]);
  });

  it('begins again when another window saves in the very same moment', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.contact.phone');
    const patch = owner.server.answers.get('PATCH /v1/shop')!;
    owner.server.answers.set('PATCH /v1/shop', () => {
      owner.settings = { ...owner.settings, facts: { shipping: { price: 450 } } };
      owner.server.answers.set('PATCH /v1/shop', patch);
      return { status: 409, body: { code: 'conflict', detail: 'changed' } };
    });
    await type(field(form, 'facts.contact.phone'), '0123');
    save(form);
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(owner.settings.facts).to.deep.equal({ shipping: { price: 450 }, contact: { phone: '0123' } });
  });

  it('sends again after the server found a fault, whatever was edited since', async () => {
    const form = await formWith(await open('/owner#/setup'), 'timeZone');
    const patch = owner.server.answers.get('PATCH /v1/shop')!;
    owner.server.answers.set('PATCH /v1/shop', {
      status: 400,
      body: {
        code: 'invalid-request',
        detail: 'The request does not have the expected form.',
        errors: [{ pointer: '/timeZone', detail: 'must be an IANA time zone such as "Europe/London"' }],
      },
    });
    await type(field(form, 'timeZone'), 'London');
    save(form);
    await waitUntil(() => text(form).includes('Choose a time zone such as Europe/London.'), 'told');
    expect(text(form)).to.contain('Not saved: look at what is marked.');
    save(form);
    await waitUntil(() => patches().length === 2, 'sent again as it is');
    await waitUntil(() => text(form).includes('Choose a time zone'), 'told again');
    owner.server.answers.set('PATCH /v1/shop', patch);
    await type(field(form, 'name'), 'Brighter Things');
    expect(text(form)).to.not.contain('Choose a time zone');
    save(form);
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(patches().length).to.equal(3);
  });

  it('tells at once when the most days are fewer than the least, and takes a comma for a point', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.shipping.daysMax');
    await type(field(form, 'facts.shipping.daysMax'), '6');
    await type(field(form, 'facts.shipping.daysMin'), '9');
    await waitUntil(() => text(form).includes('Must not be less than the days at least.'), 'told');
    await type(field(form, 'facts.shipping.daysMin'), '3');
    await type(field(form, 'facts.shipping.price'), '4,50');
    save(form);
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(patches()).to.deep.equal([{ facts: { shipping: { price: 450, daysMin: 3, daysMax: 6 } } }]);
    save(form);
    await waitUntil(() => text(form).includes('Nothing was changed.'), 'said');
  });
});
