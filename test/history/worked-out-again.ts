// The figures of `triage stats`, worked out a second time from the rows of an export: by another hand, with nothing of
// the product. What the columns mean is all that is known here.

interface Row {
  readonly [column: string]: unknown;
}

const classes = ['incident', 'urgent-non-incident', 'non-incident', 'none'];
const weekMs = 7 * 86_400_000;

interface Told {
  readonly at: number;
  readonly kind: string;
  readonly channel: string;
  readonly decided: string | null;
  readonly confidence: number;
  readonly truth: string | null;
  readonly sampled: boolean;
  readonly area: string | null;
  readonly partners: readonly string[];
}

/** Everything that `triage stats --json` prints, but the sentences of alarms. */
export function workedOutAgain(
  lines: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  {
    zone,
    incidents,
    responseMs,
  }: { readonly zone: string; readonly incidents: string; readonly responseMs: number },
): object {
  const parsed = lines
    .slice(1)
    .map((line) => JSON.parse(line) as { readonly table: string; readonly row: Row });
  const tables = Map.groupBy(parsed, ({ table }) => table);
  const rows = (table: string): readonly Row[] => (tables.get(table) ?? []).map(({ row }) => row);
  const all = told(rows);
  const inside = all.filter(({ at }) => at >= from && at < to);
  const known = inside.filter((one) => classOf(one) !== null);
  const cases = rows('cases')
    .map(({ document }) => JSON.parse(String(document)) as Row)
    .filter(
      ({ openedAt, status }) => Number(openedAt) >= from && Number(openedAt) < to && status !== 'merged',
    );
  const answered = (some: readonly Row[]) =>
    some.flatMap(({ acknowledged, waitingSince, openedAt }) => {
      const taken = acknowledged as { readonly at: number } | null;
      return taken === null ? [] : [Math.max(0, taken.at - Number(waitingSince ?? openedAt))];
    });
  const ofIncidents = cases.filter((one) => one.class === 'incident');
  const claims = known.filter(({ kind, channel }) => kind === 'human' && channel === incidents);
  return {
    period: { from, to },
    zone,
    reports: inside.length,
    weeks: weeks(from, to, zone).map(({ name, begins, ends }) => {
      const own = inside.filter(({ at }) => at >= begins && at < ends);
      const { undecided, uncorrected, sampled } = accuracy(own);
      return {
        week: name,
        reports: Object.fromEntries(
          [...classes, 'undecided'].map((name) => [name, own.filter((one) => classOf(one) === name).length]),
        ),
        accuracy: { undecided, uncorrected, sampled },
      };
    }),
    areas: frequencies(known.map(({ area }) => area ?? 'no area')),
    classes: frequencies(known.map((one) => String(classOf(one)))),
    partners: frequencies(known.flatMap(({ partners }) => partners)),
    hours: hoursOf(inside.map(({ at }) => clock(at, zone).hour)),
    toAcknowledge: spread(answered(cases)),
    incidentsToAcknowledge: spread(answered(ofIncidents)),
    inTime: share(answered(ofIncidents).filter((ms) => ms <= responseMs).length, ofIncidents.length),
    toResolve: spread(
      cases.flatMap(({ resolved, openedAt }) =>
        resolved === null ? [] : [(resolved as { readonly at: number }).at - Number(openedAt)],
      ),
    ),
    misreported: share(claims.filter((one) => classOf(one) !== 'incident').length, claims.length),
    accuracy: accuracy(inside),
    alarms: alarms(all, to),
  };
}

function told(rows: (table: string) => readonly Row[]): readonly Told[] {
  const ofReport = (table: string, id: unknown) => rows(table).filter(({ report }) => report === id);
  return rows('reports').flatMap(({ id, document, synthetic, received_at }): readonly Told[] => {
    const { source, partner } = JSON.parse(String(document)) as {
      readonly source: { readonly kind: string; readonly channel: string };
      readonly partner?: string;
    };
    if (synthetic !== 0) return [];
    const decisions = [...ofReport('decisions', id)].sort((a, b) => Number(a.revision) - Number(b.revision));
    const own = decisions.filter(({ cause }) => cause !== 'correction').pop();
    const words = ofReport('corrections', id);
    const [seen] = ofReport('seen', id);
    const partners =
      seen === undefined
        ? partner === undefined
          ? []
          : [partner.toLowerCase()]
        : (JSON.parse(String(seen.document)) as { readonly partners: readonly string[] }).partners;
    return [
      {
        at: Number(received_at),
        kind: source.kind,
        channel: source.channel,
        decided: own === undefined ? null : String(own.class),
        confidence: own === undefined ? 0 : Number((JSON.parse(String(own.document)) as Row).confidence),
        truth: words.length === 0 ? null : String(words[words.length - 1]?.to_class),
        sampled: words.some(({ sample }) => typeof sample === 'string'),
        area: (decisions[decisions.length - 1]?.area ?? null) as string | null,
        partners,
      },
    ];
  });
}

