import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/classifier/reading/index.js';
import { read, report, vocabulary, wordsOf } from './reading.js';

describe('denial', () => {
  it.each([
    ['checkout is down', ['down'], []],
    ['checkout is not down', [], ['down']],
    ["it isn't an outage", [], ['down']],
    ['payments no longer fail', [], ['failing']],
    ['not only is search slow, checkout is down', ['down', 'slow'], []],
    ['search is not slow but checkout is down', ['down'], ['slow']],
    ["we can't pay", ['blocked'], []],
    ["it doesn't work", ['broken'], []],
    ['we are not able to pay', ['blocked'], []],
    ['login is fixed but checkout is down', ['down'], []],
    ['Checkout was down. Works again now.', [], ['down']],
    ['Checkout is down. Search is fixed.', ['down'], []],
    ['everything is down!! ... never mind, it was my wifi', [], ['down']],
    ['if checkout crashes, whom do we call?', [], ['crash']],
    ['a work titled "The Crash" has the wrong price', ['wrong'], ['crash']],
    ['&gt; checkout is down\nIs this still so, or may I close the old ticket?', [], ['down']],
    ['Scheduled maintenance on Sunday, checkout will be unavailable', [], ['down']],
    ['no errors or crashes today', [], ['crash', 'error']],
  ])('%j asserts %j and denies %j', (text, failures, denied) => {
    const { facts } = read(text);
    expect(facts.failures).toEqual(expect.arrayContaining(failures));
    expect(facts.denies).toEqual(expect.arrayContaining(denied));
    for (const name of denied) expect(facts.failures).not.toContain(name);
  });
});

describe('who is affected', () => {
  it.each([
    ['checkout is down for everyone', 'all', null],
    ['nobody can pay', 'all', null],
    ['three dealers cannot log in', 'few', 3],
    ['~20 galleries report errors', 'many', 20],
    ['eleven galleries cannot publish', 'many', 11],
    ['2,300 people cannot pay', 'many', 2300],
    ['hundreds of users cannot pay', 'many', null],
    ['60% of registrations fail', 'many', null],
    ['a partner of ours cannot log in', 'one', 1],
    ['only one user sees it, everyone else is fine', 'one', null],
    ['two tickets from one person', 'one', 1],
    ['labels have to and from reversed, 340 of them', 'many', 340],
    ['money taken twice, 16 so far', 'many', 16],
    ['orders vanish on the way, at least 40 in two days', 'many', 40],
    ['smart lock opens by itself, 31 units', 'many', 31],
    ['export takes 31 minutes', 'unknown', null],
    ['she cannot rotate her 31 paintings', 'unknown', null],
    ["paddle 300's bid was mine by mistake", 'unknown', null],
    ['reopen 4410, seller found the receipt', 'unknown', null],
    ['the programme of 2021 stands there', 'unknown', null],
    ['one gallery cannot upload her 14 works', 'one', null],
    ['all galleries see an error', 'all', null],
    ['502 for the site since 9:40', 'unknown', null],
  ])('%j: %s', (text, scope, count) => {
    const { facts } = read(text);
    expect(facts.scope).toBe(scope);
    if (count !== null || scope === 'unknown') expect(facts.affected).toBe(count);
  });
});

describe('partner names', () => {
  it.each([
    ["Galerie Ostkreuz can't log in", ['ostkreuz']],
    ['partner "Vela Projects" cannot log in', ['vela projects']],
    ['for Pinto Bros. — order stuck', ['pinto bros']],
    ['merchant Oat &amp; Ink: customers email her', ['oat & ink']],
    ['gallery in Lima (Sol y Barro) sent 3 replies', ['sol y barro']],
    ['Min Jae Gallery asks how to add a work', ['min jae']],
    ['Checkout is down on Chrome and Safari', []],
    ['the gallery cannot log in', []],
  ])('in %j are %j', (text, partners) => {
    expect(read(text).facts.partners).toEqual(partners);
  });

  it('come from the field first, and the text does not name the same one again', () => {
    const { facts } = read("Min Jae Gallery can't log in", { partner: 'Gallery Min Jae' });
    expect(facts.partners).toEqual(['min jae']);
  });
});

describe('a deadline', () => {
  it.each([
    ['please fix it by 5pm', 180],
    ['the sale goes live at noon tomorrow', 1320],
    ['doors open at 9:15 on Friday, please help', 2595],
    ['we have 45 minutes left', 45],
    ['needs to be right in half an hour', 30],
    ['we need this by EOD', 240],
    ['it expires tonight at 8', 360],
    ['must be corrected before March 20 at 9am', 9780],
    ['bis 18:00 brauchen wir die Rechnung', 240],
    ['avant demain 10h il faut corriger', 1200],
  ])('is read in %j as %i minutes from now', (text, minutes) => {
    expect(read(text).facts).toMatchObject({ deadline: true, deadlineInMinutes: minutes });
  });

  it.each([
    'ASAP!!! urgent!!!',
    'errors since 10:00',
    'it started at 15:30 yesterday',
    'for the last 20 minutes nothing loads',
    'the bid came in an hour ago',
    'it failed on Monday',
    '4 galleries at 5 fairs complain',
    'payments may fail, the march of time',
  ])('is not read in %j', (text) => {
    expect(read(text).facts.deadline).toBe(false);
  });

  it('may be an event', () => {
    const text = 'please change the bid before the auction';
    const { facts, spans } = read(text);
    expect(facts).toMatchObject({ deadline: true, deadlineBefore: 'auction', deadlineAt: null });
    expect(wordsOf(text, spans.deadline)).toEqual(['before the auction']);
  });

  it('is read in the zone of the report', () => {
    const at = (utcOffset: number): unknown =>
      read('please fix by 18:00', { utcOffset }).facts.deadlineInMinutes;
    expect([at(0), at(60), at(-300)]).toEqual([240, 180, 540]);
  });

  it('turns words of urgency from theatre into something real', () => {
    expect(read('URGENT please fix the label').facts.theatre).toBe(true);
    expect(read('URGENT please fix the label by 5pm').facts.theatre).toBe(false);
  });
});

