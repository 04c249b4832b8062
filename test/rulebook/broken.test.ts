import { describe, expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { ruleFile, smallRulebook } from './small-rulebook.js';

/** `file:line:column` of a problem and a part of what is said about it. */
type Expected = readonly [where: string, words: string];

const broken: readonly (readonly [name: string, changes: Record<string, string | null>, ...Expected[]])[] = [
  [
    'a key that is misspelt',
    { 'none.yaml': ruleFile('{ mentions: thanks }').replace('why:', 'wy:') },
    ['none.yaml:3:5', 'Did you mean "why"?'],
  ],
  [
    'a wrong entry, and of what is wrong with its neighbours all the same',
    {
      'none.yaml': `${ruleFile('{ mentions: paymnet }')}${ruleFile('{ mentions: thanks }', 'wieght: 1')
        .replace('rules:\n', '')
        .replace(
          'one',
          'two',
        )}${ruleFile('{ mentions: thanks }').replace('rules:\n', '').replace('one', 'three')}`,
    },
    ['none.yaml:5:23', 'Did you mean "payment"?'],
    ['none.yaml:10:5', 'Did you mean "weight"?'],
    ['none.yaml:18:16', 'does not fire "three"'],
  ],
  [
    'a rule of a wrong shape, and of the names in it all the same',
    { 'none.yaml': ruleFile('{ mentions: paymnet, scope: mny }', 'weight: x\n    area: paymnets') },
    ['none.yaml:4:13', 'a number'],
    ['none.yaml:5:11', 'Did you mean "payments"?'],
    ['none.yaml:6:23', 'Did you mean "payment"?'],
    ['none.yaml:6:39', 'Did you mean "many"?'],
  ],
  [
    'an entry that YAML cannot read, and of what is wrong with its neighbours all the same',
    {
      'none.yaml': `${ruleFile('{ mentions: paymnet }')}${ruleFile('{ mentions: thanks')
        .replace('rules:\n', '')
        .replace('one', 'two')}${ruleFile('{ mentions: thanks, mentions: thanks }')
        .replace('rules:\n', '')
        .replace('one', 'three')}${ruleFile('{ mentions: thaks }')
        .replace('rules:\n', '')
        .replace('one', 'four')}`,
    },
    ['none.yaml:5:23', 'Did you mean "payment"?'],
    ['none.yaml:11:11', 'Close it.'],
    ['none.yaml:17:31', 'Merge the two'],
    ['none.yaml:23:23', 'Did you mean "thanks"?'],
  ],
  [
    'an entry with a key twice, and of what is wrong with its neighbours all the same',
    {
      'none.yaml': `${ruleFile('{ mentions: thanks, mentions: thanks }')}${ruleFile('{ mentions: thaks }')
        .replace('rules:\n', '')
        .replace('one', 'two')}`,
    },
    ['none.yaml:5:31', 'Merge the two'],
    ['none.yaml:11:23', 'Did you mean "thanks"?'],
  ],
  [
    'spans of time that cannot be',
    {
      'none.yaml': ruleFile(
        '{ any: [{ deadline: { within: 30 } }, { deadline: { within: -5 minutes } }, { deadline: { within: 3 dyas } }, { deadline: { within: 0 days } }, { deadline: { within: 3 words } }] }',
      ),
    },
    ['none.yaml:5:41', 'Add the unit: "30 minutes", "30 hours" or "30 days".'],
    ['none.yaml:5:71', 'Leave the minus out'],
    ['none.yaml:5:109', 'Did you mean "3 days"?'],
    ['none.yaml:5:143', 'at least "1 minute"'],
    ['none.yaml:5:177', 'distances in words belong to `near`'],
  ],
  [
    'keys that stand beside the mapping they belong into',
    { 'none.yaml': ruleFile('{ mentions: thanks }', 'weight: 1\n    scope: many') },
    ['none.yaml:5:5', 'It belongs under "when"'],
  ],
  [
    'a regular expression that YAML takes apart',
    { 'none.yaml': ruleFile('{ matches: /seal \\d{4}/, hours: off }') },
    ['none.yaml:5:22', "Write '/seal \\d{4}/'."],
  ],
  [
    'names of another kind',
    {
      'none.yaml': ruleFile(
        '{ all: [{ condition: payment }, { mentions: calm }, { condition: thanks-only }] }',
      ),
      'conditions.yaml': 'conditions:\n  calm: { mentions: thanks }\n',
    },
    ['none.yaml:5:32', 'write mentions: payment'],
    ['none.yaml:5:55', 'write condition: calm'],
  ],
  [
    'a list of conditions, and a name without its condition',
    {
      'none.yaml': `${ruleFile('[{ mentions: thanks }]')}${ruleFile('payment').replace('rules:\n', '').replace('one', 'two')}`,
    },
    ['none.yaml:5:11', 'Write "all:"'],
    ['none.yaml:11:11', '{ mentions: payment }'],
  ],
  [
    'a language that is not read, an odd space, a dash without a space, a decimal comma',
    {
      'vocabulary/fjord.yaml': 'concepts:\n  fjord: { words: [fjord], no: [fjorden] }\n',
      'incident.yaml': ruleFile('{ mentions: thanks }', '\u00a0weight: 1'),
      'none.yaml': ruleFile('{ mentions: thanks }').replace('- id', '-id'),
      'non-incident.yaml': ruleFile('{ mentions: thanks }', 'weight: 3,2'),
    },
    ['incident.yaml:4:5', 'Did you mean "weight"?'],
    ['non-incident.yaml:4:13', 'Did you mean 3.2?'],
    ['none.yaml:2:3', 'Write it like this: - id: one'],
    ['vocabulary/fjord.yaml:2:28', 'of other languages only de, es, fr, it, nl, pt are read'],
  ],
  [
    'an example that does not fire its rule, and what it lacks',
    { 'none.yaml': ruleFile('{ mentions: payment, denies: failing }') },
    ['none.yaml:6:16', 'It would if the report had denied failing.'],
  ],
  [
    'keys that other tools have',
    { 'none.yaml': ruleFile('{ or: [{ contains: thanks }] }', 'score: 1\n    then: none\n    priority: 3') },
    ['none.yaml:4:5', 'Did you mean "weight"?'],
    ['none.yaml:5:5', 'the file that a rule stands in gives its class'],
    ['none.yaml:6:5', 'order decides nothing here'],
    ['none.yaml:7:13', 'Did you mean "any"?'],
  ],
  [
    'words that other tools have',
    {
      'none.yaml': ruleFile(
        '{ source: bot, hours: night, scope: everybody, fact: words, operator: ">=", value: 3 }',
      ),
    },
    ['none.yaml:5:21', 'Did you mean "automated"?'],
    ['none.yaml:5:33', 'Did you mean "off"?'],
    ['none.yaml:5:47', 'Did you mean "all"?'],
  ],
  [
    'an operator as other tools write it',
    { 'none.yaml': ruleFile('{ fact: words, operator: ">=", value: 3 }') },
    ['none.yaml:5:36', 'Did you mean "greaterThanInclusive"?'],
  ],
  [
    'a concept that is only a list of words',
    { 'vocabulary/more.yaml': 'concepts:\n  refund: [refund, money back]\n' },
    ['vocabulary/more.yaml:2:11', 'Did you mean { words: [refund, money back] }?'],
  ],
  [
    'a span of time in words',
    { 'none.yaml': ruleFile('{ deadline: { within: half an hour } }') },
    ['none.yaml:5:33', 'Did you mean "30 minutes"?'],
  ],
  [
    'a parenthesis that is never closed',
    { 'none.yaml': ruleFile('{ matches: "/(abc/" }') },
    ['none.yaml:5:22', 'Close it.'],
  ],
  [
    'a word where its concept belongs',
    { 'none.yaml': ruleFile('{ mentions: broken }') },
    ['none.yaml:5:23', '"broken" is a word of the concept "failing"'],
  ],
  [
    'a concept that is listed twice',
    { 'none.yaml': ruleFile('{ mentions: [payment, login, payment] }') },
    ['none.yaml:5:40', 'a second time'],
  ],
  [
    'a concept that is unknown in a raw condition',
    { 'none.yaml': ruleFile('{ fact: mentions, operator: contains, value: paymnet }') },
    ['none.yaml:5:56', 'Did you mean "payment"?'],
  ],
  [
    'a raw condition without a value',
    { 'none.yaml': ruleFile('{ fact: words, operator: lessThan }') },
    ['none.yaml:5:19', 'a fact without value'],
  ],
  [
    'a raw condition on what only a short form compares',
    { 'none.yaml': ruleFile('{ fact: seen, operator: simultaneous, value: 2 }') },
    ['none.yaml:5:19', 'the short form'],
  ],
  [
    'neither weight nor decisive',
    { 'none.yaml': ruleFile('{ mentions: payment }', 'severity: P1') },
    ['none.yaml:2:', 'neither weight nor decisive'],
  ],
  [
    'a number in quotes',
    { 'none.yaml': ruleFile('{ mentions: payment }', 'weight: "2"') },
    ['none.yaml:4:13', 'Take the quotes off: 2.'],
  ],
  [
    'true in quotes',
    { 'none.yaml': ruleFile('{ mentions: payment }', 'decisive: "true"') },
    ['none.yaml:4:15', 'Take the quotes off.'],
  ],
  [
    'yes where true is meant',
    { 'none.yaml': ruleFile('{ mentions: payment }', 'weight: 1\n    wakes: yes') },
    ['none.yaml:5:12', 'Write true'],
  ],
  [
    'a weight that is no number at all',
    { 'none.yaml': ruleFile('{ mentions: payment }', 'weight: .nan') },
    ['none.yaml:4:13', 'NaN'],
  ],
  [
    'a date in the place of an id',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('id: one', 'id: 2024-03-05') },
    ['none.yaml:2:9', 'lower case words joined by hyphens'],
  ],
  [
    'an id in another style',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('id: one', 'id: payFailing_now') },
    ['none.yaml:2:9', 'Did you mean payfailing-now?'],
  ],
  [
    'an abbreviated unit',
    { 'none.yaml': ruleFile('{ simultaneous: { partners: 2, within: 30 min } }') },
    ['none.yaml:5:50', 'Did you mean "30 minutes"?'],
  ],
  [
    'a unit of another kind',
    { 'none.yaml': ruleFile('{ near: { concepts: [login, failing], within: 30 parsecs } }') },
    ['none.yaml:5:57', 'Did you mean "30 words"?'],
  ],
  [
    'a list in the place of a mapping that holds it',
    { 'none.yaml': ruleFile('{ near: [login, failing] }') },
    ['none.yaml:5:19', 'Did you mean { concepts: [login, failing], within: 8 words }?'],
  ],
  [
    'a comparison where a mapping belongs',
    { 'none.yaml': ruleFile('{ affected: ">5" }') },
    ['none.yaml:5:23', 'Did you mean { atLeast: 6 }?'],
  ],
  [
    'a negative number of people',
    { 'none.yaml': ruleFile('{ affected: { atLeast: -5 } }') },
    ['none.yaml:5:34', 'at least 0'],
  ],
  [
    'a percentage where a probability belongs',
    { 'none.yaml': ruleFile('{ leaning: { class: incident, atLeast: 70 } }') },
    ['none.yaml:5:50', 'Did you mean 0.7?'],
  ],
  [
    'a deadline that is no mapping',
    { 'none.yaml': ruleFile('{ deadline: tonight }') },
    ['none.yaml:5:23', 'Write it like this: deadline: { within: 3 days }'],
  ],
  [
    'a mapping where a list of conditions belongs',
    { 'none.yaml': ruleFile('{ any: { mentions: payment } }') },
    ['none.yaml:5:18', 'Begin each entry with "- ". Here: - mentions: …'],
  ],
  [
    'an empty mapping, and a name, where a list of conditions belongs',
    { 'none.yaml': ruleFile('{ any: {}, all: payment }') },
    ['none.yaml:5:18', 'Write the conditions below it, each with "- " before it: - mentions: payment'],
    ['none.yaml:5:27', 'Did you mean [{ mentions: payment }]?'],
  ],
  [
    'numbers where words belong',
    { 'none.yaml': ruleFile('{ scope: 5, hours: 25 }') },
    ['none.yaml:5:20', 'Write affected: { atLeast: 5 } for a number; of scopes few is 2 to 9'],
    ['none.yaml:5:30', 'Write one of working, off, holiday, or a list of them.'],
  ],
  [
    'a voice that is loud, and lists where one name belongs',
    {
      'none.yaml': ruleFile(
        '{ mentions: thanks }',
        'weight: 1\n    voice: loud\n    area: [payments]\n    severity: [P1, P2]',
      ),
    },
    ['none.yaml:5:12', 'voice: true, or leave the line out'],
    ['none.yaml:6:11', 'the name of an area of directory.yaml. Take the brackets or the dash away: payments'],
    ['none.yaml:7:15', 'Write one of them, without brackets or dash: P1'],
  ],
  [
    'times of examples that are none',
    {
      'none.yaml': ruleFile('{ mentions: payment }')
        .replace('[payments are', '[{ text: payments fail, at: yesterday }, payments are')
        .replace('[good', '[{ text: hi, at: 2024-03-05 14:30 }, good'),
    },
    ['none.yaml:6:43', 'Write the day, the time of day and the zone, like 2024-03-05T14:30:00-05:00'],
    ['none.yaml:7:35', 'Did you mean "2024-03-05T14:30:00-05:00"?'],
  ],
  [
    'a time that no clock shows, and an id in capitals, outside of rules',
    {
      'policy.yaml': (smallRulebook().get('policy.yaml') ?? '').replace(/"09:00"/, '"25:00"'),
      'routes.yaml': (smallRulebook().get('routes.yaml') ?? '').replace(/- id: \S+/, '- id: Late Route'),
    },
    ['policy.yaml:', '"25:00", expected a time of day, such as "09:00". Write hours from 00 to 23'],
    ['routes.yaml:', 'Did you mean "late-route"?'],
  ],
  [
    'names that may be defined elsewhere, and where',
    {
      'vocabulary/more.yaml': 'concepts:\n  bill: { area: logistics, words: [bill] }\n',
      'none.yaml': ruleFile('{ condition: calm }', 'weight: 1\n    severity: grave'),
    },
    ['vocabulary/more.yaml:2:17', 'or define it under areas in directory.yaml.'],
    ['none.yaml:5:15', 'or define it under severities in policy.yaml.'],
    ['none.yaml:6:24', 'Define one in conditions.yaml, or remove it.'],
  ],
  [
    'a regular expression that looks around',
    { 'none.yaml': ruleFile("{ matches: '/a(?=b)/' }") },
    ['none.yaml:5:22', '(?=…) looks around'],
  ],
  [
    'a regular expression that every text matches',
    { 'none.yaml': ruleFile("{ matches: '/.*/' }") },
    ['none.yaml:5:22', 'every text matches'],
  ],
  [
    'a regular expression with flags',
    { 'none.yaml': ruleFile("{ matches: '/abc/i' }") },
    ['none.yaml:5:22', 'Did you mean /abc/?'],
  ],
  [
    'a day that is on no calendar',
    {
      'none.yaml': ruleFile('{ mentions: payment }').replace(
        '[payments are failing for everyone]',
        '[{ text: payments fail, at: "2024-02-30T14:00:00Z" }]',
      ),
    },
    ['none.yaml:6:43', 'a day and a time of day that exist'],
  ],
  [
    'rules that are no list',
    { 'none.yaml': 'rules:\n  one: { why: x }\n' },
    ['none.yaml:2:3', 'Begin each entry with "- ", and write its name as its id: - id: one'],
  ],
  [
    'a class that is not one of four',
    { 'incident.yaml': null, 'incidnet.yaml': 'rules: []' },
    ['incident.yaml:1:1', 'no such file'],
    ['incidnet.yaml:1:1', 'Did you mean "incident.yaml"?'],
  ],
  [
    'an unknown concept',
    { 'none.yaml': ruleFile('{ mentions: paymnet }') },
    ['none.yaml:5:23', 'Did you mean "payment"?'],
  ],
  [
    'an unknown concept in a list',
    { 'none.yaml': ruleFile('{ denies: [login, logni] }') },
    ['none.yaml:5:29', 'Did you mean "login"?'],
  ],
  [
    'an unknown concept among alternatives',
    { 'none.yaml': ruleFile('{ near: { concepts: [login, [failing, borken]] } }') },
    ['none.yaml:5:49', 'the concept "borken"'],
  ],
  [
    'an unknown fact',
    { 'none.yaml': ruleFile('{ fact: wrods, operator: lessThan, value: 3 }') },
    ['none.yaml:5:19', 'Did you mean "words"?'],
  ],
  [
    'an unknown operator',
    { 'none.yaml': ruleFile('{ fact: { name: words, operator: lesThan, value: 3 } }') },
    ['none.yaml:5:44', 'Did you mean "lessThan"?'],
  ],
  [
    'an operator that cannot apply to a text',
    { 'none.yaml': ruleFile('{ fact: text, operator: contains, value: x }') },
    ['none.yaml:5:35', 'which is a text'],
  ],
  [
    'an operator that cannot apply to a list',
    { 'none.yaml': ruleFile('{ fact: mentions, operator: equal, value: login }') },
    ['none.yaml:5:39', 'a list of words'],
  ],
  [
    'a value a fact cannot have',
    { 'none.yaml': ruleFile('{ fact: scope, operator: equal, value: lots }') },
    ['none.yaml:5:50', 'one of one, few, many, all, unknown'],
  ],
  [
    'a scope that does not exist',
    { 'none.yaml': ruleFile('{ scope: mny }') },
    ['none.yaml:5:20', 'Did you mean "many"?'],
  ],
  [
    'an unknown kind of source',
    { 'none.yaml': ruleFile('{ source: robot }') },
    ['none.yaml:5:21', 'human, automated'],
  ],
  [
    'a distance without its unit',
    { 'none.yaml': ruleFile('{ near: { concepts: [login, failing], within: 8 } }') },
    ['none.yaml:5:57', 'such as "8 words"'],
  ],
  [
    'a span of time in an unknown unit',
    { 'none.yaml': ruleFile('{ deadline: { within: 3 fortnights } }') },
    ['none.yaml:5:33', 'such as "30 minutes"'],
  ],
  [
    'a deadline before something that is no event',
    { 'none.yaml': ruleFile('{ deadline: { before: login } }') },
    ['none.yaml:5:33', '`roles: event`'],
  ],
  ['an empty `all`', { 'none.yaml': ruleFile('{ all: [] }') }, ['none.yaml:5:18', 'at least one condition']],
  [
    'an empty condition',
    { 'none.yaml': ruleFile('{ any: [{}] }') },
    ['none.yaml:5:19', 'an empty condition'],
  ],
  ['an empty when', { 'none.yaml': ruleFile('{}') }, ['none.yaml:5:11', 'an empty condition']],
  [
    'a regular expression with a back-reference',
    { 'none.yaml': ruleFile('{ matches: "/(a)\\\\1/" }') },
    ['none.yaml:5:22', 'no back-references'],
  ],
  [
    'a regular expression without slashes',
    { 'none.yaml': ruleFile('{ matches: abc }') },
    ['none.yaml:5:22', 'between slashes'],
  ],
  [
    'an unknown named condition',
    {
      'none.yaml': ruleFile('{ condition: calm }'),
      'conditions.yaml': 'conditions: { clam: { mentions: thanks } }',
    },
    ['none.yaml:5:24', 'Did you mean "clam"?'],
  ],
  [
    'named conditions that refer to themselves',
    { 'conditions.yaml': 'conditions:\n  a: { condition: b }\n  b: { not: { condition: a } }\n' },
    ['conditions.yaml:2:3', 'a → b → a'],
    ['conditions.yaml:3:3', 'b → a → b'],
  ],
  [
    'both weight and decisive',
    { 'none.yaml': ruleFile('{ mentions: thanks }', 'weight: 1\n    decisive: true') },
    ['none.yaml:5:5', 'both weight and decisive'],
  ],
  [
    'a weight beyond bounds',
    { 'none.yaml': ruleFile('{ mentions: thanks }', 'weight: 900') },
    ['none.yaml:4:13', 'a number from -20 to 20'],
  ],
  [
    'a weight that is a text',
    { 'none.yaml': ruleFile('{ mentions: thanks }', 'weight: heavy') },
    ['none.yaml:4:13', 'a number'],
  ],
  [
    'an id with capitals',
    { 'none.yaml': ruleFile('{ mentions: thanks }').replace('id: one', 'id: Rule One') },
    ['none.yaml:2:9', 'lower case words'],
  ],
  [
    'an id used in two files',
    {
      'none.yaml': ruleFile('{ mentions: thanks }')
        .replace('id: one', 'id: invoice-question')
        .replace('payments are failing for everyone', 'thanks'),
    },
    ['none.yaml:2:9', 'a second time'],
  ],
  [
    'no example',
    { 'none.yaml': ruleFile('{ mentions: thanks }').replace(/ {4}examples.*\n/, '') },
    ['none.yaml:2:5', 'no "examples"'],
  ],
  [
    'no near miss',
    { 'none.yaml': ruleFile('{ mentions: thanks }').replace('[good morning]', '[]') },
    ['none.yaml:7:18', 'at least one report that comes close'],
  ],
  [
    'an example that does not fire',
    { 'none.yaml': ruleFile('{ mentions: thanks }') },
    ['none.yaml:6:16', 'does not fire "one"'],
  ],
  [
    'a near miss that fires',
    {
      'none.yaml': ruleFile('{ words: 1 }').replace(
        '{ words: 1 }',
        '{ fact: words, operator: greaterThan, value: 0 }',
      ),
    },
    ['none.yaml:7:19', 'fires "one"'],
  ],
  [
    'scopes that exclude one another',
    { 'none.yaml': ruleFile('{ all: [{ scope: one }, { scope: [many, all] }] }') },
    ['none.yaml:5:5', 'can never fire'],
  ],
  [
    'a human who is automated',
    { 'none.yaml': ruleFile('{ source: human, all: [{ source: automated }] }') },
    ['none.yaml:5:5', 'can never fire'],
  ],
  [
    'numbers that exclude one another',
    { 'none.yaml': ruleFile('{ affected: { atLeast: 5, atMost: 3 } }') },
    ['none.yaml:5:5', 'can never fire'],
  ],
  [
    'a concept asserted and only denied',
    { 'none.yaml': ruleFile('{ near: { concepts: [login, failing] }, denies: login }') },
    ['none.yaml:5:5', 'asserted and only denied'],
  ],
  [
    'a concept mentioned and not mentioned',
    { 'none.yaml': ruleFile('{ mentions: login, not: { mentions: [login, payment] } }') },
    ['none.yaml:5:5', 'mentioned and not mentioned'],
  ],
  [
    'a rule that a decisive one always overrules',
    { 'none.yaml': ruleFile('{ source: automated, channel: incidents, mentions: login, state: firing }') },
    ['none.yaml:2:5', 'never matters'],
  ],
  [
    'phrases that collide once stemmed',
    { 'vocabulary/more.yaml': 'concepts:\n  bill:\n    area: accounts\n    words: [bills, invoices]\n' },
    ['vocabulary/more.yaml:4:20', 'the same stem'],
  ],
  [
    'a phrase that a concept without an area takes from one in the same file',
    {
      'vocabulary/more.yaml':
        'concepts:\n  bill: { area: payments, words: [receipt] }\n  paper: { words: [letter, receipts] }\n',
    },
    ['vocabulary/more.yaml:3:28', 'the same stem'],
  ],
  [
    'a concept without words',
    { 'vocabulary/more.yaml': 'concepts:\n  bill: { about: Money }\n' },
    ['vocabulary/more.yaml:2:9', 'words, in English or another language'],
  ],
  [
    'a concept twice in one file',
    { 'vocabulary/more.yaml': 'concepts:\n  bill: { words: [bill] }\n  bill: { words: [account] }\n' },
    ['vocabulary/more.yaml:3:3', 'already in this mapping'],
  ],
  [
    'an unknown role',
    { 'vocabulary/more.yaml': 'concepts:\n  bill: { roles: evnt, words: [bill] }\n' },
    ['vocabulary/more.yaml:2:18', 'Did you mean "event"?'],
  ],
  [
    'an unknown language',
    { 'vocabulary/more.yaml': 'concepts:\n  bill: { words: [bill], xx: [Rechnung] }\n' },
    ['vocabulary/more.yaml:2:26', 'the key "xx"'],
  ],
  [
    'an unknown area',
    { 'vocabulary/more.yaml': 'concepts:\n  bill: { area: paymets, words: [bill] }\n' },
    ['vocabulary/more.yaml:2:17', 'Did you mean "payments"?'],
  ],
  [
    'an unknown severity',
    { 'none.yaml': ruleFile('{ mentions: thanks }', 'weight: 1\n    severity: P99') },
    ['none.yaml:5:15', 'a severity of policy.yaml'],
  ],
  [
    'a word that YAML reads as something else',
    { 'vocabulary/more.yaml': 'concepts:\n  code: { words: [500] }\n' },
    ['vocabulary/more.yaml:2:19', 'a word or phrase'],
  ],
  [
    'a probability above one',
    {
      'deciding.yaml':
        'start: { incident: 0, urgent-non-incident: 0, non-incident: 0, none: 0 }\ntemperature: 1\nundecided: { below: 40, margin: 0.05, incidentGuard: 0.35 }\n',
    },
    ['deciding.yaml:3:21', 'at most 1'],
  ],
  [
    'an example that begins with a bracket',
    { 'none.yaml': exampleOf('[FIRING] payments fail') },
    ['none.yaml:7:9', 'Write "[FIRING] payments fail".'],
  ],
  [
    'every example that begins with a sign of YAML',
    { 'none.yaml': exampleOf('@here payments fail\n      - `code` fails\n      - %5 fail') },
    ['none.yaml:7:9', 'Write "@here payments fail".'],
    ['none.yaml:8:9', 'Write "`code` fails".'],
    ['none.yaml:9:9', 'Write "%5 fail".'],
  ],
  [
    'an example with a colon',
    { 'none.yaml': exampleOf('Error: payments fail') },
    ['none.yaml:7:9', 'Put it in quotes if it is one text: "Error: payments fail".'],
  ],
  [
    'an apostrophe in single quotes',
    { 'none.yaml': exampleOf("'I can't pay'") },
    ['none.yaml:7:16', 'Use double quotes'],
  ],
  [
    'a quotation mark that is never closed',
    { 'none.yaml': exampleOf('"payments fail') },
    ['none.yaml:7:9', 'never closed'],
  ],
  [
    'a bracket that is never closed',
    { 'none.yaml': ruleFile('{ mentions: payment') },
    ['none.yaml:5:11', 'a { that is never closed'],
  ],
  [
    'a text with a colon in it',
    { 'none.yaml': ruleFile('{ mentions: payment }').replace('Because.', 'Because: of that') },
    ['none.yaml:3:10', 'Write "Because: of that".'],
  ],
  [
    'a line out of line',
    { 'none.yaml': 'rules:\n  - id: one\n   why: x\n' },
    ['none.yaml:3:1', 'indented in another way'],
  ],
  [
    'a colon without a space',
    { 'none.yaml': 'rules:\n  - id:one\n    why: x\n' },
    ['none.yaml:2:3', 'Write it like this: id: one'],
  ],
  [
    'an alias of nothing',
    { 'none.yaml': ruleFile('*calm') },
    ['none.yaml:5:11', 'the alias "*calm" of no anchor'],
  ],
  [
    'an alias inside what it stands for',
    { 'none.yaml': 'rules: &all\n  - *all\n' },
    ['none.yaml:2:5', 'inside what it stands for'],
  ],
  [
    'a tag',
    { 'none.yaml': ruleFile('{ matches: !!js/regexp /a/ }') },
    ['none.yaml:5:22', 'the tag "!!js/regexp"'],
  ],
  [
    'a merge of mappings',
    { 'none.yaml': 'rules:\n  - <<: { id: one }\n' },
    ['none.yaml:2:5', 'Share a named condition instead.'],
  ],
  [
    'a control character',
    { 'none.yaml': 'rules: []\n# \u0000\n' },
    ['none.yaml:2:3', 'a control character (U+0000)'],
  ],
  [
    'a wrong line in a file with a byte order mark and other line ends',
    { 'none.yaml': `\uFEFF${ruleFile('{ mentions: paymnet }').replaceAll('\n', '\r\n')}` },
    ['none.yaml:5:23', 'Did you mean "payment"?'],
  ],
  [
    'a second document',
    { 'none.yaml': 'rules: []\n---\nrules: []\n' },
    ['none.yaml:2:1', 'a second document'],
  ],
  [
    'a tab as indentation',
    { 'none.yaml': 'rules:\n\t- id: one\n' },
    ['none.yaml:2:1', 'a tab as indentation'],
  ],
  [
    'a duplicate key',
    { 'none.yaml': 'rules: []\nrules: []\n' },
    ['none.yaml:2:1', 'already in this mapping'],
  ],
  [
    'a text cut short by what YAML takes for a comment',
    {
      'none.yaml': ruleFile('{ mentions: thanks }').replace(/why: .*/, 'why: An alert in #incidents is one.'),
    },
    ['none.yaml:3:10', '"#incidents is one."'],
  ],
  ['a file that is empty', { 'none.yaml': '' }, ['none.yaml:1:1', 'Write it like this: rules: []']],
  [
    'a list where a mapping belongs',
    { 'none.yaml': '- a\n- b\n' },
    ['none.yaml:1:1', 'a list of 2, expected a mapping'],
  ],
  ['an alias bomb', { 'none.yaml': bomb() }, ['none.yaml:4:15', 'aliases that unfold']],
  [
    'the one name that no mapping can hold',
    { 'conditions.yaml': 'conditions:\n  __proto__: { scope: one }\n' },
    ['conditions.yaml:2:3', 'the key "__proto__"'],
  ],
  [
    'brackets nested without end',
    { 'none.yaml': `rules: ${'['.repeat(100_000)}` },
    ['none.yaml:1:68', 'nested too deeply'],
  ],
  [
    'dashes nested without end',
    { 'none.yaml': `rules:\n${'- '.repeat(50_000)}x` },
    ['none.yaml:2:121', 'nested too deeply'],
  ],
  [
    'a `raw` filter in a reply',
    { 'replies/incident.liquid': 'Thanks.\n{{ report.text | raw }}\n' },
    ['replies/incident.liquid:2:16', 'raw'],
  ],
  [
    'every fault of a reply, each at its place',
    {
      'replies/incident.liquid':
        'Thanks, {{ reprter.name }}.\n{% iff now.hours %}{{ report.text | raw }} {{ report.id | upcas }}{% endif %}\n',
    },
    ['replies/incident.liquid:1:12', 'Did you mean "reporter.person.name"?'],
    ['replies/incident.liquid:2:1', 'Did you mean "if"?'],
    ['replies/incident.liquid:2:35', 'raw'],
    ['replies/incident.liquid:2:57', 'Did you mean "upcase"?'],
  ],
  [
    'a reply template that a route names and nobody wrote',
    { 'replies/incident.liquid': null },
    ['routes.yaml:', 'template "incident"'],
  ],
];

