/** Stock as the owner's routes would tell it: one product in each state, one of them with a forecast. */
const item = (index, status, more = {}) => ({
  product: `P-${index}`,
  title: `Enamel mug number ${index}`,
  categories: ['Kitchen'],
  supplier: 'Northern Enamel',
  stockLevel: index * 4,
  onOrder: 0,
  simulated: false,
  soldPerDay: 1.5,
  daysLeft: { p10: 2, p50: 5, p90: 9 },
  reorderPoint: 12,
  orderBy: '2026-11-25',
  orderQuantity: 24,
  salesLostPerDay: 1450,
  predictedDemand: 18,
  restockAlert: status === 'order-now' || status === 'out',
  status,
  leadTime: { mean: 7, sd: 2 },
  reviewPeriod: 7,
  minimumOrder: 12,
  packSize: 6,
  serviceLevel: 0.95,
  unitCost: 400,
  forecastModel: 'weekday',
  ...more,
});

export const inventoryPage = {
  summary: {
    out: 1,
    orderNow: 1,
    short: 0,
    soon: 1,
    fine: 1,
    overstock: 0,
    dead: 0,
    uncounted: 0,
    unknown: 0,
    salesLostPerDay: 1450,
    simulated: false,
    forecastedAt: '2026-11-22T03:00:00.000Z',
    forecastError: 0.35,
  },
  items: [item(0, 'out'), item(1, 'order-now'), item(2, 'soon'), item(3, 'fine')],
  total: 4,
  page: 1,
  pageSize: 25,
  suppliers: ['Northern Enamel'],
  categories: ['Kitchen'],
  currency: 'GBP',
};

const day = (offset) => new Date(Date.UTC(2026, 10, 22 + offset)).toISOString().slice(0, 10);

export const inventoryDetail = {
  item: item(1, 'order-now'),
  currency: 'GBP',
  history: Array.from({ length: 56 }, (_, index) => ({ day: day(index - 56), quantity: (index * 7) % 5 })),
  forecast: {
    madeAt: '2026-11-22T03:00:00.000Z',
    model: 'weekday',
    levels: [0.1, 0.5, 0.9],
    days: Array.from({ length: 28 }, (_, index) => ({
      day: day(index),
      mean: 2.3 + (index % 3),
      quantiles: [1, 2 + (index % 3), 5],
    })),
    weeks: Array.from({ length: 4 }, (_, index) => ({
      from: day(7 * index),
      to: day(7 * index + 6),
      mean: 23,
      quantiles: [14, 22, 31],
    })),
  },
};

export const alerts = [
  {
    key: 'reorder:P-1',
    kind: 'reorder',
    severity: 'warning',
    product: 'P-1',
    values: { title: 'Enamel mug number 1', quantity: 24, stockLevel: 3, reorderPoint: 9, onOrder: 0 },
    since: '2026-11-22T03:00:00.000Z',
  },
];
