import { describe, expect, it } from 'vitest';
import { type Features, isToldBy, matterOf } from '../../src/classifier/index.js';
import type { Entry } from '../../src/classifier/reading/vocabulary.js';

const part = (name: string, area: string | null, ofBusiness: Entry['function']): Entry => ({
  name,
  area,
  function: ofBusiness,
  roles: [],
  deniable: true,
});

const concepts = [
  part('login', 'accounts', 'critical'),
  part('sign-up', 'accounts', 'critical'),
  part('settings', 'accounts', 'ordinary'),
  part('site', 'infrastructure', 'critical'),
];

const failing = (...functions: readonly string[]): Features => ({
  facts: { functions: [...functions], mentions: ['login'] },
  spans: {},
  hits: [],
  truncated: false,
});

const matter = (...functions: readonly string[]) => matterOf(failing(...functions), 'accounts', concepts);

describe('the matter of a report', () => {
  it('is what is critical of its area and said to fail', () => {
    expect(matter('login', 'site')).toEqual({
      area: 'accounts',
      functions: ['login', 'site'],
      essential: ['login'],
    });
  });

  it.each<[string, readonly string[], string | null]>([
    ['only what can wait fails', ['settings'], 'accounts'],
    ['what fails is of another area', ['site'], 'accounts'],
    ['nothing is said to fail, though something is named', [], 'accounts'],
    ['the area is not known', ['login'], null],
  ])('is none where %s', (_, functions, area) => {
    expect(matterOf(failing(...functions), area, concepts)).toBeNull();
  });

  it.each<[string, readonly string[], readonly (readonly string[])[], boolean]>([
    ['one has told of it', ['login'], [['login', 'site']], true],
    ['several have told of all of it', ['login', 'site'], [['login'], ['login', 'site']], true],
    ['others have told of something else', ['login'], [['sign-up']], false],
    ['it tells of more than others', ['login', 'sign-up'], [['login']], false],
    ['nobody has told of anything', ['login'], [], false],
  ])('where %s', (_, own, others, told) => {
    const mine = matter(...own);
    const theirs = others.flatMap((functions) => matter(...functions) ?? []);
    expect(mine !== null && isToldBy(mine, theirs)).toBe(told);
  });
});
