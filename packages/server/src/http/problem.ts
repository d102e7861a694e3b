import { problemCodes, type ProblemCode, type ProblemDocument } from '@shelfwise/core/wire';

/** A refusal that the caller may read. Thrown anywhere under a request; one middleware writes the document. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    /** Safe to show: no secrets, no personal data, no other shop's names. */
    readonly detail?: string,
    readonly errors?: { pointer: string; detail: string }[],
    options?: ErrorOptions,
  ) {
    super(detail ?? code, options);
    this.status = problemCodes[code];
  }

  toDocument(instance?: string): ProblemDocument {
    return {
      type: `urn:shelfwise:problem:${this.code}`,
      title: this.code.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
      status: this.status,
      code: this.code,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...(instance !== undefined && { instance }),
      ...(this.errors && { errors: this.errors }),
    };
  }
}
