import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** What each room may import of the others; rooms not listed may be imported by nobody but main and cli. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  launch: [],
  classifier: [],
  router: ['classifier'],
  rulebook: ['classifier', 'router'],
  fit: ['classifier', 'rulebook'],
  authoring: ['classifier', 'rulebook'],
  history: ['classifier', 'router'],
  learning: ['classifier', 'router', 'rulebook', 'fit', 'authoring', 'history'],
  desk: ['classifier', 'router', 'rulebook', 'history'],
  adapters: ['classifier', 'router', 'desk'],
  web: ['classifier', 'router', 'desk', 'history'],
  timeline: ['classifier', 'router', 'rulebook', 'desk', 'adapters'],
};

/** The router's language has a door of its own: a decision must not load the schemas behind it. */
const DOORS = ['classifier/index.js', 'router/index.js', 'router/language/index.js'];

const pureRooms = ['classifier', 'router', 'authoring', 'history', 'learning'];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => ({
    path: join(src, file),
    room: file.split('/')[0] ?? '',
    imports: importsOf(join(src, file)),
  }));

describe('the walls of the house', () => {
  it('sees the files it judges', () => {
    for (const room of pureRooms)
      expect(
        files.some((file) => file.room === room),
        room,
      ).toBe(true);
  });

  it.each(pureRooms)('%s knows no clock, network, disk or environment', (room) => {
    const offences = files
      .filter((file) => file.room === room)
      .flatMap((file) => [
        ...file.imports
          .filter((name) => name.startsWith('node:'))
          .map((name) => `${say(file.path)} imports ${name}`),
        ...[
          ...readFileSync(file.path, 'utf8').matchAll(
            /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|process\.\w|performance\.|DateTime\.(?:now|local)\(\)|fetch\()/g,
          ),
        ].map((match) => `${say(file.path)} uses ${match[0]}`),
      ]);
    expect(offences).toEqual([]);
  });

  it.each(Object.entries(mayImport))('%s imports no room but %j', (room, allowed) => {
    const offences = files
      .filter((file) => file.room === room)
      .flatMap((file) =>
        file.imports
          .filter((name) => name.startsWith('.'))
          .map((name) => relative(src, resolve(dirname(file.path), name)))
          .filter((target) => target.includes('/') && target.split('/')[0] !== room)
          .filter((target) => !allowed.includes(target.split('/')[0] ?? ''))
          .map((target) => `${say(file.path)} imports ${target}`),
      );
    expect(offences).toEqual([]);
  });

  it.each([...new Set(files.map(({ room }) => room))])(
    '%s reads from the top down: no files import each other in a circle, not even for their types',
    (room) => {
      const ofRoom = new Map(
        files
          .filter((file) => file.room === room)
          .map(({ path, imports }) => [
            path,
            imports
              .filter((name) => name.startsWith('.'))
              .map((name) => resolve(dirname(path), name.replace(/\.js$/, '.ts'))),
          ]),
      );
      // What imports only files that are done is done; what is left are circles, and what imports them.
      for (let left = -1; left !== ofRoom.size; ) {
        left = ofRoom.size;
        for (const [path, imports] of ofRoom)
          if (!imports.some((each) => ofRoom.has(each))) ofRoom.delete(path);
      }
      expect([...ofRoom.keys()].map(say)).toEqual([]);
    },
  );

  it.each(['classifier', 'router'])('%s is entered through its door', (room) => {
    const offences = files
      .filter((file) => file.room !== room)
      .flatMap((file) =>
        file.imports
          .filter((name) => name.startsWith('.'))
          .map((name) => relative(src, resolve(dirname(file.path), name)))
          .filter((target) => target.startsWith(`${room}/`) && !DOORS.includes(target))
          .map((target) => `${say(file.path)} imports ${target}`),
      );
    expect(offences).toEqual([]);
  });

  it.each([
    ['json-rules-engine', ['classifier/rules/confirm.ts']],
    ['natural', ['authoring/wordnet.ts', 'classifier/reading/stems.ts']],
  ])('%s is known to %j alone', (library, known) => {
    const users = files.filter((file) =>
      file.imports.some((name) => name === library || name.startsWith(`${library}/`)),
    );
    expect(users.map((file) => say(file.path)).sort()).toEqual(known);
  });
});

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

function say(path: string): string {
  return relative(src, path);
}
