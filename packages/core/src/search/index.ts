export * from './catalogue-index.js';
export * from './negation.js';
export * from './query-filters.js';
export * from './recipient.js';
export * from './spelling.js';
