import { textSeed } from './seeded-random.js';

/** Invented suppliers, one or two for each kind of product; marked as simulated wherever they are shown. */
export interface Supplier {
  name: string;
  leadTime: { mean: number; sd: number };
  minimumOrder: number;
  packSize: number;
}

const suppliers = {
  pottery: {
    name: 'Stoke Pottery Works (simulated)',
    leadTime: { mean: 12, sd: 3 },
    minimumOrder: 12,
    packSize: 6,
  },
  paper: {
    name: 'Leeds Paper Mill (simulated)',
    leadTime: { mean: 6, sd: 1.5 },
    minimumOrder: 24,
    packSize: 12,
  },
  textiles: {
    name: 'Manchester Textiles (simulated)',
    leadTime: { mean: 14, sd: 4 },
    minimumOrder: 12,
    packSize: 4,
  },
  lights: {
    name: 'Nordic Candle House (simulated)',
    leadTime: { mean: 18, sd: 4 },
    minimumOrder: 12,
    packSize: 6,
  },
  metal: {
    name: 'Birmingham Metal Goods (simulated)',
    leadTime: { mean: 10, sd: 2 },
    minimumOrder: 12,
    packSize: 6,
  },
  jewels: { name: 'Jaipur Crafts (simulated)', leadTime: { mean: 24, sd: 6 }, minimumOrder: 12, packSize: 6 },
  toys: {
    name: 'Rotterdam Toy Import (simulated)',
    leadTime: { mean: 21, sd: 5 },
    minimumOrder: 12,
    packSize: 6,
  },
  far: { name: 'Ningbo Trading (simulated)', leadTime: { mean: 30, sd: 7 }, minimumOrder: 24, packSize: 12 },
} satisfies Record<string, Supplier>;

const bySection: Record<string, Supplier[]> = {
  'Kitchen and dining': [suppliers.pottery, suppliers.metal],
  'Cards and stationery': [suppliers.paper],
  Party: [suppliers.paper, suppliers.textiles],
  'Bags and accessories': [suppliers.textiles, suppliers.far],
  'Bath and comfort': [suppliers.textiles],
  'Candles and lights': [suppliers.lights],
  Jewellery: [suppliers.jewels],
  'Toys and hobbies': [suppliers.toys],
  Garden: [suppliers.metal, suppliers.far],
  Seasonal: [suppliers.far, suppliers.lights],
  Home: [suppliers.metal, suppliers.textiles, suppliers.far],
};

export function supplierOf(code: string, section: string): Supplier {
  const candidates = bySection[section] ?? [suppliers.far];
  return candidates[textSeed(code) % candidates.length] ?? suppliers.far;
}
