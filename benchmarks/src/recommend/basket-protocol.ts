/**
 * Bought together, two questions about each test basket (distinct known items in file order, at least two).
 * Item to item: at most ten evenly spaced items, b[floor(k·n / min(10, n))], each ask for the rest of the basket.
 * Completion: the middle item b[floor(n / 2)] is hidden, the others ask for it.
 */
export interface BasketQuestions {
  asks: { item: number; relevant: ReadonlySet<number>; basket: number }[];
  carts: { cart: number[]; hidden: number }[];
  baskets: number;
}

export function basketQuestions(baskets: readonly (readonly number[])[]): BasketQuestions {
  const questions: BasketQuestions = { asks: [], carts: [], baskets: 0 };
  for (const basket of baskets) {
    const size = basket.length;
    if (size < 2) continue;
    const asked = Math.min(10, size);
    for (let k = 0; k < asked; k++) {
      const item = basket[Math.floor((k * size) / asked)]!;
      const relevant = new Set(basket);
      relevant.delete(item);
      questions.asks.push({ item, relevant, basket: questions.baskets });
    }
    const middle = Math.floor(size / 2);
    questions.carts.push({
      cart: [...basket.slice(0, middle), ...basket.slice(middle + 1)],
      hidden: basket[middle]!,
    });
    questions.baskets++;
  }
  return questions;
}
