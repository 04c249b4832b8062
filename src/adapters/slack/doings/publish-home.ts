import {
  isWaiting,
  maskSecrets,
  onCallAt,
  onDuty,
  type PersonId,
  personOf,
  promise,
} from '../../../router/index.js';
import { homeView, type ListedCase } from '../blocks/home-view.js';
import type { DoingsDeps } from './doings-deps.js';

const mostCases = 60;
const longestExcerpt = 160;

/** Shows App Home as things are now. */
export async function publishHome(deps: DoingsDeps, userId: string): Promise<void> {
  const routing = deps.routing();
  const { directory, policy } = routing;
  const now = await deps.store.now();
  const onCall = await deps.desk.onCall();
  const people = onCallAt(onCall.people, directory, now, policy.offsets);
  const name = (id: PersonId): string => personOf(id, directory)?.name ?? id;
  const cases = await listedCases(deps, now);
  const { paused } = await deps.desk.channels();
  await deps.api.publishHome(
    userId,
    homeView({
      onCall: people.map(name),
      promise: promise(
        now,
        policy,
        onDuty(onCall, routing, now).map((id) => ({ name: name(id) })),
        false,
      ),
      waiting: cases.filter(({ case: record }) => isWaiting(record)),
      taken: cases.filter(({ case: record }) => !isWaiting(record)),
      pausedBy: paused === null ? null : name(paused.by),
    }),
  );
}

/** Cases that somebody has to follow, newest first, named as people are. */
export async function listedCases(deps: DoingsDeps, now: number): Promise<readonly ListedCase[]> {
  const { directory } = deps.routing();
  const open = await deps.store.cases('open', mostCases);
  return Promise.all(
    open
      .filter(({ class: of }) => of === 'incident' || of === 'urgent-non-incident' || of === 'undecided')
      .map(async (record): Promise<ListedCase> => {
        const [first] = record.reports;
        const stored = first === undefined ? null : await deps.store.report(first);
        const { acknowledged } = record;
        const by =
          acknowledged === null ? null : (personOf(acknowledged.by, directory)?.name ?? acknowledged.by);
        return {
          case:
            acknowledged === null || by === null
              ? record
              : { ...record, acknowledged: { ...acknowledged, by } },
          excerpt: stored === null || stored.private ? null : excerptOf(stored.report.text),
          url: stored === null || stored.private ? null : stored.anchor.url,
          minutes: Math.max(0, Math.round((now - record.openedAt) / 60_000)),
        };
      }),
  );
}

function excerptOf(text: string): string {
  const line = maskSecrets(text).replace(/\s+/g, ' ').trim();
  return line.length <= longestExcerpt ? line : `${line.slice(0, longestExcerpt - 1).toWellFormed()}…`;
}
