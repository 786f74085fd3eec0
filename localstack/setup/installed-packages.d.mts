export interface LockFile {
  readonly packages: Readonly<Record<string, object>>;
}
export function areInstalled(lock: LockFile, installed: LockFile): boolean;
export function missingPackages(installed: LockFile, root: string): readonly string[];
