export * from './catalogue-index.js';
export * from './indexed-catalogue.js';
export { isSpeltAlike, knowsAnyOf, readAsMeant, resembles } from './meant-words.js';
export * from './negation.js';
export * from './query-filters.js';
export * from './recipient.js';
export * from './spelling.js';
