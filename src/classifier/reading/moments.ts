// Moments named in a text: "noon", "tomorrow at 9", "in 45 minutes", "Friday 17:00", "bis 18 Uhr". Days and
// clock times are read from the tokens, here; calendar dates ("14 April", "12.05.2024") are left to chrono,
// which is slow and only sees a window around one.

import { ENGLISH_MONTHS, readDate } from './calendar-dates.js';
import type { Token } from './token.js';

/** A moment, with the words it was read from. */
export interface Moment {
  readonly first: number;
  readonly last: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Whether a time of day was given; a day alone means its end. */
  readonly clock: boolean;
  /** Whether a day was given; a time of day alone is its next occurrence. */
  readonly day: boolean;
  /** The same time of day was not long ago, and the next is far: more likely that one is meant. */
  readonly justPast: boolean;
  /** It was given as a length of time from now. */
  readonly duration: boolean;
}

/** When and where the text was written. */
export interface Now {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const JUST_PAST = 2.5 * HOUR;
/** More moments than this are a log or a timetable. */
const MOST_MOMENTS = 40;

/** The moments named in a text, in order. */
export function readMoments(text: string, tokens: readonly Token[], now: Now): readonly Moment[] {
  const parts: Part[] = [];
  for (let i = 0; i < tokens.length && parts.length < MOST_MOMENTS * 2; i++) {
    if (!mayBeTime(tokens[i])) continue;
    const part =
      durationAt(tokens, i) ?? clockAt(tokens, i) ?? dayAt(tokens, i, now) ?? dateAt(text, tokens, i, now);
    if (part === null) continue;
    parts.push(part);
    i = part.last;
  }
  return joined(parts, tokens, now).slice(0, MOST_MOMENTS);
}

/** Most words are none of time; this spares them the readers. */
function mayBeTime(token: Token | undefined): boolean {
  return (
    token !== undefined && (token.kind !== 'word' || TIME_WORDS.has(token.norm) || /^\d/.test(token.norm))
  );
}

interface Part {
  readonly first: number;
  readonly last: number;
  /** Minutes after midnight. */
  readonly minutes?: number;
  /** "five" without am or pm: the next of the two. */
  readonly half?: boolean;
  /** Start of the day, local, as if it were UTC. */
  readonly date?: number;
  readonly at?: number;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  couple: 2,
  few: 3,
  einer: 1,
  eine: 1,
  einem: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  une: 1,
  deux: 2,
  trois: 3,
  dos: 2,
  tres: 3,
  una: 1,
  un: 1,
  due: 2,
  tre: 3,
};
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE,
  minutes: MINUTE,
  min: MINUTE,
  mins: MINUTE,
  minuten: MINUTE,
  minuti: MINUTE,
  minutos: MINUTE,
  minuto: MINUTE,
  hour: HOUR,
  hours: HOUR,
  hr: HOUR,
  hrs: HOUR,
  h: HOUR,
  stunde: HOUR,
  stunden: HOUR,
  heure: HOUR,
  heures: HOUR,
  hora: HOUR,
  horas: HOUR,
  ora: HOUR,
  ore: HOUR,
  uur: HOUR,
  day: DAY,
  days: DAY,
  tage: DAY,
  tagen: DAY,
  tag: DAY,
  jour: DAY,
  jours: DAY,
  dia: DAY,
  dias: DAY,
  giorno: DAY,
  giorni: DAY,
  dagen: DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
};
const WITHIN = new Set([
  'in',
  'within',
  'innerhalb',
  'dans',
  'en',
  'tra',
  'fra',
  'over',
  'about',
  'around',
  'only',
  'another',
  'next',
]);
const HAVING = new Set([
  'we',
  'have',
  'has',
  'got',
  'leaves',
  'gives',
  'haben',
  'avons',
  'abbiamo',
  'tenemos',
]);
const LEFT = /^(?:left|to|before|until|till|away|from|remaining|remain|noch|time)$/;

