/**
 * Browser storage that never throws. It may be switched off, full, or forbidden to an embedded page; then nothing is
 * remembered.
 */
export interface SafeStorage {
  /** Null or undefined when nothing is stored. */
  read(name: string): string | null | undefined;
  write(name: string, value: string): void;
  remove(name: string): void;
}

export function safeStorage(kind: 'localStorage' | 'sessionStorage'): SafeStorage {
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(window[kind]);
    } catch {
      return undefined;
    }
  };
  return {
    read: (name) => attempt((storage) => storage.getItem(name)),
    write: (name, value) => attempt((storage) => storage.setItem(name, value)),
    remove: (name) => attempt((storage) => storage.removeItem(name)),
  };
}

/** Kept until it is removed. */
export const localStore: SafeStorage = safeStorage('localStorage');
/** Kept until the tab is closed. */
export const visitStorage: SafeStorage = safeStorage('sessionStorage');
