import { z } from 'zod';

const entrySchema = z.object({
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
const manifestSchema = z.object({
  workspaces: z.array(z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

/** The only package whose install script may run: it downloads Node, which the set-up then verifies. */
const mayRun: ReadonlySet<string> = new Set(['node']);

/**
 * Violations in package.json and package-lock.json: every package must come from the registry with a
 * hash, and `allowScripts` must list every package that has an install script.
 */
export function npmProblems(manifestJson: unknown, lockJson: unknown): readonly string[] {
  const { workspaces, allowScripts } = manifestSchema.parse(manifestJson);
  const packages = Object.entries(lockSchema.parse(lockJson).packages).filter(([path]) =>
    path.includes('node_modules/'),
  );
  const withScripts = packages
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => nameOf(path));
  return [
    ...packages.flatMap(([path, entry]) => sourceProblems(path, entry, workspaces)),
    ...withScripts
      .filter((name) => allowScripts[name] === undefined)
      .map((name) => `Has an install script but is not listed in allowScripts: ${name}`),
    ...Object.entries(allowScripts)
      .filter(([name, isAllowed]) => isAllowed && !mayRun.has(name))
      .map(([name]) => `allowScripts allows the install script of ${name}`),
  ];
}

function sourceProblems(
  path: string,
  entry: z.infer<typeof entrySchema>,
  workspaces: readonly string[],
): readonly string[] {
  if (entry.link) {
    return workspaces.includes(entry.resolved ?? '') ? [] : [`Links to no workspace: ${path}`];
  }
  return [
    // A bundled package is part of another package's tarball and covered by its hash.
    ...(entry.inBundle || entry.integrity?.startsWith('sha512-') ? [] : [`No SHA-512: ${path}`]),
    // npm omits the URL of packages from the registry (see .npmrc).
    ...(entry.resolved === undefined ? [] : [`Not from the registry: ${path}`]),
  ];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
