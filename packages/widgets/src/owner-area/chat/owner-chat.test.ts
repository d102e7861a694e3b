import { expect } from '@open-wc/testing';
import { open, root, section, text, type, useOwnerPage } from '../../../test/owner-page.js';
import { waitUntil } from '../../../test/page.js';
import type { OwnerArea } from '../owner-area.js';

const owner = useOwnerPage();

describe('Chat of the owner’s area', () => {
  const editorOf = async (element: OwnerArea) => {
    const chat = await section(element, 'owner-chat');
    const editor = root(chat).querySelector('faq-editor')!;
    await waitUntil(() => root(editor).querySelector('section'), 'loaded');
    return editor;
  };

  it('says which engine answered', async () => {
    const chat = await section(await open('/owner#/chat'), 'owner-chat');
    expect(text(chat)).to.contain('By your Rasa server 10');
    expect(text(chat)).to.contain('any red mugs?');
  });

  it('begins an answer to a question that had none, and saves it', async () => {
    const editor = await editorOf(await open('/owner#/chat/Any%20gift%20cards%3F'));
    const form = root(editor).querySelector('form')!;
    expect(form.querySelector<HTMLInputElement>('[name=question]')!.value).to.equal('Any gift cards?');
    form.requestSubmit();
    await waitUntil(() => text(editor).includes('The answer is needed.'), 'checked');
    await type(form.querySelector('[name=answer]')!, 'Yes, from £10.');
    await type(form.querySelector('[name=variations]')!, 'vouchers\n\n gift tokens ');
    form.requestSubmit();
    await waitUntil(() => owner.faq.length === 2, 'saved');
    expect(owner.faq[1]).to.deep.include({
      question: 'Any gift cards?',
      answer: 'Yes, from £10.',
      variations: ['vouchers', 'gift tokens'],
    });
    expect(owner.faq[1]!.key).to.match(/^any-gift-cards-/);
  });

  it('edits an entry under its key, and puts back one that was deleted', async () => {
    const editor = await editorOf(await open('/owner#/chat'));
    const button = (label: string) =>
      [...root(editor).querySelectorAll('button')].find((found) => found.textContent.trim() === label)!;
    button('Edit').click();
    await editor.updateComplete;
    await expect(editor).to.be.accessible();
    await type(root(editor).querySelector('[name=answer]')!, 'Yes, for £3.');
    root(editor).querySelector('form')!.requestSubmit();
    await waitUntil(() => owner.faq[0]!.answer === 'Yes, for £3.', 'edited');
    expect(owner.faq.map((entry) => entry.key)).to.deep.equal(['wrap']);
    await waitUntil(() => button('Delete'), 'listed');
    button('Delete').click();
    await waitUntil(() => button('Undo'), 'deleted');
    expect(owner.faq).to.deep.equal([]);
    button('Undo').click();
    await waitUntil(() => owner.faq.length === 1, 'back');
  });

  it('shows what the server refuses', async () => {
    const rejected = [
      { index: 0, code: 'invalid-request', pointer: '/entries/0/url', detail: 'must be an address' },
    ];
    owner.server.answers.set('POST /v1/faq', { body: { accepted: 0, duplicates: 0, rejected } });
    const editor = await editorOf(await open('/owner#/chat/Why%3F'));
    await type(root(editor).querySelector('[name=answer]')!, 'Because.');
    root(editor).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(editor).includes('url: must be an address'), 'refused');
  });
});
