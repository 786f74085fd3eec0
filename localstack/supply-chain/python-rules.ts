const pinned = /^[a-z0-9][a-z0-9._-]*(\[[^\]]+\])?==[^\s;*]+(\s*;[^\\]*)?$/i;
const hash = /^--hash=sha256:[0-9a-f]{64}$/;

/**
 * What is wrong with a pip requirements file in which each requirement is to have one version and
 * the SHA-256 of each of its files, and which is to leave the choice of the index to the machine.
 */
export function requirementProblems(text: string): readonly string[] {
  const lines = text
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return ['It names no package'];
  return lines.flatMap((line) => {
    const [requirement = '', ...options] = line.split(/\s+(?=--)/);
    if (requirement.startsWith('-')) return [`An option, not a package: ${requirement}`];
    return [
      ...(pinned.test(requirement) ? [] : [`Not one version by ==: ${requirement}`]),
      ...(options.length === 0 ? [`No hash: ${requirement}`] : []),
      ...options
        .filter((option) => !hash.test(option))
        .map((option) => `Not a SHA-256: ${requirement} ${option}`),
    ];
  });
}
