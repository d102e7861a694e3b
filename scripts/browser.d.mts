/** Types of browser.mjs, for tests and benchmarks written in TypeScript. */
export function browser(): Promise<{
  executablePath: string;
  env: Record<string, string | undefined>;
  args: string[];
}>;
export const launchArguments: string[];
