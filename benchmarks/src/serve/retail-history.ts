import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';

/** UCI Online Retail II (Chen 2019, CC BY 4.0) as products and orders in the API's form. */
export interface RetailHistory {
  products: { key: string; title: string; url: string; price: number }[];
  orders: {
    key: string;
    placedAt: string;
    customer?: string;
    lines: { product: string; quantity: number; unitPrice: number }[];
  }[];
}

/** Product codes begin with five digits; cancellations and lines without a price are left out. */
export async function readRetailHistory(dataDirectory: string): Promise<RetailHistory> {
  const folder = path.join(dataDirectory, 'demo');
  const titles = gunzipSync(readFileSync(path.join(folder, 'online_retail_products.csv.gz')))
    .toString('utf8')
    .split('\n')
    .slice(1);
  const prices = new Map<string, number>();
  const orders: RetailHistory['orders'] = [];
  const lines = createInterface({
    input: createReadStream(path.join(folder, 'online_retail_lines.csv.gz')).pipe(createGunzip()),
  });
  for await (const line of lines) {
    const [invoice, code, quantity, placedAt, price, customer] = line.split(',');
    const unitPrice = Math.round(Number(price) * 100);
    if (!invoice || !code || !/^\d{5}/.test(code) || !(Number(quantity) > 0) || !(unitPrice > 0)) continue;
    const product = code.toUpperCase();
    prices.set(product, unitPrice);
    let order = orders.at(-1);
    if (order?.key !== invoice) {
      order = { key: invoice, placedAt: `${placedAt}:00Z`, ...(customer && { customer }), lines: [] };
      orders.push(order);
    }
    order.lines.push({ product, quantity: Number(quantity), unitPrice });
  }
  const products = titles.flatMap((line) => {
    const comma = line.indexOf(',');
    const key = line.slice(0, comma).toUpperCase();
    const price = prices.get(key);
    const title = line.slice(comma + 1).replaceAll('"', '');
    return price === undefined || title === '' ? [] : [{ key, title, url: `/p/${key}`, price }];
  });
  return { products, orders };
}
