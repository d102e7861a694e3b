/** What a page may say to us: `shelfwise('product', 'SKU-1')`. */
export type Commands = Record<string, (...values: unknown[]) => void>;

type Shelfwise = ((...command: unknown[]) => void) & { q?: ArrayLike<unknown>[]; loaded?: boolean };

declare global {
  interface Window {
    shelfwise?: Shelfwise;
  }
}

/** True when another copy of this script has taken the page already. */
export const isTaken = (): boolean => !!window.shelfwise?.loaded;

/**
 * Puts the real function in place of the page's stub, and runs what the stub has queued. An unknown command, or one
 * that fails, does nothing: a page may be written for a later version than the one it meets.
 */
export function listenToCommands(commands: Commands): void {
  const run = (command: ArrayLike<unknown>) => {
    try {
      const [name, ...values] = Array.from(command);
      commands[name as string]?.(...values);
    } catch {
      // The page must not suffer for a wrong argument.
    }
  };
  const queued = window.shelfwise?.q ?? [];
  window.shelfwise = Object.assign((...command: unknown[]) => run(command), { loaded: true });
  Array.from(queued).forEach(run);
}
