import { expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { ruleFile, smallRulebook } from './small-rulebook.js';

// What an example says and its rule does not hear is told with what to write instead, and that is the cure.

const words = `concepts:
  failing: { roles: [failure, fault], words: [failing, can't] }
  stuck: { roles: [failure, fault], words: [stuck, frozen] }
  broken: { roles: [failure, fault], words: [broken] }
  negation: { roles: negation, deniable: false, words: [not] }
  everyone: { roles: scope-all, words: [everyone, everybody] }
  thanks: { roles: thanks, words: [thanks, thank you] }
  parcel: { words: [parcel] }
  crane: { words: [crane] }
`;

const rule = (when: string, example: string) =>
  ruleFile(when).replace('payments are failing for everyone', example);

async function told(when: string, example: string): Promise<string> {
  const files = smallRulebook({ 'vocabulary/speech.yaml': words, 'none.yaml': rule(when, example) });
  const { problems } = await readRulebook(files);
  return problems
    .filter(({ file }) => file === 'none.yaml')
    .map(({ cure }) => cure)
    .join('\n');
}

it.each([
  [
    'names the failures it says, and the cure of one that must stand close',
    '{ near: { concepts: [parcel, failing], within: 8 words } }',
    'the parcel is stuck and broken',
    '“stuck” is heard as stuck, “broken” is heard as broken: each failure is a concept of its own. Write near: { concepts: [parcel, [failing, stuck, broken]], within: 8 words }, or mentions: parcel, speech: fault.',
  ],
  [
    'asks for the function that fails where it is one',
    '{ near: { concepts: [payment, failing], within: 8 words } }',
    'checkout is stuck',
    '“stuck” is heard as stuck: each failure is a concept of its own. Write near: { concepts: [payment, [failing, stuck]], within: 8 words }, or fact: { name: functions, operator: contains, value: payment }.',
  ],
  [
    'leaves out what would not help, since it stands too far off',
    '{ near: { concepts: [parcel, failing], within: 1 word } }',
    'the parcel from Lisbon is stuck',
    'Write mentions: parcel, speech: fault.',
  ],
  [
    'names the failures it says, and the cure of one that is mentioned',
    '{ mentions: [failing, broken] }',
    'the parcel is frozen',
    '“frozen” is heard as stuck: each failure is a concept of its own. Write mentions: [failing, broken, stuck], or speech: fault.',
  ],
  [
    'knows a failure without a concept',
    '{ near: { concepts: [payment, failing], within: 8 words } }',
    'we are not taking payments',
    'It is said not to work, which is a failure without a concept. Write fact: { name: functions, operator: contains, value: payment }.',
  ],
])('an example that does not fire its rule %s', async (_, when, example, cure) => {
  expect(await told(when, example)).toContain(cure);
  const [, ...ways] = /Write (.*?)(?:, or (.*))?\. Or move/.exec(await told(when, example)) ?? [];
  const cures = ways.filter((way) => way !== undefined);
  expect(cures.length).toBeGreaterThan(0);
  for (const way of cures) expect(await told(`{ ${way} }`, example), way).toBe('');
});

it.each([
  ['the parcel is here', '{ near: { concepts: [parcel, failing], within: 8 words } }'],
  ['the crane is stuck', '{ mentions: parcel }'],
  ['payments fail', '{ affected: { atLeast: 5 } }'],
  ['we have waited 5 hours', '{ affected: { atLeast: 5 } }'],
  ['5 forklifts are stuck', '{ affected: { atLeast: 6 } }'],
])('nothing more is known of “%s” where the rule asks %s', async (example, when) => {
  expect(await told(when, example)).toMatch(/Widen the rule or its concepts, or move the text/);
});

it.each([
  [
    'no concept has',
    '5 forklifts are out of order',
    'No concept counts “forklifts”. Add forklifts: { roles: counted, words: [forklifts] } to vocabulary/',
    '  forklifts: { roles: counted, words: [forklifts] }\n',
  ],
  [
    'no concept counts',
    'the 5 big cranes are stuck',
    '“cranes” is the concept crane, which is not counted. Give it roles: counted in the vocabulary',
    '  crane: { roles: counted, words: [crane] }\n',
  ],
])(
  'a number before a word that %s is told with the role that would count it',
  async (_, example, cure, concept) => {
    const when = '{ affected: { atLeast: 5 } }';
    expect(await told(when, example)).toContain(cure);
    const mended = `${words.replace('  crane: { words: [crane] }\n', '')}${concept}`;
    const files = smallRulebook({ 'vocabulary/speech.yaml': mended, 'none.yaml': rule(when, example) });
    expect((await readRulebook(files)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);
