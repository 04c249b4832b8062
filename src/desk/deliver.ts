// Delivers one effect that was claimed. The order is what keeps it once: the claim says "a try is under way"
// before the call; after an unknown end the other side is asked first; the claim is read again before the call.

import { createHash } from 'node:crypto';
import { type EffectKind, offersFor } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { digestOfCard, followCard } from './follow-card.js';
import { inTime } from './in-time.js';
import type { Situation } from './judge.js';
import { type MessagePlace, messagePlace } from './message-place.js';
import { type About, DeliveryError, type Message, type Ref } from './ports.js';
import { recordGone } from './record-gone.js';
import { type Delivered, recordFailure, recordSuccess } from './record-outcome.js';
import type { Claim, StoredEffect } from './records.js';
import { rewordTicket } from './reword.js';
import { isSynthetic } from './self-test.js';
import { readSituation } from './situation.js';
import { takeBack } from './take-back.js';

/** Delivers, or records why not. Never throws for a failure of the outside; throws when the store fails. */
export async function deliver(given: RunningDeps, claim: Claim): Promise<void> {
  const deps = outsideFor(given, claim);
  if (deps === null) return given.store.endEffect(claim, 'cancelled');
  let delivered: Delivered | 'ended' | null;
  try {
    delivered = await attempt(deps, claim);
  } catch (error) {
    const notSent = error instanceof NotSent;
    const failure = asDeliveryError(notSent ? error.cause : error);
    if (failure.outcome === 'gone') return recordGone(deps, claim);
    // Failing before the call, even while looking, leaves what was unknown before as unknown as it was.
    await recordFailure(deps, claim, failure, notSent ? claim.lookFirst : failure.outcome === 'ambiguous');
    return;
  }
  if (delivered === null) {
    deps.log.warn(
      { effect: claim.effect.effect.key },
      'the claim ran out before the call, another desk goes on',
    );
    return;
  }
  const made = delivered;
  if (made !== 'ended') await persistently(deps, () => recordSuccess(deps, claim, made));
}

/** What follows from the desk's own reports goes where nobody sees it; null when a desk without any finds some left. */
function outsideFor(deps: RunningDeps, { effect }: Claim): RunningDeps | null {
  if (!isSynthetic(effect.report)) return deps;
  return deps.selfTest === undefined ? null : { ...deps, ...deps.selfTest.outside };
}

/**
 * What was done outside is worth some patience with a store that is away for a moment. Should it have been recorded
 * although the answer was lost, recording again changes nothing; should all fail, the next claim looks first.
 */
async function persistently({ clock, settings }: RunningDeps, record: () => Promise<void>): Promise<void> {
  for (let wait = 100, waited = 0; ; wait *= 2) {
    try {
      return await record();
    } catch (error) {
      waited += wait;
      if (waited > settings.leaseMs) throw error;
      await new Promise<void>((resolve) => clock.after(wait, resolve));
    }
  }
}

async function attempt(deps: RunningDeps, claim: Claim): Promise<Delivered | 'ended' | null> {
  const { effect } = claim;
  if (effect.state === 'cancelled') return beforeCall(() => takeBack(deps, claim));
  const call = await prepare(deps, claim);
  const { callTimeoutMs } = deps.settings;
  if (effect.ref === null && claim.lookFirst) {
    const found = await beforeCall(() => inTime(deps, call.find()));
    if (found !== null) return { how: 'found', ref: found, text: null, digest: null };
  }
  if (!call.needed) return endWithout(deps, claim, call);
  const held = await deps.store.holds(claim, callTimeoutMs);
  if (held === 'lost') return null;
  if (held === 'unwanted') return beforeCall(() => takeBack(deps, claim));
  const ref = await inTime(deps, call.make());
  return { how: call.how, ref, text: call.text, digest: call.digest };
}

