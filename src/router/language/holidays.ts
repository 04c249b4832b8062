// Public holidays as plain dates. The only file that knows date-holidays, and it loads it on demand.

export const firstYear = 2015;
export const lastYear = 2050;

/** Whose holidays, and the company's own exceptions (YYYY-MM-DD, or MM-DD for every year). */
export interface HolidayTerms {
  readonly country: string;
  readonly region: string | null;
  readonly closed: readonly string[];
  readonly open: readonly string[];
}

/** Local dates (YYYY-MM-DD, sorted) of 2015 to 2050 on which nobody works; empty for an unknown country. */
export async function holidaysOf(terms: HolidayTerms): Promise<readonly string[]> {
  const open = new Set(everyYear(terms.open));
  const days = await publicHolidays(terms.country, terms.region);
  return [...new Set([...days, ...everyYear(terms.closed)])].filter((day) => !open.has(day)).sort();
}

/** Asked once to check a place and once to read it. */
async function publicHolidays(country: string, region: string | null): Promise<readonly string[]> {
  const place = `${country} ${region ?? ''}`;
  const known = remembered.get(place);
  if (known !== undefined) return known;
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(
    { country, ...(region !== null && { state: region }) },
    { types: ['public'] },
  );
  // Only dates are taken, and turning moments into another zone is five sixths of the work.
  calendar.setTimezone('');
  const days = years().flatMap((year) =>
    // `getHolidays` gives false, against its types, for a country that it does not know.
    (calendar.getHolidays(year) || []).flatMap((holiday) => daysOf(holiday)),
  );
  remembered.set(place, days);
  return days;
}

// As many as there are countries and regions.
const remembered = new Map<string, readonly string[]>();

/** A holiday may last several days; its start is local wall time, like "2026-12-25 00:00:00". */
function daysOf(holiday: {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
}): readonly string[] {
  const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 86_400_000).toISOString().slice(0, 10),
  );
}

function everyYear(days: readonly string[]): readonly string[] {
  return days.flatMap((day) => (day.length === 5 ? years().map((year) => `${year}-${day}`) : [day]));
}

function years(): readonly number[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
}
