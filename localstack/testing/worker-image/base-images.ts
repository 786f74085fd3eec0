import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { baseImages, buildArgs, withArgs } from '../../supply-chain/image-rules.ts';
import { processOptions, runForOutput, runPodman } from './podman.ts';

/** Where the build finds the machine's certificates and the settings and cache of npm. */
export const machineFolder = '/machine';
export const npmCacheFolder = '/npm-cache';

/** Like the official slim images: merged /usr, and no documentation except for licences. */
const debianOptions = [
  ...['--variant=minbase', '--include=usr-is-merged'],
  '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
  '--dpkgopt=path-exclude=/usr/share/doc/*',
  '--dpkgopt=path-include=/usr/share/doc/*/copyright',
  ...['man', 'info', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
];

/**
 * Makes images like the Debian and Node images that a Dockerfile names, from Debian's packages and this
 * project's Node, because CI reaches no image registry. Podman keeps them; later calls return them.
 * @returns local images by their names in the Dockerfile; other base images are left out.
 * @throws {Error} with the output of the program that failed.
 */
export async function makeBaseImages(dockerfile: string): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const name of baseImages(dockerfile)) {
    const fullName = withArgs(name, buildArgs(dockerfile));
    const [, node, suite] = /^(?:node:([\d.]+)-|debian:)(\w+)-slim/.exec(fullName) ?? [];
    if (!suite) continue;
    const debian = await makeDebianImage(suite);
    const image = node ? await makeNodeImage(debian, node) : debian;
    // Podman 4 compares names before it replaces build arguments, later versions after.
    made.set(name, image).set(fullName, image);
  }
  return made;
}

async function makeDebianImage(suite: string): Promise<string> {
  const image = `localhost/my-pitch-debian:${suite}`;
  if (await exists(image)) return image;
  await inTemporaryFolder(async (folder) => {
    const archive = join(folder, 'debian.tar');
    const sources = await debianSources(suite);
    await runForOutput('mmdebstrap', ['--quiet', ...debianOptions, suite, archive, ...sources]);
    await runPodman(['import', '--quiet', archive, image]);
  });
  return image;
}

/** This machine's own package sources of a Debian release, if it has them; otherwise Debian's. */
async function debianSources(suite: string): Promise<readonly string[]> {
  const format = 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)';
  const filters = ['Created-By: Packages', 'Origin: Debian'];
  const sources = await runForOutput('apt-get', ['indextargets', '--format', format, ...filters]);
  return sources.split('\n').filter((line) => line.includes(` ${suite}`) && / http/.test(line));
}

/** Adds this project's Node, whose hash the set-up has checked, and this machine's npm. */
async function makeNodeImage(debian: string, version: string): Promise<string> {
  if (process.versions.node !== version) {
    throw new Error(`The image has Node ${version}, the project ${process.versions.node}`);
  }
  const image = `localhost/my-pitch-node:${version}`;
  if (await exists(image)) return image;
  const npmProgram = await runForOutput('sh', ['-c', 'realpath "$(command -v npm)"']);
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'npmrc'), await npmSettings());
    await writeFile(join(folder, 'Containerfile'), nodeContainerfile(debian));
    const contexts = [
      ...['--build-context', `node=${dirname(await realpath(process.execPath))}`],
      ...['--build-context', `npm=${dirname(dirname(npmProgram))}`],
    ];
    await runPodman(['build', '--pull=never', ...processOptions, ...contexts, '-t', image, folder]);
  });
  return image;
}

function nodeContainerfile(debian: string): string {
  return `FROM ${debian}
COPY --from=node node /usr/local/bin/
COPY --from=npm . /usr/local/lib/node_modules/npm
COPY npmrc /usr/local/lib/node_modules/npm/
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
`;
}

/** npm's built-in settings: other settings override them, and only this base image has them. */
async function npmSettings(): Promise<string> {
  return `registry=${await runForOutput('npm', ['config', 'get', 'registry'])}
globalconfig=${machineFolder}/npmrc
cafile=${machineFolder}/certificates.pem
cache=${npmCacheFolder}
prefer-offline=true
`;
}

async function exists(image: string): Promise<boolean> {
  return runPodman(['image', 'exists', image]).then(
    () => true,
    () => false,
  );
}

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'my-pitch-image-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
