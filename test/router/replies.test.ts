import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  hostileText,
  previewViews,
  type ReplyView,
  renderReply,
  titled,
  viewPaths,
} from '../../src/router/index.js';
import {
  checkReplies,
  checkTone,
  lintClaims,
  lintTone,
  toneSchema,
} from '../../src/router/language/index.js';
import { templates } from './shipped-rules.js';

const tone = toneSchema.parse(
  parse(readFileSync(resolve(import.meta.dirname, '../../rules/replies/tone.yaml'), 'utf8')),
);
const views = previewViews();
const names = [...templates.keys()];

function view(name: string): ReplyView {
  const found = views.find((preview) => preview.name === name);
  if (found === undefined) throw new Error(`no preview view is called "${name}"`);
  return found.view;
}

function say(template: string, name: string): string {
  return renderReply(templates.get(template) ?? '', view(name)).text;
}

describe('every shipped text', () => {
  it.each(names)('%s can be written at any moment of a case, and has no mistakes', (name) => {
    expect(checkReplies(name, templates.get(name) ?? '')).toEqual([]);
  });

  it.each(names)('%s keeps the tone, and claims nothing that is not so', (name) => {
    const problems = views.flatMap((preview) => {
      const { text } = renderReply(templates.get(name) ?? '', preview.view);
      return [...lintTone(name, text, tone), ...lintClaims(name, text, preview.view, tone)].map(
        (problem) => ({
          ...problem,
          preview: preview.name,
          text,
        }),
      );
    });
    expect(problems).toEqual([]);
  });

  it('belongs to a group whose tone is checked', () => {
    expect(checkTone(tone, names)).toEqual([]);
  });
});

describe('a reply to a report outside immediate support', () => {
  it('quotes the ticket in the words of the process', () => {
    expect(say('non-incident', 'non-incident, everything delivered')).toContain(
      "This falls outside the scope of immediate support, so I've opened a ticket for you. " +
        'You can talk to the team PM about prioritization. https://example.com/BUG-17',
    );
  });

  it('speaks of no ticket link before there is a ticket', () => {
    const text = say('non-incident', 'non-incident, nothing done yet');
    expect(text).toContain("I'm opening a ticket");
    expect(text).not.toContain('https://example.com/BUG');
  });

  it('says that a ticket will follow while the backlog is down', () => {
    expect(say('non-incident', 'non-incident, while the backlog is down')).toContain('a ticket will follow');
  });

  it('points first-time reporters to the guide, and regulars not', () => {
    expect(say('non-incident', 'non-incident, by somebody new here')).toContain('https://example.com/guide');
    expect(say('non-incident', 'non-incident, everything delivered')).not.toContain('guide');
  });
});

