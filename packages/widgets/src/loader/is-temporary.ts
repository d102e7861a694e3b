/** Whether an answer of this status may be another one a little later: too many requests, or the server in trouble. */
export const isTemporary = (status: number): boolean => status === 429 || status >= 500;