function classOf({ truth, decided }: Told): string | null {
  return truth ?? decided;
}

function accuracy(reports: readonly Told[]) {
  const judged = reports.filter(({ decided }) => decided !== null);
  // A person was asked about what was left undecided: that is neither right nor wrong.
  const sure = judged.filter(({ decided }) => decided !== 'undecided');
  const sampled = sure.filter((one) => one.sampled);
  const kept = (some: readonly Told[]) =>
    some.filter(({ truth, decided }) => truth === null || truth === decided).length;
  const right = (some: readonly Told[]) => some.filter(({ truth, decided }) => truth === decided).length;
  const incidents = judged.filter((one) => classOf(one) === 'incident');
  const missed = incidents.filter(({ decided }) => decided === 'none' || decided === 'non-incident');
  const bounds = [0, 0.4, 0.6, 0.8, 0.9, 1];
  return {
    decided: judged.length,
    undecided: share(judged.length - sure.length, judged.length),
    uncorrected: share(kept(sure), sure.length),
    sampled: share(right(sampled), sampled.length),
    missed: share(missed.length, incidents.length),
    perClass: classes.map((name) => {
      const called = sure.filter(({ decided }) => decided === name);
      return { class: name, kept: share(kept(called), called.length) };
    }),
    reliability: bounds.slice(1).map((to, index) => {
      const from = Number(bounds[index]);
      const own = sampled.filter(
        ({ confidence }) => confidence >= from && (to === 1 ? confidence <= 1 : confidence < to),
      );
      const sum = own.reduce((total, { confidence }) => total + confidence, 0);
      return {
        from,
        to,
        believed: own.length === 0 ? null : sum / own.length,
        right: share(right(own), own.length),
      };
    }),
  };
}

/** The ends of the interval are where p differs from the share by 1.959964 of its own standard errors. */
function share(count: number, of: number) {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const [p, q] = [count / of, 1.959964 ** 2 / of];
  const [a, b, c] = [1 + q, -(2 * p + q), p * p];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return {
    count,
    of,
    share: p,
    low: Math.max(0, (-b - root) / (2 * a)),
    high: Math.min(1, (-b + root) / (2 * a)),
  };
}

function spread(durations: readonly number[]) {
  const sorted = [...durations].sort((a, b) => a - b);
  const within = (part: number) =>
    sorted.find((one) => sorted.filter((other) => other <= one).length >= part * sorted.length) ?? null;
  return { of: sorted.length, median: within(0.5), slow: within(0.9) };
}

function hoursOf(hours: readonly number[]) {
  return [...Array(24).keys()].map((hour) => hours.filter((other) => other === hour).length);
}

function frequencies(names: readonly string[]) {
  return [...new Set(names)]
    .map((name) => ({ name, count: names.filter((other) => other === name).length }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function alarms(all: readonly Told[], at: number) {
  const between = (from: number, to: number) => accuracy(all.filter((one) => one.at >= from && one.at < to));
  const [last, earlier] = [between(at - weekMs, at), between(at - 5 * weekMs, at - weekMs)];
  const worse = (figure: 'undecided' | 'uncorrected' | 'sampled', more: boolean) => {
    const [now, before] = [last[figure], earlier[figure]];
    if (now.of < 20 || before.of < 20) return [];
    const apart = more ? Number(now.low) > Number(before.high) : Number(now.high) < Number(before.low);
    return apart ? [{ figure, now, before }] : [];
  };
  const overconfident = between(at - 5 * weekMs, at).reliability.flatMap(({ believed, right }) =>
    right.of >= 20 && believed !== null && believed > Number(right.high)
      ? [{ figure: 'overconfident', now: right, before: { ...right, share: believed } }]
      : [],
  );
  return [
    ...worse('undecided', true),
    ...worse('uncorrected', false),
    ...worse('sampled', false),
    ...overconfident,
  ];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clock(at: number, zone: string) {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
    });
  formats.set(zone, format);
  const parts = format.formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour') };
}

/** Calendar weeks from Monday to Monday, found by going through the hours one by one. */
function weeks(from: number, to: number, zone: string) {
  const found: { name: string; begins: number; ends: number }[] = [];
  const hourMs = 3_600_000;
  const isMonday = (at: number) => {
    const { year, month, day, hour } = clock(at, zone);
    return hour === 0 && new Date(Date.UTC(year, month - 1, day)).getUTCDay() === 1;
  };
  let begins = from - (from % hourMs);
  while (!isMonday(begins)) begins -= hourMs;
  while (begins < to) {
    let ends = begins + hourMs;
    while (!isMonday(ends)) ends += hourMs;
    found.push({ name: nameOf(clock(begins, zone)), begins, ends });
    begins = ends;
  }
  return found;
}

/** By its Thursday, as ISO 8601 has it. */
function nameOf({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}) {
  const thursday = new Date(Date.UTC(year, month - 1, day + 3));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = 1 + Math.floor((thursday.getTime() - first) / weekMs);
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}
