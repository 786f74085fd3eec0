import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { areInstalled, missingPackages } from './installed-packages.mjs';

const root = mkdtempSync(join(tmpdir(), 'my-pitch-packages-'));
afterAll(() => rmSync(root, { recursive: true }));

const record = {
  packages: {
    'node_modules/there': { version: '1.0.0', integrity: 'a' },
    'node_modules/gone': { version: '1.0.0', integrity: 'b' },
    'node_modules/emptied': { version: '1.0.0', integrity: 'c' },
    'node_modules/@my-pitch/shared': { link: true },
    shared: { version: '0.1.0' },
  },
};

it('lists packages that were deleted after their installation', () => {
  mkdirSync(join(root, 'node_modules/there'), { recursive: true });
  mkdirSync(join(root, 'node_modules/emptied'));
  writeFileSync(join(root, 'node_modules/there/package.json'), '{}');
  expect(areInstalled(record, record)).toBe(true);
  expect(missingPackages(record, root)).toEqual(['node_modules/gone', 'node_modules/emptied']);
});
