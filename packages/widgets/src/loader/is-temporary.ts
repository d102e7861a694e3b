/** Whether a later attempt may succeed: the status means too many requests or a server error. */
export const isTemporary = (status: number): boolean => status === 429 || status >= 500;
