// @ts-expect-error The package ships no types.
import porter2 from 'wink-porter2-stemmer';

/** English word stem (M. F. Porter, Snowball English, "Porter2", 2001): "mugs" and "mug" meet. */
export const stem = porter2 as (word: string) => string;
