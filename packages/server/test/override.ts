/**
 * The same object with some of its members replaced. Methods of its class stay, which a spread would lose.
 */
export function override<T extends object>(target: T, changes: Partial<T>): T {
  return Object.assign(Object.create(target) as T, changes);
}
