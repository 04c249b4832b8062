// What a failure of Jira means for the desk, decided on status codes and types, never on wording.

import { isApiError, isNetworkError, isRateLimitError, isSchemaMismatchError } from 'jira.js/core';
import { z } from 'zod';
import { DeliveryError } from '../../desk/ports.js';
import { transportCode, wasNeverSent } from '../http-failure.js';
import { JiraTimeout, JiraTooLate } from './jira-client.js';

/** A call that only looks cannot have changed anything. */
export type CallKind = 'reads' | 'writes';

const errorBody = z.object({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.string()).catch({}),
});

/** Ids of the fields that Jira names in a 400; empty for any other failure. */
export function refusedFields(error: unknown): readonly string[] {
  if (!isApiError(error) || error.status !== 400) return [];
  return Object.keys(errorBody.safeParse(error.body).data?.errors ?? {});
}

/** The failure as the desk treats it; `doing` completes "Jira could not …". */
export function jiraFailure(error: unknown, doing: string, kind: CallKind): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const unknown = kind === 'writes' ? 'ambiguous' : 'busy';
  const say = (outcome: DeliveryError['outcome'], why: string, retryAfterMs?: number): DeliveryError =>
    new DeliveryError(outcome, `Jira could not ${doing}: ${why}`, {
      cause: error,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  if (error instanceof JiraTooLate) return say('busy', error.message);
  if (error instanceof JiraTimeout) return say(unknown, error.message);
  if (isRateLimitError(error)) return say('busy', '429, too many requests', error.retryAfterMs);
  if (isApiError(error)) {
    if (error.status >= 500) return say(unknown, `${error.status} from the server`);
    if (error.status === 408 || error.status === 409) return say('busy', `${error.status}, try later`);
    return say('refused', `${error.status}${reasonOf(error.body)}${cureFor(error.status)}`);
  }
  if (isSchemaMismatchError(error)) return say(unknown, 'its answer is none that Jira documents');
  if (isNetworkError(error)) {
    const code = transportCode(error);
    return say(wasNeverSent(code) ? 'busy' : unknown, code ?? 'the connection broke');
  }
  return say(unknown, error instanceof Error ? error.name : 'unknown failure');
}

/** Jira's own words, shortened: they name fields, and fields are what an operator must mend. */
function reasonOf(body: unknown): string {
  const read = errorBody.safeParse(body);
  if (!read.success) return '';
  const parts = [
    ...read.data.errorMessages,
    ...Object.entries(read.data.errors).map(([id, text]) => `${id}: ${text}`),
  ];
  const said = parts.join(' ').replace(/\s+/g, ' ').slice(0, 300);
  return said === '' ? '' : ` (${said})`;
}

function cureFor(status: number): string {
  switch (status) {
    case 400:
      return '. Run triage doctor: a field is required, unknown or not on the create screen';
    case 401:
      return '. Renew TRIAGE_JIRA_TOKEN, and see that jira.email is the account it belongs to';
    case 403:
      return '. The account lacks a permission in this project (docs/jira.md)';
    case 404:
      return '. It is gone, or the account may not see it, or the token has run out';
    case 410:
      return '. Jira has removed this interface; update the desk';
    default:
      return '';
  }
}
