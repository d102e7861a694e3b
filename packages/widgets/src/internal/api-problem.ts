/** An error response, or no response. `code` is the problem document's, or `network` or `timeout`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly code: string,
    /** HTTP status, or 0 without a response. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
    /** Errors in the request, each with a JSON Pointer. */
    readonly errors: readonly { pointer: string; detail: string }[] = [],
  ) {
    super(message, options);
  }

  /** Whether a later attempt may succeed. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
