import type { OutputOptions, RollupOptions } from 'rollup';

/** Types of rollup.config.mjs, for the tests of what it builds. */
export function configuration(output: string, tags?: string[]): (RollupOptions & { output: OutputOptions })[];
