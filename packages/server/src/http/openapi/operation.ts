import type { z } from 'zod';

/** One route as the API's description tells it. The tables beside this file are the list of all of them. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for parameters. */
  path: string;
  /**
   * `page`: publishable key and origin. `owner`: secret key. A scope: secret key, or an embed session that holds it.
   * `open`: nobody is asked.
   */
  who: string;
  summary: string;
  /** Fields of the query string (a page's key is added to GETs of `page`). */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The answer's body; absent: none. */
  answer?: z.ZodType;
  /** 200, or 204 without an answer, unless said otherwise. */
  status?: 200 | 201 | 202 | 204 | 303;
  /** Of the answer, where it is not JSON. */
  type?: string;
}