/** "in 45 minutes", "an hour left", "20 min to go", "half an hour before"; not "for 20 minutes", "an hour ago". */
function durationAt(tokens: readonly Token[], at: number): Part | null {
  let i = at;
  let half = false;
  if (tokens[i]?.norm === 'half') {
    half = true;
    i++;
  }
  const number = tokens[i];
  const attached = number === undefined ? null : /^(\d+)(min|mins|h|hr|hrs|m)$/.exec(number.norm);
  const count =
    attached !== null
      ? Number(attached[1])
      : number?.kind === 'number'
        ? number.value
        : (NUMBER_WORDS[number?.norm ?? ''] ?? null);
  if (count === null || number === undefined) return null;
  const ones = NUMBER_WORDS[tokens[i + 1]?.norm ?? ''] ?? 10;
  const isCompound = number.kind === 'word' && count >= 20 && ones < 10;
  if (isCompound) i++;
  let unitAt = attached !== null ? i : i + 1;
  if (
    attached === null &&
    /^(?:more|of|short|full|business|working|good|half)$/.test(tokens[unitAt]?.norm ?? '')
  )
    unitAt++;
  const unit =
    attached !== null
      ? attached[2]?.startsWith('h') === true
        ? HOUR
        : MINUTE
      : UNITS[tokens[unitAt]?.norm ?? ''];
  if (unit === undefined || tokens[unitAt]?.sentence !== number.sentence) return null;
  const before = previous(tokens, at)?.norm ?? '';
  const next = tokens[unitAt + 1]?.sentence === number.sentence ? (tokens[unitAt + 1]?.norm ?? '') : '';
  const afterNext = tokens[unitAt + 2]?.norm ?? '';
  const isLeft =
    LEFT.test(next) &&
    (next !== 'to' || /^(?:go|get|fix|do|the|air|launch|start|spare)$/.test(afterNext)) &&
    !(next === 'from' && afterNext !== 'now');
  const isWithin =
    WITHIN.has(before) &&
    !/^(?:ago|since|straight)$/.test(next) &&
    before !== 'over' &&
    before !== 'about' &&
    before !== 'around';
  if (!isWithin && !isLeft && !HAVING.has(before)) return null;
  if (before === 'in' && isPast(tokens, at)) return null;
  return {
    first: isWithin ? at - 1 : at,
    last: unitAt,
    at: (count + (isCompound ? ones : 0)) * unit * (half ? 0.5 : 1),
  };
}

const PAST_MARKS =
  /^(?:last|past|latest|ago|since|for|first|second|third|once|twice|times|occurred|received|complaints|tickets|reports)$/;

/** "4 times in 10 minutes", "in the last hour": a window looking back. */
function isPast(tokens: readonly Token[], at: number): boolean {
  const sentence = tokens[at]?.sentence;
  for (let i = at - 2; i >= at - 4 && i >= 0; i--) {
    if (tokens[i]?.sentence !== sentence) return false;
    if (PAST_MARKS.test(tokens[i]?.norm ?? '')) return true;
    const isCount =
      (tokens[i]?.kind === 'number' || (NUMBER_WORDS[tokens[i]?.norm ?? ''] ?? 0) > 2) && i <= at - 3;
    if (isCount) return true;
  }
  return false;
}

