// What a message offers, as buttons.

import type { ActionsBlock, Button } from '@slack/types';
import { REPORT_CLASSES, type ReportClass } from '../../../classifier/index.js';
import type { About } from '../../../desk/ports.js';
import { classInWords, type Offer } from '../../../router/index.js';
import { button } from './parts.js';

/** What a button does, out of its action id and value; null for what is none of ours. */
export type Click =
  | { readonly do: 'acknowledge' | 'take-over' | 'resolve'; readonly case: string }
  | { readonly do: 'reclassify'; readonly case: string; readonly to: ReportClass | null }
  | { readonly do: 'correct'; readonly report: string }
  | { readonly do: 'why'; readonly report: string }
  | { readonly do: 'open-bug'; readonly case: string };

const prefix = 'triage:';

/** The buttons of a message; null when nothing is offered. Of ids and names of ours only. */
export function offerButtons({ offers, case: caseId, report }: About): ActionsBlock | null {
  const elements = offers.flatMap((offer) => buttonOf(offer, caseId, report) ?? []);
  return elements.length === 0 ? null : { type: 'actions', block_id: `${prefix}offers`, elements };
}

/** Reads a click. Values come from clients: the class is one of ours, ids are looked up by whoever acts. */
export function readClick(actionId: string, value: string | null): Click | null {
  if (!actionId.startsWith(prefix) || value === null || value === '') return null;
  const [name, to] = actionId.slice(prefix.length).split(':');
  switch (name) {
    case 'acknowledge':
    case 'take-over':
    case 'resolve':
      return { do: name, case: value };
    case 'correct':
    case 'why':
      return { do: name, report: value };
    case 'open-bug':
      return { do: 'open-bug', case: value };
    case 'reclassify':
      return { do: 'reclassify', case: value, to: REPORT_CLASSES.find((each) => each === to) ?? null };
    default:
      return null;
  }
}

/** The button that shows what a decision rests on. */
export function whyButton(report: string): Button {
  return button(`${prefix}why`, 'Why?', report);
}

/** The button that asks what a report is which may have no case. */
export function correctButton(report: string): Button {
  return button(`${prefix}correct`, thisIs, report);
}

const thisIs = 'This is …';

/** The button that takes a case up. */
export function acknowledgeButton(caseId: string): Button {
  return button(`${prefix}acknowledge`, 'Acknowledge', caseId, 'primary');
}

function buttonOf(offer: Offer, caseId: string | null, report: string): Button | null {
  if (offer.do === 'why') return whyButton(report);
  // Several of them stand in one message: each needs an id of its own.
  if (offer.do === 'open-bug')
    return button(`${prefix}open-bug:${offer.case}`, `Open a bug: ${offer.about}`, offer.case);
  if (caseId === null) return offer.do === 'reclassify' ? correctButton(report) : null;
  switch (offer.do) {
    case 'acknowledge':
      return acknowledgeButton(caseId);
    case 'resolve':
      return button(`${prefix}resolve`, 'Resolve', caseId, 'primary');
    case 'take-over':
      return button(`${prefix}take-over`, 'Take over', caseId);
    case 'reclassify':
      return offer.to === null
        ? button(`${prefix}reclassify`, thisIs, caseId)
        : button(`${prefix}reclassify:${offer.to}`, `This is ${classInWords(offer.to)}`, caseId);
  }
}
