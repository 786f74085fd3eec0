import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

/** README.md: a room imports from itself and from the rooms after it. */
const rooms = ['process', '.', 'runtime', 'model'];
const isCode = (path: string) => /\.ts$/.test(path) && !/\.test\.ts$|testing\//.test(path);

it.each(rooms)('%s imports only from itself and the rooms after it', (room) => {
  const root = import.meta.dirname;
  const files = readdirSync(join(root, room)).map((name) => join(room, name));
  const imported = files.filter(isCode).flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const paths = [...source.matchAll(/from '(\..+\.ts)'/g)].map(([, path]) => path as string);
    return paths.map((path) => dirname(relative(root, join(root, room, path))));
  });
  const inside = imported.filter((folder) => !folder.startsWith('..'));
  expect(rooms.slice(rooms.indexOf(room))).toEqual(expect.arrayContaining(inside));
});
