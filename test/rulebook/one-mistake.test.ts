import { expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { ruleFile, smallRulebook } from './small-rulebook.js';

// One mistake is told once: what only follows from it is not.

const usingCalm = ruleFile('{ condition: calm }').replace('payments are failing for everyone', 'thanks');

const mistakes: readonly (readonly [
  name: string,
  changes: Record<string, string | null>,
  places: readonly string[],
])[] = [
  [
    'a tab in the file of named conditions that rules use',
    { 'conditions.yaml': 'conditions:\n\tcalm: { mentions: thanks }\n', 'none.yaml': usingCalm },
    ['conditions.yaml:2:1'],
  ],
  [
    'a bad value beside a condition that rules use',
    {
      'conditions.yaml': 'conditions:\n  calm: { mentions: thanks }\n  loud: { scope: mny }\n',
      'none.yaml': usingCalm,
    },
    ['conditions.yaml:3:18'],
  ],
  [
    'a misspelt role in a vocabulary that rules use',
    {
      'vocabulary/speech.yaml':
        'concepts:\n  failing: { roles: failur, words: [failing] }\n  thanks: { words: [thanks] }\n',
    },
    ['vocabulary/speech.yaml:2:21'],
  ],
  [
    'a misspelt key, and not of the key that is missing for it',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('near-misses:', 'near_misses:') },
    ['none.yaml:7:5'],
  ],
  [
    'a misspelt key, and not of a mapping that says too little without it',
    { 'none.yaml': ruleFile('{ any: [{ affected: { at-least: 5 } }, { mentions: payment }] }') },
    ['none.yaml:5:33'],
  ],
  [
    'an indentation by tabs, and not of what the parser makes of the lines after it',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('    when', '\twhen') },
    ['none.yaml:5:1'],
  ],
  [
    'a list that lost its end to a comment',
    { 'none.yaml': ruleFile('{ channel: #incidents }') },
    ['none.yaml:5:22'],
  ],
  [
    'a merge that was not finished',
    { 'none.yaml': '<<<<<<< HEAD\nrules: []\n=======\nrules: []\n>>>>>>> theirs\n' },
    ['none.yaml:1:1'],
  ],
  [
    'a second document, and not of names that only it defines',
    {
      'conditions.yaml':
        'conditions:\n  loud: { mentions: payment }\n---\nconditions:\n  calm: { mentions: thanks }\n',
      'none.yaml': usingCalm,
    },
    ['conditions.yaml:3:1'],
  ],
  [
    'a vocabulary with another ending, and not of the concepts in it',
    {
      'vocabulary/speech.yaml': null,
      'vocabulary/speech.yml': smallRulebook().get('vocabulary/speech.yaml') ?? '',
    },
    ['vocabulary/speech.yml:1:1'],
  ],
  [
    'rules with another ending, and not of a file that is missing',
    { 'incident.yaml': null, 'incident.yml': 'rules: []\n' },
    ['incident.yml:1:1'],
  ],
  [
    'a control character at the end of a file, and not of a line that it would be',
    { 'none.yaml': `${ruleFile('{ mentions: payment }')}\u0000` },
    ['none.yaml:8:1'],
  ],
  [
    'a control character after a colon',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('rules:', 'rules:\u0000') },
    ['none.yaml:1:7'],
  ],
  [
    'a control character in a concept that rules use',
    {
      'vocabulary/speech.yaml': (smallRulebook().get('vocabulary/speech.yaml') ?? '').replace(
        '[failing',
        '[\u0000failing',
      ),
    },
    ['vocabulary/speech.yaml:2:47'],
  ],
  [
    'a person who is twice in a group',
    {
      'directory.yaml': (smallRulebook().get('directory.yaml') ?? '').replace(
        'engineers: [',
        'engineers: [engineer-auctions, ',
      ),
    },
    ['directory.yaml:195:53'],
  ],
  [
    'a condition that refers to itself, whatever rules use it',
    { 'conditions.yaml': 'conditions:\n  calm: { not: { condition: calm } }\n', 'none.yaml': usingCalm },
    ['conditions.yaml:2:3'],
  ],
  ['a misspelt condition', { 'none.yaml': usingCalm }, ['none.yaml:5:24']],
  [
    'a directory that cannot be read, whose groups the policy names',
    { 'directory.yaml': 'areas:\n\tx: 1\n' },
    ['directory.yaml:2:1'],
  ],
  [
    'a rule that never matters, whose example does not fire it either',
    {
      'incident.yaml': `rules:
  - id: any-alert
    why: Because.
    decisive: true
    when: { source: automated, channel: incidents }
    examples: [{ text: payments 5xx, kind: automated, channel: incidents }]
    near-misses: [payments 5xx]
  - id: payment-alert
    why: Because.
    weight: 1
    when: { source: automated, channel: incidents, mentions: payment }
    examples: [good morning]
    near-misses: [payments 5xx]
`,
    },
    ['incident.yaml:8:5'],
  ],
  [
    'a misspelt channel, where others may be spoken of too',
    {
      'none.yaml': ruleFile('{ channel: incidnets }')
        .replace('[payments', '[{ channel: incidnets, text: hi }, payments')
        .replace(', payments are failing for everyone', ''),
    },
    ['none.yaml:5:22'],
  ],
];

it.each(mistakes.map(([name, changes, places]) => ({ name, changes, places })))(
  'tells only of $name',
  async ({ changes, places }) => {
    const { problems } = await readRulebook(smallRulebook(changes));
    expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(places);
  },
);
