// The hand-off for people: a message in our plain text, where people stand as `@{id}`, and Markdown for a page or a
// wiki. Words of reporters stand in it quoted and made harmless: they are no mention, no link and no markup.

import { DateTime } from 'luxon';
import type { DecisionClass } from '../classifier/index.js';
import type { Handoff, HandoffCase } from './handoff.js';
import type { Trend } from './trends.js';

/** How the words are written in one place: what is ours, what is people's, and who somebody is. */
interface Hand {
  /** The head of a section with what stands between it and its lines. */
  readonly heading: (text: string) => string;
  readonly bullet: string;
  readonly quoted: (text: string) => string;
  readonly link: (title: string, url: string) => string;
  readonly code: (text: string) => string;
  readonly person: (id: string) => string;
}

/** What telling needs beside the hand-off. */
export interface HandoffTelling {
  /** IANA name of the zone in which times are written. */
  readonly zone: string;
  /** How a person is called. */
  readonly nameOf: (id: string) => string;
  /** What an area is called. */
  readonly titleOf: (area: string | null) => string;
}

/** Slack cuts what is longer; the verb and the page show all. */
const mostInMessage = 5;

/** The hand-off as a message of the desk; long lists are cut, and it says so. */
export function handoffMessage(handoff: Handoff, telling: HandoffTelling): string {
  const hand: Hand = {
    heading: (text) => `${text}\n`,
    bullet: '•',
    quoted: (text) => (text === '' ? '' : `“${plain(text)}”`),
    link: (title, url) => `${title} ${url}`,
    code: (text) => text,
    person: telling.nameOf,
  };
  return `${title(handoff, telling)}: ${written(handoff, telling, hand, mostInMessage)}`;
}

/** The whole hand-off as Markdown. */
export function handoffMarkdown(handoff: Handoff, telling: HandoffTelling): string {
  const hand: Hand = {
    heading: (text) => `## ${text}\n\n`,
    bullet: '-',
    quoted: (text) => (text === '' ? '' : codeSpan(text)),
    link: (title, url) =>
      /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${title}](${url})` : `${title} ${codeSpan(url)}`,
    code: codeSpan,
    person: telling.nameOf,
  };
  return `# ${title(handoff, telling)}\n\n${written(handoff, telling, hand, Number.POSITIVE_INFINITY)}\n`;
}

function title({ period }: Handoff, { zone }: HandoffTelling): string {
  return `Hand-off of ${day(period.from, zone)} to ${day(period.to, zone)}`;
}

function written(handoff: Handoff, telling: HandoffTelling, hand: Hand, most: number): string {
  const { titleOf } = telling;
  const cases = (some: readonly HandoffCase[]) => some.map((one) => caseLine(one, telling, hand));
  const parts = [
    section('Nobody has taken these up', cases(handoff.waiting), hand, most),
    section('Open, and taken up', cases(handoff.open), hand, most),
    section('Resolved', cases(handoff.resolved), hand, most),
    section(
      'Left to do without a ticket',
      handoff.looseEnds.map((end) => words(hand.code(end.case), `${end.why}:`, hand.quoted(end.excerpt))),
      hand,
      most,
    ),
    section(
      'What keeps coming back',
      handoff.trends.map((trend) => trendLine(trend, telling, hand)),
      hand,
      most,
    ),
    section(
      'Corrections',
      handoff.corrections.map((one) =>
        words(`${one.from} → ${one.to}, by ${hand.person(one.by)}:`, hand.quoted(one.excerpt)),
      ),
      hand,
      most,
    ),
    section(
      'Rules that misled most',
      handoff.noisyRules.map(({ rule, wrong, fired }) => `${hand.code(rule)} ${wrong} of ${fired} times`),
      hand,
      most,
    ),
    section(
      'Asked more than once: candidates for the FAQ',
      handoff.faq.map(({ area, count, examples }) =>
        words(`${titleOf(area)} (${count}):`, examples.map(hand.quoted).join(' ')),
      ),
      hand,
      most,
    ),
    section(
      'Words that grow and that no concept covers',
      handoff.growing.map(({ word, reports, before, examples }) =>
        words(
          `${hand.quoted(word)} ${reports} times in seven days, ${before.toFixed(1)} a week before:`,
          examples.slice(-1).map(hand.quoted).join(' '),
        ),
      ),
      hand,
      most,
    ),
    section(
      `Was this right? ${hand.code('triage sample REPORT yes')}, or the class it is`,
      handoff.sample.asked.map((one) =>
        words(hand.code(one.report), `${one.class}:`, hand.quoted(one.excerpt)),
      ),
      hand,
      most,
    ),
    section(
      'Playbooks to bring up to date',
      handoff.playbooks.map(
        (one) => `${hand.link(one.title, one.url)} (${one.reports} ${plural(one.reports, 'report')})`,
      ),
      hand,
      most,
    ),
  ].filter((part) => part !== null);
  const alarms = handoff.alarms.map(({ sentence }) => sentence);
  return [summary(handoff), ...alarms, ...parts].join('\n\n');
}