const CLOCK_WORDS: Readonly<Record<string, number>> = {
  noon: 720,
  midday: 720,
  midnight: 1440,
  lunchtime: 780,
  mittag: 720,
  mitternacht: 1440,
  midi: 720,
  minuit: 1440,
  mezzogiorno: 720,
  mezzanotte: 1440,
  mediodia: 720,
  medianoche: 1440,
  eod: 1080,
  cob: 1080,
  eob: 1080,
  feierabend: 1080,
};
const CLOCK_CUES = new Set(
  'at by before until till from around at: til um bis vor ab gegen a avant entro alle antes las per vers om voor tot ás as'.split(
    ' ',
  ),
);
const MERIDIEM =
  /^(?:am|pm|a\.m|p\.m|uhr|oclock|o'clock|sharp|tonight|et|est|edt|utc|gmt|cet|cest|bst|pt|pst|pdt)$/;

function clockAt(tokens: readonly Token[], at: number): Part | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'time') return clockFrom(token.norm, at);
  const word = CLOCK_WORDS[token.norm];
  if (word !== undefined) return { first: at, last: at, minutes: word };
  if (
    (token.norm === 'end' || token.norm === 'close') &&
    tokens[at + 1]?.norm === 'of' &&
    /^(?:day|business|play)$/.test(tokens[at + 2]?.norm ?? '')
  ) {
    return { first: at, last: at + 2, minutes: 1080 };
  }
  if (token.norm === 'half' && tokens[at + 1]?.norm === 'past') return hourAt(tokens, at + 2, at, 30);
  if (token.norm === 'quarter' && /^(?:past|to)$/.test(tokens[at + 1]?.norm ?? ''))
    return hourAt(tokens, at + 2, at, tokens[at + 1]?.norm === 'to' ? -15 : 15);
  const cued = CLOCK_CUES.has(previous(tokens, at)?.norm ?? '');
  const next = tokens[at + 1]?.sentence === token.sentence ? (tokens[at + 1]?.norm ?? '') : '';
  if (!cued && !MERIDIEM.test(next)) return null;
  return hourAt(tokens, at, at, 0);
}

function hourAt(tokens: readonly Token[], at: number, first: number, add: number): Part | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const named = NUMBER_WORDS[token.norm];
  const hour =
    token.kind === 'number' && Number.isInteger(token.value)
      ? token.value
      : token.norm.length > 2
        ? (named ?? null)
        : null;
  if (token.norm === 'one' && previous(tokens, at)?.norm === 'by') return null;
  if (hour === null || hour < 0 || hour > 24 || !/^(?:\d{1,2}|[a-z]+)$/.test(token.norm)) return null;
  const next = tokens[at + 1]?.sentence === token.sentence ? (tokens[at + 1]?.norm ?? '') : '';
  if (/^pm|^p\.m/.test(next) && hour < 12) return { first, last: at + 1, minutes: (hour + 12) * 60 + add };
  if (/^am|^a\.m/.test(next)) return { first, last: at + 1, minutes: (hour % 12) * 60 + add };
  if (next !== '' && !MERIDIEM.test(next) && isCounted(tokens[at + 1])) return null;
  return {
    first,
    last: MERIDIEM.test(next) ? at + 1 : at,
    minutes: hour * 60 + add,
    half: hour <= 12 && next !== 'uhr' && next !== 'h',
  };
}

/** "at 5 galleries", "by 40 percent": a noun after the number makes it a count, not an hour. */
function isCounted(token: Token | undefined): boolean {
  if (token === undefined || token.comma || token.kind !== 'word') return false;
  return !AFTER_CLOCK.has(token.norm);
}

const AFTER_CLOCK = new Set(
  'and or but on in at by the this today tomorrow tmrw morning afternoon evening tonight night london paris ny berlin local time if so with for to we i it they he she please pls can could or latest sharp is are when because as otherwise which that monday tuesday wednesday thursday friday saturday sunday her his their our my und oder am im heute morgen'.split(
    ' ',
  ),
);

function clockFrom(norm: string, at: number): Part | null {
  const found = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?(z|h)?([ap])?/.exec(norm.replace(/\s/g, ''));
  if (found === null) return null;
  let hour = Number(found[1]);
  // "1h" and "24h" last; "18h" and "7h30" are times of day.
  if (/^\d+h$/.test(norm) && (hour < 7 || hour > 23)) return null;
  if (found[4] === 'p' && hour < 12) hour += 12;
  if (found[4] === 'a' && hour === 12) hour = 0;
  const half = found[4] === undefined && hour <= 12 && hour > 0 && !/^0/.test(norm);
  return { first: at, last: at, minutes: hour * 60 + Number(found[2] ?? 0), half };
}

