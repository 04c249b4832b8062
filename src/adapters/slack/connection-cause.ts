// Why a socket could not be opened, and whether a person must mend it.

import { ErrorCode, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { lostTokenCodes, slackCode } from './slack-failure.js';

/** A code, or the kind of an error; never its words. */
export function causeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return slackCode(error) ?? 'refused';
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  const { code } = error as { readonly code?: unknown };
  if (code === ErrorCode.RequestError) return 'unreachable';
  if (code === ErrorCode.HTTPError) return 'http_error';
  return error instanceof Error ? error.name : 'closed';
}

/** True where trying again cannot help until somebody changes the app or its token. */
export function needsPeople(cause: string): boolean {
  return lostTokenCodes.has(cause) || cause === 'link_disabled';
}

/** Such a cause as a sentence with its cure. */
export function sayCause(cause: string): string {
  return cause === 'link_disabled'
    ? 'socket mode is switched off for the app: switch it on at https://api.slack.com/apps, Socket Mode (docs/slack.md)'
    : `Slack does not accept SLACK_APP_TOKEN (${cause}): make a new app-level token with connections:write (docs/slack.md)`;
}
