/** What each of the forecaster's methods looks at, in plain words, by the beginning of its name. */
const methods: Record<string, string> = {
  'seasonal-naive': 'what sold on the same days of earlier weeks',
  'recent-weekday': 'what sold on each day of the week lately',
  weekday: 'what usually sells on each day of the week',
  smoothing: 'recent sales, counting the latest most',
  'damped-trend': 'recent sales and where they are heading',
  tsb: 'how often it sells and how many at a time',
  neural: 'a neural network that learned from all products together',
  newcomer: 'what your other products sold when they were as new',
  none: 'no sales at all so far',
};

/** Names we do not know are shown as they are. */
export function methodInWords(name: string): string {
  const known = Object.keys(methods).find((start) => name.startsWith(start));
  return known ? methods[known]! : name;
}
