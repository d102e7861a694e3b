/** The commands of a page, such as `shelfwise('product', 'SKU-1')`, by name. */
export type Commands = Record<string, (...values: unknown[]) => void>;

type Shelfwise = ((...command: unknown[]) => void) & { q?: ArrayLike<unknown>[]; loaded?: boolean };

declare global {
  interface Window {
    shelfwise?: Shelfwise;
  }
}

/** True when another copy of this script already runs on the page. */
export const isTaken = (): boolean => !!window.shelfwise?.loaded;

/**
 * Replaces the page's stub with the real function, and runs the commands that the stub has queued. An unknown
 * or failing command is ignored, because a page may be written for a later version of this script.
 */
export function listenToCommands(commands: Commands): void {
  const run = (command: ArrayLike<unknown>) => {
    try {
      const [name, ...values] = Array.from(command);
      commands[name as string]?.(...values);
    } catch {
      // A wrong argument must not break the page.
    }
  };
  const queued = window.shelfwise?.q ?? [];
  window.shelfwise = Object.assign((...command: unknown[]) => run(command), { loaded: true });
  Array.from(queued).forEach(run);
}