describe('failing functions', () => {
  it.each([
    ['checkout is down', ['checkout'], ['checkout']],
    ['search is slow but login works', ['search'], []],
    ["we aren't taking payment", ['checkout'], ['checkout']],
    ['no orders since noon', ['checkout'], ['checkout']],
    ['not a payment issue', [], []],
    ['about the login form. It is broken.', ['login'], ['login']],
    ['how do I change my password?', [], []],
  ])('in %j are %j', (text, functions, critical) => {
    expect(read(text).facts).toMatchObject({ functions, criticalFunctions: critical });
  });
});

describe('speech, state and surroundings', () => {
  const automated = { source: { kind: 'automated', channel: 'alerts', user: '' } } as const;

  it.each([
    ['checkout is down', { state: 'firing' }],
    ['thanks all, works now!', { state: 'resolved' }],
    ['This is a test, please ignore', { state: 'test' }],
    ['Scheduled maintenance on Sunday night', { state: 'planned' }],
    ['staging is broken', { environment: 'staging' }],
    ['prod is broken, staging is fine', { environment: 'production' }],
    ['sev 2: search is slow', { severityStated: 'SEV2' }],
    ['P1 checkout down', { severityStated: 'P1' }],
    ['checkout is down for everyone', { wakes: true }],
    ['staging checkout is down for everyone', { wakes: false }],
    ['lol who ate the cake', { speech: ['chatter', 'joke'] }],
    ['La page ne fonctionne plus depuis ce matin', { language: 'fr', readable: true, failures: ['broken'] }],
    [
      'Die Suche funktioniert nicht und ist langsam',
      { language: 'de', readable: true, failures: ['broken', 'slow'] },
    ],
    ['No se puede pagar, nadie puede entrar', { language: 'es', readable: true, scope: 'all' }],
    ["i miei clienti non riescono a completare l'ordine", { language: 'it', readable: true }],
    ['サイトがダウンしています。ログインできません', { language: 'other', readable: false }],
    ['Сайт не работает, не могу войти уже час', { language: 'other', readable: false }],
  ])('%j gives %j', (text, facts) => {
    expect(read(text).facts).toMatchObject(facts);
  });

  it.each([
    [
      '[FIRING:1] HighErrorRate severity: critical',
      { format: 'alertmanager', state: 'firing', severityStated: 'critical' },
    ],
    ['[Recovered] p95 latency - Datadog', { format: 'datadog', state: 'resolved' }],
    ['ALARM: "cpu" in CloudWatch is in ALARM', { format: 'cloudwatch', state: 'firing' }],
    ['web-1 CrashLoopBackOff', { format: 'kubernetes', state: 'firing' }],
  ])('of a monitor: %j gives %j', (text, facts) => {
    expect(read(text, automated).facts).toMatchObject(facts);
  });
});

describe('any text', () => {
  it.each(['', ' ', '\ud800', '\u0000\u0007', '😡'.repeat(50), 'a'.repeat(70_000), '<@U'.repeat(500)])(
    'is read without fail (case %#)',
    (text) => {
      expect(read(text).facts).toMatchObject({ kind: 'human', scope: 'unknown' });
    },
  );

  it('says so when it was cut', () => {
    const { facts, truncated } = read(`${'fine '.repeat(20_000)} checkout is down`);
    expect({ truncated, cut: facts.truncated, failures: facts.failures }).toEqual({
      truncated: true,
      cut: true,
      failures: [],
    });
  });

  it('gives spans that lie in the text and facts that are flat', () => {
    const words = fc.constantFrom(
      'checkout',
      'is',
      'not',
      'down',
      'for',
      '12',
      'users',
      'by',
      '5pm',
      'if',
      '"',
      '.',
      ',',
      'Galerie',
      'Ost',
      '<https://x.y|z>',
      '&gt;',
      'fixed',
      '\n',
      '日本',
      '😡',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(' ');
        const { facts, spans, hits } = readReport(report(text), vocabulary());
        for (const span of [...Object.values(spans).flat(), ...hits]) {
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        for (const value of Object.values(facts))
          expect(value === null || typeof value !== 'object' || Array.isArray(value)).toBe(true);
      }),
    );
  });

  it('is read the same each time', () => {
    const text = 'Checkout is down for ~20 galleries since 10, please fix before 5pm';
    expect(read(text)).toEqual(read(text));
  });
});
