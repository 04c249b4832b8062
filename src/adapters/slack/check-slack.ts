// What has to be mended before the desk can work in Slack: tokens, scopes, channels, people. Each sentence says how.

import { WebClient } from '@slack/web-api';
import { DeliveryError } from '../../desk/ports.js';
import { isHere, type RoutingRules } from '../../router/index.js';
import { botScopes } from './scopes.js';
import type { SlackApi, SlackChannel } from './slack-api.js';
import { slackCode } from './slack-failure.js';
import type { SlackNames } from './slack-names.js';

/** One finding; an `error` keeps the desk from its work. */
export interface SlackFinding {
  readonly severity: 'error' | 'note';
  readonly text: string;
}

/** What is looked at. */
export interface CheckSlackDeps {
  readonly api: SlackApi;
  readonly names: SlackNames;
  readonly access: { readonly apiUrl: string; readonly appToken: string };
  readonly routing: RoutingRules;
}

/** Everything that is to be mended; rejects with DeliveryError when Slack does not answer at all. */
export async function checkSlack(deps: CheckSlackDeps): Promise<readonly SlackFinding[]> {
  const { scopes, team } = await deps.api.identify();
  const missing = scopes === null ? [] : Object.keys(botScopes).filter((scope) => !scopes.includes(scope));
  const missed = missing.map((scope) =>
    error(
      `The scope ${scope} is missing, ${botScopes[scope] ?? ''}: add it under OAuth & Permissions (or paste slack-app-manifest.yaml anew), and install the app again.`,
    ),
  );
  return [
    note(`workspace ${team}`),
    ...(await appTokenFindings(deps)),
    ...missed,
    ...(await lookUnless(missing, ['channels:read', 'groups:read', 'im:read'], () => channelFindings(deps))),
    ...(await lookUnless(missing, ['users:read', 'users:read.email'], () => peopleFindings(deps))),
  ];
}

async function appTokenFindings({ access }: CheckSlackDeps): Promise<readonly SlackFinding[]> {
  const client = new WebClient(access.appToken, {
    slackApiUrl: access.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5_000,
  });
  try {
    await client.apps.connections.open({});
    return [];
  } catch (cause) {
    const code = slackCode(cause);
    if (code === null)
      return [error('Socket mode could not be tried: Slack does not answer. Look at the network.')];
    return [
      error(
        `SLACK_APP_TOKEN opens no connection (${code}): make an app-level token with connections:write under Basic Information, and see that Socket Mode is on.`,
      ),
    ];
  }
}

async function channelFindings({
  api,
  routing: { policy },
}: CheckSlackDeps): Promise<readonly SlackFinding[]> {
  const there = await api.channels();
  const wanted = policy.channels.filter(({ mode }) => mode !== 'silent').map(({ name }) => name);
  const names = [...new Set([...wanted, ...(policy.observer === null ? [] : [policy.observer])])];
  return names.flatMap((name) => channelFinding(name, there, name === policy.observer));
}

function channelFinding(
  name: string,
  there: readonly SlackChannel[],
  observers: boolean,
): readonly SlackFinding[] {
  const found = there.filter((channel) => channel.name === name);
  const channel = found.find(({ archived }) => !archived) ?? found[0];
  const where = observers ? 'observer in rules/policy.yaml' : 'channels in rules/policy.yaml';
  if (channel === undefined)
    return [
      error(
        `There is no #${name} that the app can see: create it, invite the app if it is private, or correct ${where}.`,
      ),
    ];
  if (channel.archived) return [error(`#${name} is archived: restore it, or correct ${where}.`)];
  if (!channel.member) return [error(`The app is not in #${name}: say /invite @Triage Desk there.`)];
  if (observers && channel.kind === 'public')
    return [note(`#${name} is public: what would have been done is told there for all to read.`)];
  return [];
}

async function peopleFindings({ names, routing }: CheckSlackDeps): Promise<readonly SlackFinding[]> {
  const { people, areas } = routing.directory;
  const needed = people.filter(({ id }) => isHere(id, routing.directory));
  const unknown = (
    await Promise.all(
      needed.map(async (person) => ((await names.userIdOf(person.id)) === null ? [person] : [])),
    )
  ).flat();
  const examples = unknown.filter(({ example }) => example === true);
  const real = unknown.filter(({ example }) => example !== true);
  const inUse = new Set(areas.flatMap(({ pm, pointPerson, standIn }) => [pm, pointPerson, standIn]));
  return [
    ...real.map(({ id, name, email }) => {
      const how = email === undefined ? 'give them an email' : `correct ${email}`;
      const text = `Slack knows nobody for ${name} (${id}): ${how} in rules/directory.yaml, or add addresses: { slack: U… }.`;
      return inUse.has(id) ? error(text) : note(text);
    }),
    ...(examples.length === 0
      ? []
      : [
          error(
            `${examples.length} people of rules/directory.yaml are examples: put your own in their place.`,
          ),
        ]),
  ];
}

async function lookUnless(
  missing: readonly string[],
  needs: readonly string[],
  look: () => Promise<readonly SlackFinding[]>,
): Promise<readonly SlackFinding[]> {
  if (needs.some((scope) => missing.includes(scope))) return [];
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof DeliveryError) return [error(cause.message)];
    throw cause;
  }
}

function error(text: string): SlackFinding {
  return { severity: 'error', text };
}

function note(text: string): SlackFinding {
  return { severity: 'note', text };
}
