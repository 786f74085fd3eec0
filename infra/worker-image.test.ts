import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from './testing/synthesise.ts';
import { workerImage } from './worker-image.ts';

/** The folder that `cdk deploy` gives to the image build. */
let context: string;
let files: string[];

beforeAll(() => {
  const app = new App({ outdir: emptyFolder() });
  workerImage(new Stack(app, 'Images'));
  const staged = readdirSync(app.outdir).find((name) => name.startsWith('asset.'));
  context = join(app.outdir, staged ?? '');
  files = readdirSync(context, { recursive: true, encoding: 'utf8' });
});

describe('the build context of the worker image', () => {
  it('has every file that the Dockerfile copies', () => {
    const sources = readFileSync(join(context, 'gpu-worker/Dockerfile'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(4);
    expect(sources.filter((source) => !existsSync(join(context, source)))).toEqual([]);
  });

  it('has every module that the worker imports from its own folders', () => {
    const missing = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const text = readFileSync(join(context, file), 'utf8');
        const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => match[1] as string);
        return imported
          .map((path) => join(file, '..', path))
          .filter((path) => !existsSync(join(context, path)))
          .map((path) => `${file} imports ${path}`);
      });
    expect(missing).toEqual([]);
  });

  it('has no installed packages, tests or other rooms', () => {
    expect(files.filter((file) => /node_modules|\.test\.ts$/.test(file))).toEqual([]);
    const top = readdirSync(context).toSorted();
    expect(top).toEqual([
      '.dockerignore',
      'LICENSE',
      'gpu-worker',
      'package-lock.json',
      'package.json',
      'shared',
    ]);
  });
});
