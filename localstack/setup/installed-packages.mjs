import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether what npm has installed is what the lock file asks for. npm writes down what it installed
 * in node_modules/.package-lock.json, after everything else.
 * @param {{ packages: Record<string, LockEntry> }} lock the lock file
 * @param {{ packages: Record<string, LockEntry> }} installed npm's own record
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry
 */
export function areInstalled(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, wanted]) => {
      const present = installed.packages[path];
      // Packages for other platforms are in the lock file too.
      if (!present) return Boolean(wanted.optional || wanted.devOptional);
      return present.version === wanted.version && present.integrity === wanted.integrity;
    });
}

/**
 * The packages that npm has noted as installed and that are not there any more.
 * @param {{ packages: Record<string, LockEntry> }} installed npm's own record
 * @param {string} root the folder that holds node_modules
 */
export function missingPackages(installed, root) {
  return Object.entries(installed.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, 'package.json')));
}
