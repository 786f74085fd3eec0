/** The arguments of each run of npm that an installation takes, in turn. */
export const installCommands: readonly (readonly string[])[];
export function installNpmPackages(): Promise<void>;
