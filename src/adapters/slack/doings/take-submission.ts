// Forms that were sent: a report, and what a case really is.

import { REPORT_CLASSES, type ReportClass } from '../../../classifier/index.js';
import type { Ref } from '../../../desk/ports.js';
import { type Directory, maskSecrets } from '../../../router/index.js';
import {
  correctForm,
  doneView,
  type ReportFields,
  reclassifyForm,
  reportFields,
  reportForm,
  reportText,
} from '../blocks/forms.js';
import { section } from '../blocks/parts.js';
import { quoted } from '../blocks/rich-text.js';
import { directChannel } from '../intake-of.js';
import { refOf } from '../places.js';
import type { SlackWords } from '../slack-api.js';
import type { SlackSubmission, Taken } from '../slack-interactions.js';
import { escapeMarkup } from '../write-markup.js';
import { changeInWords, refusalInWords } from './case-words.js';
import type { DoingsDeps } from './doings-deps.js';

/** Takes a form; what is none of ours is left alone. */
export async function takeSubmission(deps: DoingsDeps, submission: SlackSubmission): Promise<Taken> {
  switch (submission.view.callbackId) {
    case reportForm:
      return takeReport(deps, submission);
    case reclassifyForm:
      return reclassify(deps, submission);
    case correctForm:
      return correct(deps, submission);
    default:
      return {};
  }
}

async function takeReport(deps: DoingsDeps, submission: SlackSubmission): Promise<Taken> {
  const { userId, view } = submission;
  const fields = Object.fromEntries(
    reportFields.map((name) => [name, submission.values[name]?.trim() || null]),
  ) as ReportFields;
  if (fields.what === null) return { errors: { what: 'Please say in a few words what is wrong.' } };
  if (fields.link !== null && !/^https?:\/\/\S+$/.test(fields.link))
    return { errors: { link: 'A link begins with https://' } };
  const text = reportText(fields);
  const told = await tell(deps, userId, fields.channel, text);
  const at = await deps.store.now();
  const who = await deps.names.user(userId);
  await deps.desk.accept({
    // A form that is sent twice, after an answer that came too late, is one report.
    event: `slack:form:${view.id}`,
    text,
    source: { kind: 'human', channel: told.channel, user: await deps.names.person(userId) },
    at,
    utcOffset: deps.utcOffset(at, who?.zone ?? null),
    anchor: told.anchor,
    private: told.private,
    synthetic: false,
  });
  const where = told.private ? 'in our direct messages' : `in #${told.channel}`;
  return {
    view: doneView('Thank you', `It is kept. It stands ${where}, and the answer comes in its thread.`),
  };
}

interface Told {
  readonly channel: string;
  readonly anchor: Ref;
  readonly private: boolean;
}

/** The report needs a place of its own to be answered at: the chosen channel, or the direct message. */
async function tell(deps: DoingsDeps, userId: string, wanted: string | null, text: string): Promise<Told> {
  const { url } = await deps.identity();
  const shown = maskSecrets(text);
  const words = (lead: string): SlackWords => ({
    text: `${lead}\n${escapeMarkup(shown)}`,
    blocks: [section(lead), quoted(shown)],
  });
  const channelId = wanted === null ? null : await deps.names.channelId(wanted);
  const channel = channelId === null ? null : await deps.names.channel(channelId);
  if (channel?.member && !channel.archived && channel.name !== null) {
    const place = await deps.api.post({ channel: channel.id, ...words(`<@${userId}> reports:`) });
    return { channel: channel.name, anchor: refOf(url, place), private: channel.kind !== 'public' };
  }
  const direct = await deps.names.direct(userId);
  const place = await deps.api.post({ channel: direct, ...words('You reported:') });
  return { channel: directChannel, anchor: refOf(url, place), private: true };
}

const chooseFirst: Taken = { errors: { class: 'Please choose what it is.' } };

async function reclassify(deps: DoingsDeps, { userId, values, view }: SlackSubmission): Promise<Taken> {
  const { directory, policy } = deps.routing();
  const word = wordIn(values, directory);
  if (word === null) return chooseFirst;
  const person = await deps.names.person(userId);
  const step = { do: 'reclassify', ...word } as const;
  const change = await deps.desk.act(view.privateMetadata, step, person);
  const said = changeInWords(step, change, person, directory);
  if (change.outcome === 'refused') return { errors: { class: said } };
  const severity = policy.severities.find(({ name }) => name === values.severity)?.name;
  if (severity !== undefined)
    await deps.desk.act(view.privateMetadata, { do: 'set-severity', severity }, person);
  return {};
}

async function correct(deps: DoingsDeps, { userId, values, view }: SlackSubmission): Promise<Taken> {
  const { directory } = deps.routing();
  const word = wordIn(values, directory);
  if (word === null) return chooseFirst;
  const person = await deps.names.person(userId);
  const taken = await deps.desk.correct(view.privateMetadata, { do: 'reclassify', ...word }, person);
  if (taken.outcome !== 'refused') return {};
  return { errors: { class: refusalInWords(taken.why, person, directory) } };
}

/** What was chosen; null without a class. */
function wordIn(
  values: SlackSubmission['values'],
  { areas }: Directory,
): { readonly to: ReportClass; readonly area: string | null } | null {
  const to = REPORT_CLASSES.find((each) => each === values.class);
  if (to === undefined) return null;
  return { to, area: areas.find(({ name }) => name === values.area)?.name ?? null };
}
