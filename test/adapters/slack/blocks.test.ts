import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reclassifyView, reportText, reportView } from '../../../src/adapters/slack/blocks/forms.js';
import { homeView } from '../../../src/adapters/slack/blocks/home-view.js';
import { readClick } from '../../../src/adapters/slack/blocks/offer-buttons.js';
import { sections } from '../../../src/adapters/slack/blocks/parts.js';
import { markEvidence } from '../../../src/adapters/slack/blocks/why-view.js';
import { renderMessage } from '../../../src/adapters/slack/render-message.js';
import { blockProblems, viewProblems } from '../../../src/adapters/slack/simulator/check-blocks.js';
import type { MentionNames } from '../../../src/adapters/slack/write-markup.js';
import type { About, Message } from '../../../src/desk/ports.js';
import type { Case } from '../../../src/router/index.js';
import { shippedRules } from '../../router/shipped-rules.js';

const names: MentionNames = { userOf: (id) => (id === 'ann' ? 'U0ANN' : null), nameOf: (id) => `<${id}>` };
const about: About = {
  kind: 'announce',
  report: 'r-1',
  case: 'case-1',
  class: 'incident',
  status: 'open',
  severity: 'P1',
  area: 'payments',
  offers: [{ do: 'acknowledge' }, { do: 'reclassify', to: null }, { do: 'why' }],
};
const record: Case = {
  id: 'case-1',
  status: 'open',
  class: 'incident',
  area: 'payments',
  severity: 'P1',
  reports: ['r-1'],
  openedAt: 0,
  acknowledged: null,
  resolved: null,
  decidedBy: null,
  ticket: null,
  card: null,
};
const message = (text: string): Message => ({
  destination: { kind: 'thread' },
  anchor: { id: 'C1:1.000001', url: null },
  channel: 'help',
  text,
  mentions: [],
  about,
});
const { directory, policy } = shippedRules;

// Long words at little cost: fast-check's own long strings take so long to draw that a busy machine times out.
const hostile = [
  ...[
    '<!channel>',
    '<@U1>',
    '<#C1|x>',
    '<https://e.example|https://g.example>',
    '*b*',
    '`',
    '&lt;',
    '&',
    '<',
    '>',
  ],
  ...['@{ann', '}', '@\u202e{ann}', '@\ufeff{ann}', '@\0{ann}', '@{ann\u202e}', '@{ben}'],
  ...['https://a.example/x', 'http://', '\n', '\n\n', '\n- ', '\n> ', ' ', '|', 'wörd ', 'x'.repeat(3_000)],
  ...['\ud83d', '\udc00', '😀', '\u200b', '\u202e', '\0'],
];
const anyWords = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...hostile) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    ),
    { maxLength: 300, size: 'max' },
  )
  .map((pieces) => pieces.join(''));

