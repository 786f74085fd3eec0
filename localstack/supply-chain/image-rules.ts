const digest = /@sha256:[0-9a-f]{64}$/;

/** The base images of a Dockerfile as written there, without its own stages. */
export function baseImages(dockerfile: string): readonly string[] {
  const args = buildArgs(dockerfile);
  const stages = new Set<string>(['scratch']);
  const images: string[] = [];
  for (const [, image = '', stage] of dockerfile.matchAll(
    /^FROM (?:--\S+ )?(\S+)(?: AS (\S+))?$/gim,
  )) {
    if (!stages.has(withArgs(image, args))) images.push(image);
    if (stage) stages.add(stage);
  }
  return images;
}

/** The build arguments of a Dockerfile with their defaults. */
export function buildArgs(dockerfile: string): ReadonlyMap<string, string> {
  const args = dockerfile.matchAll(/^ARG (\w+)=(\S+)/gm);
  return new Map([...args].map(([, name = '', value = '']) => [name, value]));
}

/** The images of a compose file. */
export function composeImages(compose: string): readonly string[] {
  return [...compose.matchAll(/^\s*image: (\S+)/gm)].map(([, image = '']) => image);
}

/** Substitutes build arguments, written as `${NAME}` in a Dockerfile. */
export function withArgs(image: string, args: ReadonlyMap<string, string>): string {
  return image.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => args.get(name) ?? whole);
}

/** Adds a digest to the tag of an image, wherever it occurs in a file. */
export function pinImage(text: string, image: string, newDigest: string): string {
  const [tag = image] = image.split('@');
  return text.replaceAll(
    /^(FROM (?:--\S+ )?|\s*image: )(\S+)/gim,
    (whole, before: string, found: string) =>
      found === image ? `${before}${tag}@${newDigest}` : whole,
  );
}

/**
 * Violations: images without a digest.
 * @param exceptions images that may lack a digest; unneeded exceptions are violations too.
 */
export function digestProblems(
  images: readonly string[],
  exceptions: readonly string[],
): readonly string[] {
  const without = images.filter((image) => !digest.test(image));
  return [
    ...without.filter((image) => !exceptions.includes(image)).map((image) => `No digest: ${image}`),
    ...exceptions
      .filter((image) => !without.includes(image))
      .map((image) => `Unneeded exception: ${image}`),
  ];
}

/** Unverified downloads in a Dockerfile. */
export function fetchProblems(dockerfile: string): readonly string[] {
  const instructions = dockerfile
    .replaceAll(/^\s*#(?!\s*syntax=).*\n/gm, '')
    .replaceAll('\\\n', ' ');
  const commands = instructions.split(/\n|&&|\|\||;/).map((command) => command.trim());
  const unchecked = (kind: RegExp, check: string) =>
    commands.filter((command) => kind.test(command) && !command.includes(check));
  return [
    ...unchecked(/^#\s*syntax=/, '@sha256:').map((line) => `A frontend without a digest: ${line}`),
    ...unchecked(/\bnpm (ci|install|i)\b/, '--ignore-scripts').map(
      (c) => `Runs install scripts: ${c}`,
    ),
    ...unchecked(/\bpip3? (install|download)\b/, '--require-hashes').map((c) => `No hashes: ${c}`),
    ...unchecked(/^ADD .*\bhttps?:/, '--checksum=').map((c) => `No checksum: ${c}`),
    ...unchecked(/\b(curl|wget|script\/install)\b/, 'sha256').map((c) => `No checksum: ${c}`),
  ];
}
