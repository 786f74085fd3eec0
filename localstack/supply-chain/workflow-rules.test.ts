import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { workflowProblems } from './workflow-rules.ts';

const folder = join(repositoryRoot, '.github/workflows');
const workflows = existsSync(folder) ? readdirSync(folder) : [];

describe('GitHub workflows', () => {
  it('of this project pin each action by hash', () => {
    const texts = workflows.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.flatMap(workflowProblems)).toEqual([]);
  });

  it('are valid with a commit hash, an image digest or a local action', () => {
    const text = `steps:
      - uses: a/b@${'0'.repeat(40)} # v1
      - name: c
        uses: "docker://d@sha256:${'0'.repeat(64)}"
      - uses: ./.github/own`;
    expect(workflowProblems(text)).toEqual([]);
  });

  it.each(['a/b@v4', 'a/b@main', 'a/b', 'docker://d:1'])('are invalid with %s', (action) => {
    expect(workflowProblems(`steps:\n  - uses: ${action}\n`)).toHaveLength(1);
  });
});