const WEEKDAYS: Readonly<Record<string, number>> = {
  monday: 1,
  mon: 1,
  tuesday: 2,
  tue: 2,
  tues: 2,
  wednesday: 3,
  wed: 3,
  thursday: 4,
  thu: 4,
  thurs: 4,
  friday: 5,
  fri: 5,
  saturday: 6,
  sunday: 0,
  montag: 1,
  dienstag: 2,
  mittwoch: 3,
  donnerstag: 4,
  freitag: 5,
  samstag: 6,
  sonntag: 0,
  lundi: 1,
  mardi: 2,
  mercredi: 3,
  jeudi: 4,
  vendredi: 5,
  samedi: 6,
  dimanche: 0,
  lunes: 1,
  martes: 2,
  miercoles: 3,
  jueves: 4,
  viernes: 5,
  sabado: 6,
  domingo: 0,
  lunedi: 1,
  martedi: 2,
  mercoledi: 3,
  giovedi: 4,
  venerdi: 5,
  sabato: 6,
  domenica: 0,
  maandag: 1,
  dinsdag: 2,
  woensdag: 3,
  donderdag: 4,
  vrijdag: 5,
  zaterdag: 6,
  zondag: 0,
};
const DAY_WORDS: Readonly<Record<string, readonly [days: number, minutes?: number]>> = {
  today: [0],
  tonight: [0, 1200],
  tonite: [0, 1200],
  tomorrow: [1],
  tmrw: [1],
  tmr: [1],
  tomorow: [1],
  tommorow: [1],
  tommorrow: [1],
  tmw: [1],
  '2moro': [1],
  heute: [0],
  morgen: [1],
  ubermorgen: [2],
  demain: [1],
  hoy: [0],
  manana: [1],
  oggi: [0],
  stasera: [0, 1200],
  domani: [1],
  vandaag: [0],
  amanha: [1],
  hoje: [0],
  aujourdhui: [0],
};
const PARTS_OF_DAY: Readonly<Record<string, number>> = {
  morning: 720,
  afternoon: 1020,
  evening: 1200,
  night: 1320,
  abend: 1200,
  vormittag: 720,
  nachmittag: 1020,
  soir: 1200,
};

function dayAt(tokens: readonly Token[], at: number, now: Now): Part | null {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word') return null;
  const today = startOfDay(now);
  const word = DAY_WORDS[token.norm];
  if (word !== undefined) {
    const [days] = word;
    const part = PARTS_OF_DAY[tokens[at + 1]?.norm ?? ''];
    const minutes = word[1] ?? part;
    return {
      first: at,
      last: part === undefined ? at : at + 1,
      date: today + days * DAY,
      ...(minutes === undefined ? {} : { minutes }),
    };
  }
  const weekday = WEEKDAYS[token.norm];
  if (weekday !== undefined && !(token.norm.length === 3 && !token.capital)) {
    if (
      /^(?:last|black|good|cyber|since|letzten|letzte|dernier|pasado|scorso|every|each|on|from)$/.test(
        previous(tokens, at)?.norm ?? '',
      ) &&
      previous(tokens, at)?.norm !== 'on' &&
      previous(tokens, at)?.norm !== 'from'
    )
      return null;
    const ahead = (weekday - weekdayOf(today) + 7) % 7;
    return { first: at, last: at, date: today + ahead * DAY };
  }
  if (/^(?:this|diesen|heute|ce|esta|questa)$/.test(previous(tokens, at)?.norm ?? '')) {
    const minutes = PARTS_OF_DAY[token.norm];
    if (minutes !== undefined) return { first: at - 1, last: at, date: today, minutes };
  }
  return null;
}

function dateAt(text: string, tokens: readonly Token[], at: number, now: Now): Part | null {
  const found = readDate(text, tokens, at, now);
  if (found === null) return null;
  const local = found.at + now.utcOffset * MINUTE;
  const date = local - (((local % DAY) + DAY) % DAY);
  return {
    first: found.first,
    last: found.last,
    date,
    ...(found.clock ? { minutes: (local - date) / MINUTE } : {}),
  };
}

