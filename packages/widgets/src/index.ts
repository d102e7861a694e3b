export { start } from './loader/start.js';
export { pageContext, type PageContext, type PageState } from './internal/page-context.js';
export { ShopElement } from './internal/shop-element.js';
export { ShopAddToCartEvent } from './events/shop-add-to-cart-event.js';
export { ShopErrorEvent } from './events/shop-error-event.js';
export { ShopRecsClickEvent } from './events/shop-recs-click-event.js';
export { ShopRecsLoadEvent } from './events/shop-recs-load-event.js';
