export * from './catalogue-index.js';
export * from './query-filters.js';
export * from './spelling.js';
