import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../paths.ts';
import { runProgram } from '../../processes/run-program.ts';
import { machineFolder, makeBaseImages, npmCacheFolder } from './base-images.ts';
import { processOptions, runForOutput, runPodman } from './podman.ts';

/** The certificates that this machine trusts, on Debian. */
const systemCertificates = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Builds the worker's image for processors from the asset that CDK stages, and returns its id.
 * @param openvino `with` downloads it from the Python package index.
 * @throws {Error} with the end of the output if staging or the build fails.
 */
export async function buildWorkerImage(openvino: 'with' | 'without'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'my-pitch-image-'));
  try {
    const context = await stageContext(join(folder, 'cdk'));
    const dockerfile = join(context, 'gpu-worker/Dockerfile');
    const bases = await makeBaseImages(await readFile(dockerfile, 'utf8'));
    const replaced = [...bases].flatMap(([name, image]) => [
      ...['--build-context', `${name}=container-image://${image}`],
    ]);
    const idFile = join(folder, 'id');
    await runPodman([
      // Only Docker's format has a health check.
      ...['build', '--format', 'docker', '--pull=never', ...processOptions, ...replaced],
      ...(await machineMounts(join(folder, 'machine'))),
      ...['--build-arg', 'VARIANT=cpu', '--build-arg', `OPENVINO=${openvino}`],
      ...['--iidfile', idFile, '--file', dockerfile, context],
    ]);
    return (await readFile(idFile, 'utf8')).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The build context, as `cdk deploy` gives it to Docker. */
async function stageContext(outdir: string): Promise<string> {
  const program = join(repositoryRoot, 'infra/stage-worker-image.ts');
  await runProgram(process.execPath, [program, outdir], process.env);
  const asset = (await readdir(outdir)).find((name) => name.startsWith('asset.'));
  if (!asset) throw new Error('CDK staged no asset');
  return join(outdir, asset);
}

/**
 * Mounts for the time of the build what this machine needs to reach the registries of npm and Python. npm's cache
 * spares the build the downloads; each package must still have its hash of the lock file.
 */
async function machineMounts(folder: string): Promise<readonly string[]> {
  await mkdir(folder);
  const certificates = [systemCertificates, process.env.NODE_EXTRA_CA_CERTS ?? ''];
  const texts = await Promise.all(certificates.map(readIfPresent));
  if (texts.join('')) await writeFile(join(folder, 'certificates.pem'), texts.join('\n'));
  const userSettings = await runForOutput('npm', ['config', 'get', 'userconfig']);
  await copyFile(userSettings, join(folder, 'npmrc')).catch(ignoreMissing);
  await writeFile(join(folder, 'pip.conf'), await pipSettings());
  const cache = await runForOutput('npm', ['config', 'get', 'cache']);
  await mkdir(cache, { recursive: true });
  return [
    ...['--volume', `${folder}:${machineFolder}:ro`],
    ...['--volume', `${join(folder, 'pip.conf')}:/etc/pip.conf:ro`],
    // An overlay: what the build writes to the cache is dropped.
    ...['--volume', `${cache}:${npmCacheFolder}:O`],
  ];
}

async function pipSettings(): Promise<string> {
  const index = await runForOutput('python3', [
    '-m',
    'pip',
    'config',
    'get',
    'global.index-url',
  ]).catch(() => undefined);
  const settings = [
    `cert = ${machineFolder}/certificates.pem`,
    ...(index ? [`index-url = ${index}`] : []),
  ];
  return `[global]\n${settings.join('\n')}\n`;
}

async function readIfPresent(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
