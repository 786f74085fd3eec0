import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the installed packages match the lock file. npm records installed packages in
 * node_modules/.package-lock.json at the end of an installation.
 * @param {{ packages: Record<string, LockEntry> }} lock the lock file
 * @param {{ packages: Record<string, LockEntry> }} installed npm's own record
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry
 */
export function areInstalled(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, wanted]) => {
      const present = installed.packages[path];
      // The lock file also lists packages for other platforms.
      if (!present) return Boolean(wanted.optional || wanted.devOptional);
      return present.version === wanted.version && present.integrity === wanted.integrity;
    });
}

/**
 * The packages that npm recorded as installed but that are missing now.
 * @param {{ packages: Record<string, LockEntry> }} installed npm's own record
 * @param {string} root the folder that holds node_modules
 */
export function missingPackages(installed, root) {
  return Object.entries(installed.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, 'package.json')));
}