describe('a message', () => {
  it('shows paragraphs, lists and quotations, mentions whom it means, and links where it leads', () => {
    const { blocks = [] } = renderMessage(
      message('Hi @{ann} and @{ben}.\n\n> said *so*\n\n- at https://a.example/x.'),
      names,
    );
    expect(blockProblems(blocks)).toEqual([]);
    const [text] = blocks;
    expect(text).toMatchObject({
      type: 'rich_text',
      elements: [
        {
          elements: [
            { type: 'text', text: 'Hi ' },
            { type: 'user', user_id: 'U0ANN' },
            { type: 'text', text: ' and ' },
            { type: 'text', text: '<ben>' },
            { type: 'text', text: '.' },
          ],
        },
        {},
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said *so*' }] },
        {},
        {
          type: 'rich_text_list',
          elements: [
            {
              elements: [
                { type: 'text', text: 'at ' },
                { type: 'link', url: 'https://a.example/x' },
                { type: 'text', text: '.' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('of any words keeps to what Slack takes, and mentions nobody else', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        const { text, blocks = [] } = renderMessage(message(words.replaceAll('@{ann}', '')), names);
        expect(blockProblems(blocks)).toEqual([]);
        expect(text.length).toBeLessThanOrEqual(4_000);
        expect(text).not.toMatch(/<[!@#]/);
        expect(JSON.stringify(blocks)).not.toContain('"user_id"');
      }),
      { numRuns: 300 },
    );
  });

  it('shows an address that is too long for a link, and makes none of it', () => {
    const { blocks = [] } = renderMessage(message(`https://a.example/${'x'.repeat(4_000)}`), names);
    expect(blockProblems(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('"type":"link"');
  });

  it.each([
    '<!channel> <@U1> <#C1|x> <https://evil.example|https://good.example>',
    '*b* _i_ ~s~ `c` ```p```',
  ])('reads no markup in %s', (hostile) => {
    const { blocks = [], text } = renderMessage(message(hostile), names);
    const told = JSON.stringify(blocks[0]);
    expect(told).not.toMatch(/"type":"(?:broadcast|user|channel|usergroup)"|"style"/);
    expect(text).not.toMatch(/<[!@#]|<https:[^>]*\|/);
  });
});

describe('a click', () => {
  it.each([
    ['triage:acknowledge', 'case-1', { do: 'acknowledge', case: 'case-1' }],
    ['triage:reclassify:none', 'case-1', { do: 'reclassify', case: 'case-1', to: 'none' }],
    ['triage:reclassify', 'case-1', { do: 'reclassify', case: 'case-1', to: null }],
    ['triage:reclassify:constructor', 'case-1', { do: 'reclassify', case: 'case-1', to: null }],
    ['triage:why', 'r-1', { do: 'why', report: 'r-1' }],
    ['triage:correct', 'r-1', { do: 'correct', report: 'r-1' }],
    ['triage:erase', 'case-1', null],
    ['acknowledge', 'case-1', null],
    ['triage:acknowledge', '', null],
  ])('on %s with "%s" is read as what it is', (actionId, value, expected) => {
    expect(readClick(actionId, value)).toEqual(expected);
  });
});

describe('views', () => {
  it.each([
    ['the form for a report', reportView(['incidents', 'gallery-help'], 'x'.repeat(9_000))],
    ['the form that says what a case is', reclassifyView(record, directory, policy)],
    [
      'App Home with more than it can show',
      homeView({
        onCall: ['Ann'],
        promise: 'Soon.',
        waiting: Array.from({ length: 90 }, () => ({
          case: record,
          excerpt: 'x'.repeat(5_000),
          url: 'https://a.example',
          minutes: 9,
        })),
        taken: Array.from({ length: 90 }, () => ({
          case: record,
          excerpt: null,
          url: 'javascript:x',
          minutes: 9_000,
        })),
        pausedBy: '<!channel>',
      }),
    ],
  ])('%s is one that Slack takes', (_, view) => {
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/<!channel>|javascript/);
  });

  it('mark evidence and mask secrets', () => {
    const text = 'Checkout is broken, password: hunter22';
    const evidence = [{ start: 0, end: 8, text: 'Checkout' }];
    const firing = { rule: 'a', class: 'incident', weight: 1, decisive: false, why: '', evidence } as const;
    const marked = markEvidence(text, { firings: [firing], bestGuess: 'incident', areaEvidence: [] });
    expect(marked.elements[0]?.elements).toEqual([
      { type: 'text', text: '‹Checkout›', style: { bold: true } },
      { type: 'text', text: ' is broken, password: [removed]' },
    ]);
  });

  it('a form becomes the words of a report', () => {
    const empty = { affected: 'I cannot tell', since: null, by: null, link: null, channel: null };
    expect(reportText({ ...empty, what: 'CMS is slow' })).toBe('CMS is slow');
    expect(
      reportText({
        what: 'CMS is slow',
        affected: 'many',
        since: 'ten',
        by: 'noon',
        link: 'https://a.example',
        channel: null,
      }),
    ).toBe('CMS is slow\nAffected: many.\nSince: ten.\nNeeded by: noon.\nhttps://a.example');
  });
});

describe('long markup', () => {
  it('is shown in several sections, none of which breaks an entity or a link', () => {
    const parts = sections(
      `${'&lt;'.repeat(800)} <https://a.example/${'x'.repeat(100)}> ${'word '.repeat(900)}`,
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(blockProblems(parts)).toEqual([]);
  });
});
