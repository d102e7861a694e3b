/* global window, document, location, requestAnimationFrame */
// The shop's own script: its cart, its cookie choice, and the few words it says to Shelfwise.
(() => {
  'use strict';
  // Commands wait in a queue until the script of Shelfwise has come.
  window.shelfwise ||= (...command) => (window.shelfwise.q ||= []).push(command);
  const yearSeconds = 180 * 86_400;

  const shareConsent = (choice) => {
    const agreed = choice === 'all';
    window.shelfwise('consent', { analytics: agreed, personalization: agreed, functionality: agreed });
  };

  const showToast = (text) => {
    const toast = document.querySelector('.toast');
    // The region itself is always there, empty: one that appears together with its text is often not read out.
    toast.textContent = '';
    clearTimeout(showToast.timer);
    requestAnimationFrame(() => (toast.textContent = text));
    showToast.timer = setTimeout(() => (toast.textContent = ''), 6000);
  };

  class Refusal extends Error {}

  const addToCart = async (product, quantity) => {
    const response = await fetch('/cart/items', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ product, quantity }),
    });
    // The shop says why not: it has fewer of them than that.
    if (response.status === 409) throw new Refusal((await response.json()).title);
    if (!response.ok) throw new Error('not added');
    const { title, units, cart } = await response.json();
    const badge = document.querySelector('[data-cart-count]');
    badge.textContent = units;
    badge.setAttribute('aria-label', `${units} items`);
    window.shelfwise('cart', cart);
    showToast(`${title} is in your cart.`);
  };

  // "Add to cart" on a card of a recommendation row or of the chat.
  document.addEventListener('shop-add-to-cart', (event) => {
    event.preventDefault();
    const added = addToCart(event.detail.product, event.detail.quantity).then(() => {
      if (location.pathname === '/cart') location.reload();
    });
    event.waitUntil?.(added);
    added.catch((error) =>
      showToast(error instanceof Refusal ? error.message : 'That could not be added just now.'),
    );
  });

  // A page that the browser kept and shows again, on Back, has the cart and the consent of then.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  document.addEventListener('DOMContentLoaded', () => {
    const { consent, customerToken, cart, purchase } = document.body.dataset;
    if (consent) shareConsent(consent);
    if (customerToken) window.shelfwise('customer', customerToken);
    window.shelfwise('cart', JSON.parse(cart));
    if (purchase) window.shelfwise('purchase', purchase);

    document.querySelector('[data-add]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const form = new FormData(event.target);
      const product = form.get('product');
      const quantity = Number(form.get('quantity')) || 1;
      addToCart(product, quantity)
        .then(() => window.shelfwise('add_to_cart', product, { quantity }))
        .catch((error) => (error instanceof Refusal ? showToast(error.message) : event.target.submit()));
    });

    const banner = document.querySelector('.consent');
    for (const button of banner.querySelectorAll('[data-consent-choice]'))
      button.addEventListener('click', () => {
        const choice = button.dataset.consentChoice;
        document.cookie = `consent=${choice}; path=/; max-age=${yearSeconds}; samesite=lax`;
        banner.hidden = true;
        shareConsent(choice);
      });
    document.querySelector('[data-consent-open]')?.addEventListener('click', () => (banner.hidden = false));
  });
})();
