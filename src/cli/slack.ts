// Slack as the settings name it.

import type { Slack, SlackDeps } from '../adapters/slack/slack.js';
import { offsetIn } from '../classifier/index.js';
import { type Settings, SettingsError } from '../config.js';
import type { RoutingRules } from '../router/index.js';

/** What Slack is given by a desk. */
export interface SlackWiring extends Pick<SlackDeps, 'clock' | 'random' | 'log'> {
  /** As the rules stand now. */
  routing(): RoutingRules;
}

/**
 * Slack, opened; null when no tokens are set, and chat stays local. Throws SettingsError for a token that Slack does
 * not accept; that Slack cannot be reached is no reason not to start. Its libraries are loaded only here.
 */
export async function slackFrom(
  { slack: settings }: Pick<Settings, 'slack'>,
  { routing, ...deps }: SlackWiring,
): Promise<Slack | null> {
  if (settings === null) return null;
  const [{ openSlack }, { lostTokenCodes, slackCode }] = await Promise.all([
    import('../adapters/slack/slack.js'),
    import('../adapters/slack/slack-failure.js'),
  ]);
  const slack = openSlack(settings, {
    ...deps,
    directory: () => routing().directory,
    utcOffset: (at, zone) => offsetIn(zone ?? routing().policy.zone, at),
  });
  try {
    await slack.identity();
  } catch (error) {
    const code = slackCode(error);
    if (code !== null && lostTokenCodes.has(code)) {
      throw new SettingsError(
        `SLACK_BOT_TOKEN: Slack does not accept it (${code}). Copy the Bot User OAuth Token of the app from https://api.slack.com/apps, OAuth & Permissions (docs/slack.md).`,
      );
    }
    deps.log.warn(
      { error: code ?? 'unreachable' },
      'Slack cannot be reached yet; the desk starts all the same',
    );
  }
  return slack;
}
