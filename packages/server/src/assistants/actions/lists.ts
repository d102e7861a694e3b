/** Several things in a sentence; the assistant speaks English. */
export const andList = new Intl.ListFormat('en-GB', { type: 'conjunction' });
export const orList = new Intl.ListFormat('en-GB', { type: 'disjunction' });
