// Opens "Why?": at once and empty, since a trigger is good for three seconds, and filled once it is worked out.

import { wordHolds } from '../../../desk/persons-word.js';
import { personOf } from '../../../router/index.js';
import { lookingView, nothingView, whyView } from '../blocks/why-view.js';
import type { Interaction, Taken } from '../slack-interactions.js';
import type { DoingsDeps } from './doings-deps.js';

/** Shows what the decision about a report rests on, to one person. */
export async function showWhy(
  deps: DoingsDeps,
  { triggerId, userId }: Interaction,
  find: () => Promise<string | null>,
): Promise<Taken> {
  if (triggerId === null)
    return { say: { text: 'Slack opens no window here; please try it on the message itself.' } };
  const viewId = await deps.api.openView(triggerId, lookingView());
  return { after: async () => deps.api.updateView(viewId, await viewOf(deps, userId, await find())) };
}

async function viewOf(deps: DoingsDeps, userId: string, reportId: string | null) {
  const stored = reportId === null ? null : await deps.store.report(reportId);
  const decided = stored === null ? null : await deps.store.decision(stored.report.id);
  if (stored === null) return nothingView('The desk knows no report there.');
  if (decided === null) return nothingView('This has not been decided yet; please look again in a moment.');
  const { decision } = decided;
  const record = await deps.store.caseOf(stored.report.id);
  const isReporter = stored.report.source.user === (await deps.names.person(userId));
  const isGone = stored.state === 'erased';
  const { directory } = deps.routing();
  const decidedBy = await wordHolds(deps.store, stored.report.id, record);
  return whyView({
    decision,
    text: (stored.private && !isReporter) || isGone ? null : stored.report.text,
    nearly: isGone ? [] : await deps.nearly(stored.report),
    decidedBy: decidedBy === null ? null : (personOf(decidedBy, directory)?.name ?? decidedBy),
    rulesChanged: decision.rulebook !== deps.rulebook(),
  });
}