/** A rule file whose one example is written as given, on line 7. */
function exampleOf(written: string): string {
  return ruleFile('{ mentions: payment }').replace(
    'examples: [payments are failing for everyone]',
    `examples:\n      - ${written}`,
  );
}

function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, i) =>
      `a${i}: &a${i} [${
        i === 0
          ? 'x'
          : Array(9)
              .fill(`*a${i - 1}`)
              .join(', ')
      }]`,
  );
  return `${levels.join('\n')}\n`;
}

describe('a broken rules folder', () => {
  it.each(broken.map(([name, changes, ...expected]) => ({ name, changes, expected })))(
    'tells of $name',
    async ({ changes, expected }) => {
      const { rulebook, problems } = await readRulebook(smallRulebook(changes));
      const told = problems.map(
        (p) => `${p.file}:${p.line}:${p.column} ${p.found}, expected ${p.expected}. ${p.cure}`,
      );
      for (const [where, words] of expected)
        expect(
          told.filter((line) => line.startsWith(where) && line.includes(words)),
          told.join('\n'),
        ).not.toEqual([]);
      expect(rulebook).toBeNull();
    },
  );

  it('tells once what an alias repeats, or what is wrong in two ways', async () => {
    const { problems } = await readRulebook(smallRulebook({ 'none.yaml': 'rules:\n  - &a [x]\n  - *a\n' }));
    const places = problems.map(({ file, line, column, found }) => `${file}:${line}:${column} ${found}`);
    expect(places.length).toBe(new Set(places).size);
  });

  it('tells of bytes that are not UTF-8, with their line', async () => {
    const files = new Map<string, string | Uint8Array>(smallRulebook());
    files.set('none.yaml', Uint8Array.from([...Buffer.from('rules: []\n# '), 0xff, 0xfe]));
    const { problems } = await readRulebook(files);
    expect(problems).toMatchObject([
      { file: 'none.yaml', line: 2, column: 3, found: 'bytes that are not UTF-8' },
    ]);
  });

  it('refuses a file of more than 16 MiB without reading it', async () => {
    const { problems } = await readRulebook(smallRulebook({ 'none.yaml': ' '.repeat(17 * 1024 * 1024) }));
    expect(problems).toMatchObject([{ file: 'none.yaml', expected: 'at most 16777216 bytes' }]);
  });

  it('tells all problems of all files at once, sorted by file and line', async () => {
    const { problems } = await readRulebook(
      smallRulebook({
        'none.yaml': ruleFile('{ mentions: a }'),
        'incident.yaml': ruleFile('{ mentions: b, denies: c }'),
      }),
    );
    expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'incident.yaml:5:23',
      'incident.yaml:5:34',
      'none.yaml:2:9',
      'none.yaml:5:23',
    ]);
  });

  it('hints at phrases that another of the same concept finds, and uses the rulebook all the same', async () => {
    const { rulebook, problems } = await readRulebook(
      smallRulebook({
        'vocabulary/more.yaml':
          'concepts:\n  bill: { words: [bill, Bills, "/bill/", reimburse, reimbursement] }\n',
      }),
    );
    expect(problems).toMatchObject([
      {
        file: 'vocabulary/more.yaml',
        line: 2,
        column: 25,
        severity: 'hint',
        found: expect.stringContaining('"Bills"'),
      },
    ]);
    expect(rulebook).not.toBeNull();
  });

  it('warns of a rule that the policy goes by and that is not there', async () => {
    const policy = smallRulebook().get('policy.yaml') ?? '';
    const { rulebook, problems } = await readRulebook(
      smallRulebook({
        'policy.yaml': policy.replace(/ignoring: .*/, 'ignoring: [invoice-questoin, night-*, payments-*]'),
      }),
    );
    expect(problems.map(({ found, cure, severity }) => [severity, found, cure])).toEqual([
      ['warning', 'the rule "invoice-questoin"', 'Did you mean "invoice-question"?'],
      ['warning', '"night-*", which no rule begins with', 'Correct it, or remove it.'],
    ]);
    expect(rulebook).not.toBeNull();
  });

  it('warns of a concept or an area that the policy lets nobody join for, and that is not there', async () => {
    const policy = smallRulebook().get('policy.yaml') ?? '';
    const { rulebook, problems } = await readRulebook(
      smallRulebook({
        'policy.yaml': policy
          .replace(/alone: .*/, 'alone: [paymet]')
          .replace(/not-in: .*/, 'not-in: [payments, infrastucture]'),
      }),
    );
    expect(problems.map(({ found, cure, severity }) => [severity, found, cure])).toEqual([
      ['warning', 'the area "infrastucture"', 'Did you mean "infrastructure"?'],
      ['warning', 'the concept "paymet"', 'Did you mean "payment"?'],
    ]);
    expect(rulebook).not.toBeNull();
  });
});