describe('what people wrote', () => {
  const inside = hostileText.replace('@{', '@\u200B{');

  it.each(['announcement', 'pm-contact', 'undecided-question', 'ticket', 'card'])(
    'comes out literally in %s, neither markup nor mention nor template',
    (template) => {
      expect(say(template, 'incident, in words meant to break out')).toContain(inside);
    },
  );

  it.each(names)('is no mention in %s even where its author is called like one', (template) => {
    const hostile = views.filter((preview) => preview.name.endsWith('in words meant to break out'));
    for (const preview of hostile) {
      const text = renderReply(templates.get(template) ?? '', { ...preview.view, mentions: [] }).text;
      expect(text).not.toMatch(/@\{/);
    }
  });

  it.each(names)('is not quoted by %s when it was said in private', (template) => {
    const text = say(template, 'incident, said in private, about nothing known');
    expect(text).not.toContain('Checkout');
    expect(text).not.toContain('gallery-help');
  });

  it('keeps its own line breaks in a ticket, and its first line is the summary', () => {
    const subject = view('non-incident, nothing done yet');
    const text = 'First line\n\n- second   line\n> third';
    const rendered = renderReply(templates.get('ticket') ?? '', {
      ...subject,
      report: { ...subject.report, text, excerpt: 'First line' },
    }).text;
    expect(titled(rendered).title).toBe('First line');
    expect(titled(rendered).body).toContain(text);
  });

  it('may hold control characters and halves of letters without harm', () => {
    const subject = view('incident, nothing done yet');
    const rendered = renderReply('{{ report.text }}', {
      ...subject,
      report: { ...subject.report, text: 'a\u0000b\uD800c\uE000d\uE002' },
    });
    expect(rendered.text).toBe('ab\uFFFDc\uE000d\uE002');
  });

  it('is no mention where a control character stood between @ and brace', () => {
    const subject = view('incident, nothing done yet');
    const rendered = renderReply('{{ report.text }}', {
      ...subject,
      report: { ...subject.report, text: '@\u0000{engineer-one}' },
    });
    expect(rendered.text).toBe('@\u200B{engineer-one}');
  });
});

describe('a mention', () => {
  it('is a token only for people whom the effect may mention, and a name for all others', () => {
    const subject = view('incident, nothing done yet');
    const template = '{{ people.onCall | mention }}';
    expect(renderReply(template, { ...subject, mentions: ['engineer-two'] }).text).toBe(
      'Ada Example and @{engineer-two}',
    );
    expect(renderReply(template, { ...subject, mentions: [] }).text).toBe('Ada Example and Ben Example');
  });
});

describe('the version of a reply', () => {
  it('is the same for the same words, and another for others', () => {
    const one = renderReply('a {{ report.id }}', view('incident, nothing done yet'));
    expect(one.version).toBe(renderReply('a  {{ report.id }}\n', view('none, resolved')).version);
    expect(one.version).not.toBe(renderReply('b', view('none, resolved')).version);
  });
});

describe('the list of paths for templates', () => {
  it('is exactly what a view holds', () => {
    const full = {
      ...view('incident, everything delivered'),
      case: {
        ...view('incident, found to be part of an incident').case,
        acknowledgedBy: { id: 'a', name: 'A' },
        resolvedBy: { id: 'a', name: 'A' },
        decidedBy: { id: 'a', name: 'A' },
        followUp: { id: 'a', url: 'https://example.com/a' },
        discussion: { id: 'a', url: 'https://example.com/a' },
        ticketGone: { id: 'a', url: 'https://example.com/a' },
        movedTicket: { id: 'a', url: 'https://example.com/a', done: true },
      },
    };
    const { mentions: _, ...visible } = full;
    expect([...pathsOf(visible)].sort()).toEqual([...viewPaths].sort());
  });
});

function pathsOf(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const isGroup = prefix === '' || path === 'policy.guide';
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return [path];
    return isGroup ? pathsOf(inner, path) : [path, ...pathsOf(inner, path)];
  });
}

describe('checkReplies', () => {
  it.each([
    ['an unclosed tag', 'hello\n{% if case.ticket %}x', 2, 1, /not closed/, /close it by \{% endif %\}/],
    ['an unclosed output', 'a {{ report.id', 1, 3, /not closed/, /close it/],
    [
      'a filter that nobody knows',
      'a\n{{ report.id | upcas }}',
      2,
      undefined,
      /upcas/,
      /did you mean "upcase"/,
    ],
    ['the filter raw', '{{ report.text | raw }}', 1, undefined, /raw/, /remove `\| raw`/],
    ['a tag of another language', 'x {% fi %}', 1, 3, /"fi"/, /did you mean "if"/],
    ['a tag that reads files', '{% include "x" %}', 1, 1, /include/, /leave "include" out/],
    ['a clock', '{{ report.id | date: "%Y" }}', 1, undefined, /date/, /leave "date" out/],
    ['a variable that nobody knows', 'a\nb {{ case.tiket }}', 2, 6, /case\.tiket/, /case\.ticket/],
    [
      'a thing that may be missing',
      'x\n{{ case.ticket.url }}',
      2,
      1,
      /prints nothing \(in the example/,
      /inside \{% if/,
    ],
  ])('finds %s, with its place and its cure', (_, source, line, column, found, cure) => {
    const [problem] = checkReplies('example', source);
    expect(problem).toMatchObject({ line, ...(column !== undefined && { column }) });
    expect(problem?.found).toMatch(found);
    expect(problem?.cure).toMatch(cure);
  });

  it('finds every unknown variable at once', () => {
    expect(checkReplies('example', '{{ a }} {{ b.c }} {% if d %}{% endif %}')).toHaveLength(3);
  });
});

describe('lintTone', () => {
  it.each([
    ["Thank you. If it fits: this isn't an incident.", "isn't an incident"],
    ['Thank you. If you can, TALK TO\nYOUR PM.', 'talk to your pm'],
    ['Thank you. If this fits, it will be fixed.', 'will be fixed'],
  ])('refuses %j', (text, phrase) => {
    expect(lintTone('non-incident', text, tone).map((problem) => problem.phrase)).toEqual([phrase]);
  });

  it('misses thanks and a next step', () => {
    expect(lintTone('non-incident', 'Filed.', tone)).toHaveLength(2);
  });
});

describe('lintClaims', () => {
  it('finds a ticket that is claimed before it exists', () => {
    const problems = lintClaims(
      'non-incident',
      "I've opened a ticket for you",
      view('non-incident, nothing done yet'),
      tone,
    );
    expect(problems).toMatchObject([{ phrase: 'opened a ticket' }]);
  });
});
