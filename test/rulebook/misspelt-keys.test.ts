import { expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { ruleFile, smallRulebook } from './small-rulebook.js';

// What stands behind a misspelt key is looked at as if the key were right.

const directory = (text: string) => smallRulebook().get('directory.yaml')?.replace('areas:\n', text) ?? '';

it.each([
  {
    name: 'a concept behind a misspelt short form',
    changes: { 'none.yaml': ruleFile('{ mentoins: paymnet }') },
    told: ['5:13 the key "mentoins"', '5:23 the concept "paymnet"'],
  },
  {
    name: 'a unit and a concept behind misspelt keys of a mapping',
    changes: { 'none.yaml': ruleFile('{ near: { concept: [payment, fialing], withn: 8 wrods } }') },
    told: ['5:21 the key "concept"', '5:40 the concept "fialing"', '5:50 the key "withn"', '5:57 "8 wrods"'],
  },
  {
    name: 'keys and values behind a misspelt key, however deep',
    changes: { 'none.yaml': ruleFile('{ simultanous: { partner: 2, within: 1 hour, functions: loginn } }') },
    told: [
      '5:13 the key "simultanous"',
      '5:28 the key "partner"',
      '5:56 the key "functions"',
      '5:67 the function "loginn"',
    ],
  },
  {
    name: 'an example behind a misspelt key',
    changes: { 'none.yaml': ruleFile('{ mentions: thanks }').replace('examples:', 'exmaples:') },
    told: ['6:5 the key "exmaples"', '6:16 an example that does not fire "one"'],
  },
  {
    name: 'what a badly named area says',
    changes: {
      'directory.yaml': directory(
        'areas:\n  Pay Ments:\n    title: 7\n    pm: nobody\n    point-person: pm-payments\n    component: Payments\n',
      ),
    },
    told: ['the name "Pay Ments"', ' 7', 'the person "nobody"'],
  },
])('tells $name beside the key', async ({ changes, told }) => {
  const { problems } = await readRulebook(smallRulebook(changes));
  const shown = problems.map(({ line, column, found }) => `${line}:${column} ${found}`);
  expect(shown).toEqual(told.map((part) => expect.stringContaining(part)));
});
