const pinned = /^[a-z0-9][a-z0-9._-]*(\[[^\]]+\])?==[^\s;*]+(\s*;[^\\]*)?$/i;
const hash = /^--hash=sha256:[0-9a-f]{64}$/;

/**
 * Violations in a pip requirements file: each requirement needs an exact version and the SHA-256 of
 * each of its files, and the file must not set an index.
 */
export function requirementProblems(text: string): readonly string[] {
  const lines = text
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return ['No packages'];
  return lines.flatMap((line) => {
    const [requirement = '', ...options] = line.split(/\s+(?=--)/);
    if (requirement.startsWith('-')) return [`Option instead of a package: ${requirement}`];
    return [
      ...(pinned.test(requirement) ? [] : [`No exact version (==): ${requirement}`]),
      ...(options.length === 0 ? [`No hash: ${requirement}`] : []),
      ...options
        .filter((option) => !hash.test(option))
        .map((option) => `Not a SHA-256: ${requirement} ${option}`),
    ];
  });
}