/** Joins "Friday" and "10am" into one moment, where at most two words stand between. */
function joined(parts: readonly Part[], tokens: readonly Token[], now: Now): Moment[] {
  const moments: Moment[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) continue;
    const next = parts[i + 1];
    const near =
      next !== undefined &&
      next.first - part.last <= 3 &&
      tokens[next.first]?.sentence === tokens[part.last]?.sentence;
    if (near && fits(part, next)) {
      moments.push(
        momentOf({ ...part, ...next, first: part.first, last: next.last, minutes: clockOf(part, next) }, now),
      );
      i++;
    } else moments.push(momentOf(part, now));
  }
  return moments;
}

function fits(a: Part, b: Part): boolean {
  const dated =
    (a.date !== undefined && b.date === undefined) || (b.date !== undefined && a.date === undefined);
  return (
    dated && a.at === undefined && b.at === undefined && (a.minutes !== undefined || b.minutes !== undefined)
  );
}

/** The clock time of a day and a time: "tonight" makes "at 8" twenty hundred. */
function clockOf(a: Part, b: Part): number {
  const [day, clock] = a.date !== undefined ? [a, b] : [b, a];
  if (clock.minutes === undefined) return day.minutes ?? 0;
  const evening = (day.minutes ?? 0) >= 1000;
  if (evening && clock.half === true && clock.minutes < 720) return clock.minutes + 720;
  return clock.half === true && clock.minutes < 7 * 60 ? clock.minutes + 720 : clock.minutes;
}

function momentOf(part: Part, now: Now): Moment {
  const { first, last } = part;
  if (part.at !== undefined)
    return { first, last, at: now.at + part.at, clock: true, day: true, justPast: false, duration: true };
  if (part.date !== undefined) {
    const minutes = part.minutes ?? 18 * 60;
    return {
      first,
      last,
      at: part.date + minutes * MINUTE - now.utcOffset * MINUTE,
      clock: part.minutes !== undefined,
      day: true,
      justPast: false,
      duration: false,
    };
  }
  const at = nextClock(part, now);
  const last12 = part.half === true ? 12 * HOUR : DAY;
  return {
    first,
    last,
    at,
    clock: true,
    day: false,
    justPast: now.at - (at - last12) < JUST_PAST,
    duration: false,
  };
}

/** The next occurrence of a time of day; "at five" is the nearer of morning and afternoon. */
function nextClock(part: Part, now: Now): number {
  const minutes = part.minutes ?? 0;
  const base = startOfDay(now) - now.utcOffset * MINUTE;
  const options = part.half === true ? [minutes, minutes + 720] : [minutes];
  const ahead = options.map((option) => base + option * MINUTE).filter((at) => at >= now.at);
  return ahead.length > 0 ? Math.min(...ahead) : base + Math.min(...options) * MINUTE + DAY;
}

/** Midnight of the report's day, local, as if it were UTC. */
function startOfDay(now: Now): number {
  const local = now.at + now.utcOffset * MINUTE;
  return local - (((local % DAY) + DAY) % DAY);
}

/** 0 is Sunday; day 0 of 1970 was a Thursday. */
function weekdayOf(localMidnight: number): number {
  return (((Math.floor(localMidnight / DAY) + 4) % 7) + 7) % 7;
}

function previous(tokens: readonly Token[], at: number): Token | undefined {
  const before = tokens[at - 1];
  return before !== undefined && before.sentence === tokens[at]?.sentence ? before : undefined;
}

const TIME_WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(NUMBER_WORDS),
  ...Object.keys(CLOCK_WORDS),
  ...Object.keys(WEEKDAYS),
  ...Object.keys(DAY_WORDS),
  ...Object.keys(PARTS_OF_DAY),
  ...ENGLISH_MONTHS,
  ...'half end close quarter'.split(' '),
]);
