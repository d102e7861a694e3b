/** The server said no, or nothing at all: `code` is the problem document's, or `network` or `timeout`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly code: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
    /** What is wrong with the request, each by JSON Pointer. */
    readonly errors: readonly { pointer: string; detail: string }[] = [],
  ) {
    super(message, options);
  }

  /** Whether the same request may succeed a little later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