function summary(handoff: Handoff): string {
  const { reports, waiting, open, resolved } = handoff;
  const total = Object.values(reports).reduce((sum, count) => sum + count, 0);
  const classes = (Object.keys(reports) as DecisionClass[])
    .filter((name) => reports[name] > 0)
    .map((name) => `${reports[name]} ${name}`)
    .join(', ');
  return [
    `${total} ${plural(total, 'report')}${classes === '' ? '' : ` (${classes})`}.`,
    `${resolved.length} ${plural(resolved.length, 'case')} resolved, ${open.length} taken up and open, ${waiting.length} waiting for somebody.`,
  ].join('\n');
}

function section(name: string, lines: readonly string[], hand: Hand, most: number): string | null {
  if (lines.length === 0) return null;
  const rest = lines.length - most;
  const told = [...lines.slice(0, most), ...(rest > 0 ? [`and ${rest} more: triage handoff shows all`] : [])];
  return `${hand.heading(`${name} (${lines.length})`)}${told.map((line) => `${hand.bullet} ${line}`).join('\n')}`;
}

function caseLine(one: HandoffCase, { titleOf, zone }: HandoffTelling, hand: Hand): string {
  const { acknowledged, resolved } = one;
  const facts = [
    one.class,
    titleOf(one.area),
    one.severity,
    `since ${moment(one.openedAt, zone)}`,
    one.reports > 1 ? `${one.reports} reports` : null,
    resolved !== null
      ? `resolved by ${hand.person(resolved.by)}`
      : acknowledged !== null
        ? `taken up by ${hand.person(acknowledged.by)}`
        : null,
  ].filter((fact) => fact !== null);
  const links = [
    one.link === null ? null : hand.link('thread', one.link),
    one.ticket === null ? null : hand.link(one.ticket.id, one.ticket.url),
    one.card === null ? null : hand.link('card', one.card.url),
  ].filter((link) => link !== null);
  return words(hand.code(one.id), `${facts.join(' · ')}:`, hand.quoted(one.excerpt), links.join(' '));
}

function trendLine(trend: Trend, telling: HandoffTelling, hand: Hand): string {
  const bug =
    trend.tickets.length === 0
      ? 'no bug yet'
      : `${trend.tickets.length} ${plural(trend.tickets.length, 'ticket')} (${trend.tickets.slice(0, 3).join(', ')}), none for the cause`;
  const offer =
    trend.openBugFrom === null
      ? ''
      : `: open one? ${hand.code(`triage follow-up ${trend.openBugFrom} "${trendTitle(trend, telling)}"`)}`;
  return `${trendTitle(trend, telling)}, ${bug}${offer}`;
}

/** "7 reports about Partner CMS, upload, in 9 days". */
export function trendTitle(
  { area, about, count, days }: Trend,
  { titleOf }: Pick<HandoffTelling, 'titleOf'>,
): string {
  const what = [area === null ? null : titleOf(area), about].filter((part) => part !== null).join(', ');
  return `${count} reports about ${what} in ${days} ${plural(days, 'day')}`;
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

function day(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('ccc d LLL yyyy');
}

function moment(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('ccc d LLL HH:mm');
}

/** No mention of a person, and no address that a chat would make a link of. */
function plain(text: string): string {
  return text.replace(/@(?=[\p{Cc}\p{Cf}]*\{)/gu, '@ ').replace(/:(?=[\p{Cc}\p{Cf}]*\/)/gu, ':\u200b');
}

function codeSpan(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
