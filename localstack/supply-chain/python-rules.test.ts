import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { requirementProblems } from './python-rules.ts';

const hash = `--hash=sha256:${'0'.repeat(64)}`;

describe('pip requirements', () => {
  it.each([
    ['localstack/requirements.txt', 20],
    ['localstack/lint-requirements.txt', 80],
    ['localstack/fuzz-requirements.txt', 25],
    ['localstack/installer-requirements.txt', 1],
    ['localstack/openvino-requirements.txt', 1],
    ['gpu-worker/cuda-provider.txt', 1],
    ['gpu-worker/openvino.txt', 1],
  ])('in %s each have a version and hashes', (path, atLeast) => {
    const text = readFileSync(join(repositoryRoot, path), 'utf8');
    expect(requirementProblems(text)).toEqual([]);
    expect(text.match(/^[a-z].*==/gm)?.length).toBeGreaterThanOrEqual(atLeast);
  });

  it('are valid with a marker, an extra and several hashes', () => {
    const text = `# words\na[b]==1.0 ; python_version < '3.11' \\\n    ${hash} \\\n    ${hash}\n    # via c\n`;
    expect(requirementProblems(text)).toEqual([]);
  });

  it.each([
    ['no hash', 'a==1.0'],
    ['a range', `a>=1.0 ${hash}`],
    ['a wildcard', `a==1.* ${hash}`],
    ['no version', `a ${hash}`],
    ['another kind of hash', `a==1.0 --hash=md5:${'0'.repeat(32)}`],
    ['an address', `a @ https://example.com/a.whl ${hash}`],
    ['an index', `--index-url https://example.com/simple\na==1.0 ${hash}`],
    ['nothing in it', '# nothing'],
  ])('are invalid with %s', (_, text) => {
    expect(requirementProblems(text)).not.toEqual([]);
  });
});
