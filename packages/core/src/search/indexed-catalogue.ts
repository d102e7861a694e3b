import type MiniSearch from 'minisearch';
import type { Correction } from './spelling.js';

/** A product as the index reads it. */
export interface SearchDocument {
  id: string;
  title: string;
  /** The bare model name, where a shop keeps one beside the title. */
  name?: string;
  categories?: readonly string[];
  brand?: string;
  description?: string;
  colors?: string;
  attributes?: string;
}

export interface CatalogueIndex {
  mini: MiniSearch<SearchDocument>;
  /** How often each word stands in the products there are: what is spelt right needs no forgiving. */
  frequencies: Map<string, number>;
  /** What misspelt words may mean, as long as nothing changes: one message asks for the same many times over. */
  readings: Map<string, readonly Correction[]>;
}
