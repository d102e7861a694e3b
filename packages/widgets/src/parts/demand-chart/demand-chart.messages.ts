import type { Catalogue } from '../../internal/localizer.js';

const english = {
  recent: 'Last 3 months',
  everything: 'All, by week',
  span: 'Time shown',
  nothing: 'No sales yet.',
  cursor: 'Day in the chart',
  summary: 'Units sold a day from {from} to {to}.',
  summaryAhead: 'Ahead, until {until}: most likely about {median} a day.',
  week: 'Week of {from} to {to}, a day on average',
  sold: 'sold {count}',
  wholesale: 'and {count} wholesale',
  stockedOut: 'out of stock',
  likely: 'most likely {count}',
  range: 'between {low} and {high} on {tenths} days of 10',
  legendSold: 'Sold a day',
  legendLikely: 'Most likely',
  legendRange: 'Likely range: {tenths} days of 10',
  legendWait: 'Days until the next order arrives',
  legendOut: 'Out of stock',
  hint: 'Arrow keys move from day to day.',
  table: 'Show as a table',
  tableCaption: 'Units sold a day, and what is likely ahead',
  columnDay: 'Day',
  columnSold: 'Sold',
  columnLikely: 'Most likely',
  columnRange: 'Likely range ({tenths} days of 10)',
};

export type ChartMessages = typeof english;
export const chartMessages: Catalogue<ChartMessages> = { en: english };
