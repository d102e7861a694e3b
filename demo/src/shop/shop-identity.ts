/** Whether the shop sells the demo's gifts or stands on an owner's own orders, of which nothing more is known. */
export const isOwnShop = (process.env.DEMO_ORDERS ?? '') !== '';

export const shopName = isOwnShop ? 'My shop' : 'Hartley & Wren';
