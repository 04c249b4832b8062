// Clicks on what messages and App Home offer.

import type { CaseStep } from '../../../router/index.js';
import { correctView, reclassifyView } from '../blocks/forms.js';
import { type Click, readClick } from '../blocks/offer-buttons.js';
import type { SlackAction, Taken } from '../slack-interactions.js';
import { changeInWords } from './case-words.js';
import type { DoingsDeps } from './doings-deps.js';
import { publishHome } from './publish-home.js';
import { showWhy } from './show-why.js';

/** Does what was clicked; what is none of ours is left alone. */
export async function takeAction(deps: DoingsDeps, action: SlackAction): Promise<Taken> {
  const click = readClick(action.actionId, action.value);
  if (click === null) return {};
  if (click.do === 'why') return showWhy(deps, action, async () => click.report);
  if (click.do === 'correct') return askOfReport(deps, action, click.report);
  if (click.do === 'reclassify' && click.to === null) return askWhich(deps, action, click.case);
  const step = stepOf(click);
  const person = await deps.names.person(action.userId);
  const change = await deps.desk.act(click.case, step, person);
  const say = { text: changeInWords(step, change, person, deps.routing().directory) };
  return action.view === null ? { say } : { say, after: () => publishHome(deps, action.userId) };
}

function stepOf(click: Exclude<Click, { readonly report: string }>): CaseStep {
  if (click.do === 'open-bug') return { do: 'follow-up', text: causeOfMany };
  if (click.do !== 'reclassify') return { do: click.do };
  if (click.to === null) throw new RangeError('which class it is has to be asked first');
  return { do: 'reclassify', to: click.to };
}

/** What the ticket asks for that is opened for what keeps coming back. */
const causeOfMany = 'Reports like this one keep coming: find what they have in common, and mend it.';

/** A report may have become part of a case since the button was shown. */
async function askOfReport(deps: DoingsDeps, action: SlackAction, report: string): Promise<Taken> {
  const record = await deps.store.caseOf(report);
  if (record !== null) return askWhich(deps, action, record.id);
  const decided = await deps.store.decision(report);
  if (decided === null || action.triggerId === null)
    return { say: { text: 'The desk knows no such report any more.' } };
  await deps.api.openView(action.triggerId, correctView(decided.decision, deps.routing().directory));
  return {};
}

async function askWhich(deps: DoingsDeps, { triggerId }: SlackAction, caseId: string): Promise<Taken> {
  const record = await deps.store.case(caseId);
  if (record === null || triggerId === null)
    return { say: { text: 'The desk knows no such case any more.' } };
  const { directory, policy } = deps.routing();
  await deps.api.openView(triggerId, reclassifyView(record, directory, policy));
  return {};
}
