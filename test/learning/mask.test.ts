import { beforeAll, describe, expect, it } from 'vitest';
import { knownWords } from '../../src/cli/known-words.js';
import { type KnownWords, maskReport } from '../../src/learning/index.js';
import type { Rulebook } from '../../src/rulebook/index.js';
import { rulebookOf } from '../authoring/rulebook-of.js';

const nothing = { keep: new Set<string>(), hide: new Set<string>() };
const at = Date.UTC(2026, 2, 10, 14);

describe('what becomes a fixture', () => {
  let known: KnownWords;
  beforeAll(async () => {
    const rulebook: Rulebook = await rulebookOf();
    const ordinary =
      'please call me back at about the order for cannot pay write to ask mark and says is from';
    const report = {
      id: 'x',
      text: ordinary,
      source: { kind: 'human', channel: 'x', user: '' },
      at,
      utcOffset: 0,
    } as const;
    known = knownWords(rulebook, [{ report, label: null, group: null }], rulebook.routing.directory, [
      'checkout',
      'gallery',
    ]);
  });
  const mask = (text: string, choices = nothing) =>
    maskReport(
      {
        id: 'r',
        text,
        source: { kind: 'human', channel: 'x', user: 'U123ABC' },
        at,
        utcOffset: 0,
        partner: 'Kestrel Gallery',
      },
      known,
      choices,
    );

  it.each([
    ['an e-mail address', 'please write to ana.kestrel@example.org', 'ana.kestrel'],
    ['a telephone number', 'please call me back at +49 30 1234567', '1234567'],
    ['an order', 'please ask about the order 4482913', '4482913'],
    ['a mention', 'please ask <@U0AB12CD3|ana>', 'U0AB12CD3'],
    ['an address of the web', 'please ask at https://kestrel.example/orders?email=ana', 'kestrel'],
    ['an account', 'please pay the order from DE89 3704 0044 0532 0130 00', '0044'],
    ['an account with letters', 'please pay the order from gb29nwbk60161331926819', '1331'],
    ['a telephone number as it is dialled at home', 'please call me back at 0171 234 56 78', '234'],
    ['a telephone number of a town', 'please call me back at 555-0199', '0199'],
    ['a street before its number', 'please write to Lindenstraße 12, 10969', '12'],
    ['a street after its number', 'please write to 221b Baker Street', 'Baker'],
    ['a street of France', 'please write to 14 rue des martyrs', 'martyrs'],
  ])('has no %s any more', (_, text, personal) => {
    const { report, doubts } = mask(text);
    expect(report.text).not.toContain(personal);
    expect(doubts).toEqual([]);
  });

  it.each([
    ['a day', 'please call me back from 01/02/2026'],
    ['a day with a time', 'please call me back at 09:30 from 2026-03-10'],
    ['a number of things', 'please call me back about the 12 orders for 3 and 4'],
  ])('keeps %s', (_, text) => {
    expect(mask(text).report.text).toBe(text);
  });

  it('gets the same placeholder for the same words, each time', () => {
    const [one, other] = [
      mask('please ask about the order 4482913'),
      mask('please ask about the order 4482913'),
    ];
    expect(one).toEqual(other);
    expect(one.report.partner).not.toContain('Kestrel');
    expect(one.report.source.user).not.toBe('U123ABC');
  });

  it.each([
    ['a name at the beginning', 'Ludovica says checkout is back', 'Ludovica'],
    ['a name that is a word too', 'please ask Mark', 'Mark'],
    ['a name in lower case', 'please ask kjensen', 'kjensen'],
  ])('is doubtful with %s, until somebody says what it is', (_, text, name) => {
    expect(mask(text).doubts).toContain(name);
    const hidden = mask(text, { ...nothing, hide: new Set([name.toLowerCase()]) });
    expect(hidden.report.text).not.toContain(name);
    const kept = mask(text, { ...nothing, keep: new Set([name.toLowerCase()]) });
    expect(kept.doubts).not.toContain(name);
    expect(kept.report.text).toContain(name);
  });
});
