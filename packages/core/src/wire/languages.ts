/** Languages of the interface, listed once. Each is a BCP 47 primary subtag. */

/** Languages of the owner's area, the dashboard and the exports. */
export const ownerLanguages = ['en', 'de', 'fr', 'es', 'nl'] as const;
export type OwnerLanguage = (typeof ownerLanguages)[number];

/** Languages of the elements that shoppers see. */
export const shopperLanguages = [...ownerLanguages, 'ar'] as const;
export type ShopperLanguage = (typeof shopperLanguages)[number];
