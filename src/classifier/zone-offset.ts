// By Intl alone: luxon asks it for twice as much, and loading luxon takes longer than classifying a report.

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC, with a half where an old offset had seconds (Liberia until 1972), in a zone (an IANA name) at a moment (milliseconds since 1970); 0 where nobody knows the zone. */
export function offsetIn(zone: string, at: number): number {
  const format = formats.get(zone) ?? formatFor(zone);
  formats.set(zone, format);
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return formatFor('UTC');
  }
}