/** There is nothing new to say, or nothing at all any more: then what was said before is taken back. */
async function endWithout(
  deps: RunningDeps,
  claim: Claim,
  call: Extract<Call, { needed: false }>,
): Promise<Delivered | 'ended'> {
  const { ref, silent } = call;
  if (ref !== null && !silent) return { how: 'same', ref, text: null, digest: claim.effect.digest };
  if (ref !== null) await inTime(deps, deps.chat.withdraw(ref));
  await deps.store.endEffect(claim, ref === null ? 'cancelled' : 'withdrawn');
  return 'ended';
}

type Making = Extract<Call, { needed: true }>;

type Call = { readonly find: () => Promise<Ref | null> } & (
  | { readonly needed: false; readonly ref: Ref | null; readonly silent: boolean }
  | {
      readonly needed: true;
      readonly how: 'made' | 'edited';
      readonly text: string | null;
      readonly digest: string | null;
      make(): Promise<Ref>;
    }
);

/** A failure of ours before the call, like a template that cannot be rendered: nothing was sent. */
function prepare(deps: RunningDeps, claim: Claim): Promise<Call> {
  return beforeCall(async () => {
    try {
      const situation = await readSituation(deps, claim.effect);
      const place = await messagePlace(deps.store, claim.effect.effect, situation.report);
      return callFor(deps, claim, situation, place);
    } catch (error) {
      throw new DeliveryError('busy', `preparing failed: ${nameOf(error)}`, { cause: error });
    }
  });
}

async function beforeCall<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new NotSent(error);
  }
}

function callFor(deps: RunningDeps, { effect }: Claim, situation: Situation, place: MessagePlace): Call {
  const { key } = effect.effect;
  switch (effect.port) {
    case 'backlog':
      if (effect.effect.kind === 'link-ticket') return commentOnOwn(deps, situation);
      if (effect.effect.kind === 'note-on-ticket') return commentOnCase(deps, situation);
      return effect.ref === null
        ? makeOnce(
            () => deps.backlog.findByKey(key),
            () => deps.backlog.file(key, deps.scribe.ticket(situation)),
          )
        : tellByAnother(deps, effect.ref, effect.digest, situation);
    case 'board':
      return effect.ref === null
        ? openCard(deps, situation)
        : keepInStep(deps, effect.ref, effect, situation);
    case 'chat':
      return say(deps, effect.ref, effect.digest, situation, place);
  }
}

function openCard(deps: RunningDeps, situation: Situation): Call {
  const { board, scribe } = deps;
  const { key } = situation.effect;
  const opening = makeOnce(
    () => board.findByKey(key),
    () => board.open(key, scribe.card(situation)),
  );
  return { ...opening, digest: digestOfCard(deps, situation) };
}

/** A ticket is people's once it is filed, but for the words of a report that was deleted. */
function tellByAnother(deps: RunningDeps, ticket: Ref, told: string | null, situation: Situation): Call {
  const find = async (): Promise<Ref> => ticket;
  const { instead } = situation;
  if (instead === null || instead === told) return { find, needed: false, ref: ticket, silent: false };
  const make = async (): Promise<Ref> => {
    await rewordTicket(deps, ticket, situation);
    return ticket;
  };
  return { find, needed: true, how: 'edited', text: null, digest: instead, make };
}

function keepInStep(
  deps: RunningDeps,
  card: Ref,
  { digest: told }: StoredEffect,
  situation: Situation,
): Call {
  const { digest, text, make } = followCard(deps, card, told, situation);
  const find = async (): Promise<Ref> => card;
  if (make === null) return { find, needed: false, ref: card, silent: false };
  return { find, needed: true, how: 'edited', text, digest, make };
}

function makeOnce(find: () => Promise<Ref | null>, make: () => Promise<Ref>): Making {
  return { find, needed: true, how: 'made', text: null, digest: null, make };
}

/** The ticket of the report is told what it turned out to be part of; none where no ticket came to be. */
function commentOnOwn(deps: RunningDeps, situation: Situation): Call {
  const { effects, report } = situation;
  const filed = effects.find(
    (each) => each.report === report.report.id && each.effect.kind === 'file-ticket',
  );
  const url = addressOfIncident(situation);
  const incident = url === null ? null : { url, title: 'The incident that this is part of' };
  return commentOn(deps, filed?.ref ?? null, situation, incident);
}

