// The running desk as its page offers it.

import type { Given } from '../../authoring/index.js';
import { offsetIn } from '../../classifier/index.js';
import type { Rota, Store } from '../../desk/ports.js';
import type { Desk } from '../../desk/start-desk.js';
import { type CaseChange, maskSecrets } from '../../router/index.js';
import type { Rulebook } from '../../rulebook/index.js';
import type { PageService } from '../../web/page/page-service.js';
import type { Done, PastReport, Visitor } from '../../web/page/shapes.js';
import { containing, pastReport } from '../workbench/past-report.js';
import type { OpenWorkbench } from '../workbench-thread.js';
import { boardPage, caseView, unfollowedReports } from './board.js';
import { pageChat } from './chat.js';
import type { LiveNews } from './live-news.js';
import { peopleOf } from './people.js';
import { isWritable, saveRules } from './save-rules.js';
import { weekView } from './week.js';

/** What the page is wired to. */
export interface PageWiring {
  readonly desk: Desk;
  readonly store: Store;
  readonly news: LiveNews;
  readonly workbench: OpenWorkbench;
  /** Folder of the rules in force. */
  readonly folder: string;
  /** Chat stays on this machine. */
  readonly local: boolean;
  /** Who may do anything to a case in local mode; null for nobody. */
  readonly operator: string | null;
  /** Who is on call when, by the rules in force. */
  rota(): Rota;
  /** As it stands now. */
  rulebook(): Rulebook;
}

const mostPast = 500;
const mostFound = 40;

/** Answers from the store, and from the workbench what takes thought. */
export function pageService(wiring: PageWiring): PageService {
  const { desk, store, news, workbench, folder, local, operator, rulebook, rota } = wiring;
  const chat = pageChat(desk, store, (at) => offsetIn(rulebook().routing.policy.zone, at));
  const maySave = async ({ person, may }: Visitor): Promise<boolean> =>
    may === 'act' && person === null && (await isWritable(folder));
  const told = async (most: number): Promise<readonly PastReport[]> =>
    (await store.reports(most))
      .filter((one) => !one.private && one.state !== 'erased')
      .map(({ report }) => ({ ...pastReport(report), text: maskSecrets(report.text) }));
  return {
    async start(visitor, csrf) {
      const { routing, version } = rulebook();
      const { people } = await desk.onCall();
      return {
        visitor,
        csrf,
        local,
        operator,
        rulebook: version,
        maySave: await maySave(visitor),
        zone: routing.policy.zone,
        channels: routing.policy.channels.map(({ name }) => name),
        areas: routing.directory.areas.map(({ name, title }) => ({ name, title })),
        people: peopleOf(routing.directory, people),
      };
    },
    listen: (tell) => news.listen(tell),
    tryOut: (trial) => workbench.tryOut(trial),
    async past(find) {
      const isWanted = containing(find);
      const here = (await told(mostPast)).filter(({ text }) => isWanted(text));
      return [...here, ...(await workbench.fixtures(find))].slice(0, mostFound);
    },
    rules: () => workbench.rules(),
    check: (edits) => workbench.check(edits),
    async consequences(edits) {
      const { zone } = rulebook().routing.policy;
      const past = (await told(mostPast)).map(
        ({ partner, utcOffset, ...report }): Given => ({
          report: {
            ...report,
            utcOffset: utcOffset ?? offsetIn(zone, report.at),
            ...(partner ? { partner } : {}),
          },
          label: null,
          group: null,
        }),
      );
      return workbench.consequences(edits, past);
    },
    async save(edits, version, visitor) {
      if (!(await maySave(visitor)))
        return { outcome: 'refused', why: 'Rules are not saved from here: download the patch instead.' };
      return saveRules(folder, edits, version);
    },
    week: () => weekView(store, rulebook(), rota()),
    accuracy: () => workbench.accuracy(),
    mutation: () => workbench.mutation(),
    board: (column, after) => boardPage(store, column, after),
    caseView: (id) => caseView(store, id),
    act: async (caseId, step, person) => doneOf(await desk.act(caseId, step, person)),
    unfollowed: () => unfollowedReports(store),
    correct: (report, step, person) => desk.correct(report, step, person),
    chat: async (as) => (local ? chat.roomsFor(as) : null),
    say: async (said) =>
      local ? chat.say(said) : { outcome: 'refused', why: 'People are played in local mode only.' },
  };
}

function doneOf(change: CaseChange): Done {
  return change.outcome === 'changed' ? { outcome: 'changed' } : change;
}
