/** Encrypted parameters by name. */
export interface SecretStore {
  /** @returns `undefined` when there is none with this name. */
  read(name: string): Promise<string | undefined>;
  /** @throws {Error} when the name is taken. */
  create(name: string, value: string): Promise<void>;
  /** Removing a missing one is no error. */
  remove(name: string): Promise<void>;
}
