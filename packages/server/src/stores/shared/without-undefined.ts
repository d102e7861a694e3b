type WithoutUndefined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** Drops the fields that are undefined: in documents and answers, what is not known is absent. */
export function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as WithoutUndefined<T>;
}
