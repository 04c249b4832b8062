// What a failed call to Slack says about whether something happened there, decided on codes and types.

import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError } from '../../desk/ports.js';
import { transportCode, wasNeverSent } from '../http-failure.js';

/** Codes that say that the token is worth nothing (any more): only a person can mend that. */
export const lostTokenCodes: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

/** Nothing happened, and later it may. */
const busyCodes: ReadonlySet<string> = new Set([
  'accesslimited',
  'rate_limited',
  'ratelimited',
  'message_limit_exceeded',
  'service_unavailable',
  'team_added_to_org',
  'upgrade_required',
]);

/** Slack failed on the way: it may have happened. */
const unknownCodes: ReadonlySet<string> = new Set(['fatal_error', 'internal_error', 'request_timeout']);

const cures: Readonly<Record<string, string>> = {
  channel_not_found: 'Invite the app to the channel, or name another',
  is_archived: 'The channel is archived; name another',
  missing_scope: 'Add the scope to the app and install it anew (docs/slack.md)',
  not_in_channel: 'Invite the app: /invite @Triage Desk',
  user_not_found: 'Correct the address in rules/directory.yaml',
};

/** How long a call waits that cannot work until the token is mended; the health is red meanwhile. */
const lostTokenRestMs = 60_000;

/** Slack's own code, like `not_in_channel`; null for other failures. Ours to decide on, never its words. */
export function slackCode(error: unknown): string | null {
  if (error instanceof WebAPIPlatformError)
    return codeShape.test(error.data.error) ? error.data.error : 'unreadable';
  if (error instanceof DeliveryError) return slackCode(error.cause);
  return null;
}

const codeShape = /^[a-z][a-z0-9_]{1,60}$/;

/** A failure in the desk's words. `changes`: what was called changes something; a question may always be asked again. */
export function slackFailure(error: unknown, method: string, changes: boolean): DeliveryError {
  const unknown = changes ? 'ambiguous' : 'busy';
  const failed = (outcome: DeliveryError['outcome'], why: string, retryAfterMs?: number): DeliveryError =>
    new DeliveryError(outcome, `Slack's ${method} failed: ${why}`, {
      cause: error,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return failed('busy', 'too many calls', Math.max(1, error.retryAfter) * 1000);
  }
  if (error instanceof WebAPIHTTPError) {
    const { statusCode } = error;
    return failed(statusCode >= 500 ? unknown : 'refused', `status ${statusCode}`);
  }
  if (error instanceof WebAPIRequestError) {
    const code = transportCode(error.original);
    return failed(wasNeverSent(code) ? 'busy' : unknown, code ?? nameOfCause(error.original));
  }
  const code = slackCode(error);
  if (code === null) return failed(unknown, error instanceof Error ? error.name : 'no answer');
  // An answer that is none: the server said something else than JSON.
  if (code === 'unreadable' || unknownCodes.has(code)) return failed(unknown, code);
  if (lostTokenCodes.has(code)) {
    return failed('busy', `${code}. Renew SLACK_BOT_TOKEN (docs/slack.md)`, lostTokenRestMs);
  }
  if (busyCodes.has(code)) return failed('busy', code);
  const cure = cures[code];
  return failed('refused', cure === undefined ? code : `${code}. ${cure}`);
}

function nameOfCause(error: Error): string {
  return error.name === 'TimeoutError' ? 'no answer in time' : 'the connection broke';
}