/** The ticket of the case is told what was said about it since, with a link to where. */
function commentOnCase(deps: RunningDeps, situation: Situation): Call {
  const { report, first } = situation;
  const url = first === null || report.private ? null : report.anchor.url;
  const said = url?.startsWith('http') === true ? { url, title: 'Reported again' } : null;
  return commentOn(deps, situation.case?.ticket ?? null, situation, said);
}

/** Backlogs make one comment per key, and one link per address. */
function commentOn(
  { backlog, scribe }: RunningDeps,
  ticket: Ref | null,
  situation: Situation,
  link: { readonly url: string; readonly title: string } | null,
): Call {
  const { effect } = situation;
  const find = async (): Promise<null> => null;
  const text = ticket === null || effect.template === null ? '' : scribe.message(situation);
  const isSilent = text === '' && (effect.template !== null || link === null);
  if (ticket === null || isSilent) return { find, needed: false, ref: null, silent: true };
  const make = async (): Promise<Ref> => {
    if (text !== '') await backlog.comment(effect.key, ticket, text);
    if (link !== null) await backlog.link?.(ticket, link.url, link.title);
    return ticket;
  };
  return { find, needed: true, how: 'made', text: null, digest: null, make };
}

/** Where on the web the incident is talked about: its announcement, or the message that it began with. */
function addressOfIncident({ effects, first, report }: Situation): string | null {
  const announced = effects.find(({ effect, ref }) => effect.kind === 'announce' && ref !== null);
  const began = first ?? report;
  const places = [announced?.ref?.url, began.private ? null : began.anchor.url];
  return places.find((url) => url?.startsWith('http')) ?? null;
}

/** Of a report that was deleted nothing is said any more, in its thread or to those who follow its case. */
const saidOfOne: ReadonlySet<EffectKind> = new Set(['tell', 'cross-link']);

function say(
  deps: RunningDeps,
  posted: Ref | null,
  digest: string | null,
  situation: Situation,
  place: MessagePlace,
): Call {
  const { key, mentions } = situation.effect;
  const { effect, instead } = situation;
  const isGone = instead !== null && saidOfOne.has(effect.kind);
  const text = isGone ? '' : deps.scribe.message(situation);
  const message: Message = { ...place, text, mentions, about: aboutOf(situation) };
  const now = digestOf(message);
  const find = (): Promise<Ref | null> => deps.chat.findByKey(key, message);
  if (text === '') return { find, needed: false, ref: posted, silent: true };
  if (posted === null) {
    return { find, needed: true, how: 'made', text, digest: now, make: () => deps.chat.post(key, message) };
  }
  if (now === digest) return { find, needed: false, ref: posted, silent: false };
  const make = async (): Promise<Ref> => {
    await deps.chat.edit(key, posted, message);
    return posted;
  };
  return { find, needed: true, how: 'edited', text, digest: now, make };
}

function aboutOf({ effect, report, decision, case: record }: Situation): About {
  return {
    kind: effect.kind,
    report: report.report.id,
    case: record?.id ?? null,
    class: record?.class ?? decision.class,
    status: record?.status ?? null,
    severity: record?.severity ?? decision.severity,
    area: record?.area ?? decision.area,
    offers: offersFor(effect.kind, record, decision),
  };
}

class NotSent extends Error {
  override readonly name = 'NotSent';
  constructor(cause: unknown) {
    super('nothing was sent', { cause });
  }
}

/** An adapter that throws something else has told nothing: what it was asked may have happened. */
function asDeliveryError(error: unknown): DeliveryError {
  return error instanceof DeliveryError
    ? error
    : new DeliveryError('ambiguous', `unexpected ${nameOf(error)}`, { cause: error });
}

/** Of all that is shown: the words, and what is offered beside them. */
function digestOf({ text, about }: Message): string {
  return createHash('sha256')
    .update(JSON.stringify([text, about]))
    .digest('base64url');
}
