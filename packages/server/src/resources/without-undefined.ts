type WithoutUndefined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** What is not known is absent, never undefined or null: a parsed request becomes a document this way. */
export function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as WithoutUndefined<T>;
}
