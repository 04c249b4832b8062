// The simulated workspace as a server: the Web API over HTTP, socket mode over WebSocket, response URLs. It takes what
// Slack takes and refuses what Slack refuses; everything that was refused as malformed is kept in `complaints`.

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatMethods, wordsOf } from './chat-methods.js';
import { type CallFault, createFaults, type Faults } from './faults.js';
import { createLimits } from './limits.js';
import { lookupMethods } from './lookup-methods.js';
import { type Backstage, type Form, type Method, Refused, type SimView } from './method.js';
import { createPeople, type People, type Whisper } from './people.js';
import { createSockets, type Sockets, type SocketTerms, slackTerms } from './sockets.js';
import { createWorkspace, type SimMessage, simApp, type Workspace } from './workspace.js';

/** One call as it was received and answered. */
export interface SeenCall {
  readonly method: string;
  readonly form: Form;
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** How the simulator is to behave. */
export interface SimulatorOptions {
  readonly port?: number;
  readonly now?: () => number;
  readonly terms?: Partial<SocketTerms>;
  /** Enforces Slack's rate limits; off unless asked for, so that tests are quick. */
  readonly limits?: boolean;
  readonly botToken?: string;
  readonly appToken?: string;
  /** What the app may do; all that any method needs when absent. */
  readonly scopes?: readonly string[];
  /** Called with what one person alone sees: a whisper, or a view that was opened, changed or published. */
  readonly shown?: (what: Whisper | SimView) => void;
}

/** A running workspace. */
export interface Simulator {
  /** For SLACK_API_URL; ends with a slash. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly workspace: Workspace;
  readonly people: People;
  readonly sockets: Sockets;
  readonly faults: Faults;
  readonly views: readonly SimView[];
  readonly whispers: readonly Whisper[];
  readonly calls: readonly SeenCall[];
  /** Calls that no correct client makes. */
  readonly complaints: readonly string[];
  /** From now on the tokens are worth nothing; the app hears so. */
  revoke(): void;
  restore(): void;
  /** Tells the app that it gets fewer events than there are. */
  limitEvents(): void;
  /** An event that the workspace itself would not make, like one of the contracts. */
  event(event: Readonly<Record<string, unknown>>): void;
  /** Slack is away: calls are cut and sockets refused, until `come back`. */
  goAway(): void;
  comeBack(): void;
  close(): Promise<void>;
}

/** All methods of the simulated Web API. */
export const simMethods: Readonly<Record<string, Method>> = { ...chatMethods, ...lookupMethods };

/** Starts a workspace on 127.0.0.1; at first there is nobody in it but the app. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { botToken = 'xoxb-simulated', appToken = 'xapp-simulated', scopes = null } = options;
  const workspace = createWorkspace(options.now);
  const faults = createFaults();
  const limits = options.limits === true ? createLimits(workspace.now) : () => null;
  const calls: SeenCall[] = [];
  const complaints: string[] = [];
  const whispers: Whisper[] = [];
  const views: SimView[] = [];
  const triggers = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();
  const answers = new Map<string, ResponseUrl>();
  let base = '';
  let revoked = false;
  let away = false;

  const sockets = createSockets(() => base.replace('http', 'ws'), faults, {
    ...slackTerms,
    ...options.terms,
  });
  const backstage: Backstage = {
    workspace,
    views,
    newSocketUrl: sockets.newUrl,
    whisper(channel, user, words) {
      const whisper = { channel, user, words };
      whispers.push(whisper);
      options.shown?.(whisper);
    },
    viewed: (view) => options.shown?.(view),
    takeTrigger(id) {
      const trigger = triggers.get(id);
      if (trigger === undefined) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (workspace.now() - trigger.at > 3_000) return 'expired_trigger_id';
      trigger.used = true;
      return trigger;
    },
  };
  const event = (inner: Readonly<Record<string, unknown>>): void =>
    sockets.sendEvent({
      token: 'simulated',
      team_id: simApp.teamId,
      api_app_id: simApp.appId,
      event: inner,
      type: 'event_callback',
      event_id: `Ev${randomUUID().slice(0, 12).toUpperCase()}`,
      event_time: Math.floor(workspace.now() / 1000),
      authed_users: [simApp.userId],
      authorizations: [
        {
          enterprise_id: null,
          team_id: simApp.teamId,
          user_id: simApp.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: workspace.channel(String(inner.channel))?.shared ?? false,
      event_context: `1-${String(inner.type)}`,
    });
  // An app hears what happens where it is a member, its own words included.
  workspace.on((inner, channel) => {
    if (channel.members.has(simApp.userId)) event(inner);
  });
  const people = createPeople({
    backstage,
    sockets,
    event,
    newTrigger(user) {
      const id = `${triggers.size + 1}.${randomUUID()}`;
      triggers.set(id, { user, at: workspace.now(), used: false });
      return id;
    },
    newResponseUrl(user, channel, message) {
      const id = randomUUID();
      answers.set(id, { user, channel, message, left: 5, until: workspace.now() + 30 * 60_000 });
      return `${base}/hooks/${id}`;
    },
  });

  const perform = (method: string, form: Form, authorization: string, type: string): Answered => {
    const found = simMethods[method];
    const token = authorization.replace(/^Bearer /, '');
    if (found === undefined) return refusal('unknown_method');
    if (!type.startsWith('application/x-www-form-urlencoded')) return refusal('invalid_post_type');
    if (token === '') return refusal('not_authed');
    const wanted = method === 'apps.connections.open' ? appToken : botToken;
    if (token !== wanted)
      return refusal(token === botToken || token === appToken ? 'not_allowed_token_type' : 'invalid_auth');
    if (revoked) return refusal(method === 'apps.connections.open' ? 'invalid_auth' : 'token_revoked');
    const wait = limits(method, form);
    if (wait !== null) return { status: 429, retryAfter: wait, answer: { ok: false, error: 'ratelimited' } };
    const missing = found.required.filter((name) => form[name] === undefined || form[name] === '');
    const odd = Object.keys(form).filter((name) => ![...found.required, ...found.optional].includes(name));
    if (missing.length + odd.length > 0) {
      const messages = [
        ...missing.map((name) => `[ERROR] missing required field: ${name}`),
        ...odd.map((name) => `[ERROR] unknown field: ${name}`),
      ];
      return refusal('invalid_arguments', { response_metadata: { messages } });
    }
    const needed = found.scopes(form, backstage);
    if (scopes !== null && needed.length > 0 && !needed.some((scope) => scopes.includes(scope)))
      return refusal('missing_scope', { needed: needed.join(','), provided: scopes.join(',') });
    try {
      return { status: 200, answer: { ok: true, ...found.run(form, backstage) } };
    } catch (error) {
      if (error instanceof Refused) return refusal(error.code, error.more);
      throw error;
    }
  };

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      if (away) return void request.socket.destroy();
      const path = new URL(request.url ?? '/', 'http://sim').pathname;
      const api = /^\/api\/([\w.]+)$/.exec(path)?.[1];
      const hook = /^\/hooks\/([\w-]+)$/.exec(path)?.[1];
      if (hook !== undefined) return answerHook(answers.get(hook), body, response, backstage);
      if (api === undefined || request.method !== 'POST') return void response.writeHead(404).end();
      const form = Object.fromEntries(new URLSearchParams(body));
      const fault = faults.takeCall(api);
      const done = fault === null || typeof fault === 'string' || ('done' in fault && fault.done === true);
      const answered =
        done && fault !== 'cut'
          ? perform(api, form, request.headers.authorization ?? '', request.headers['content-type'] ?? '')
          : { status: 0, answer: {} };
      calls.push({ method: api, form, ...answered, at: workspace.now() });
      const { error } = answered.answer;
      if (typeof error === 'string' && malformed.has(error))
        complaints.push(`${api}: ${JSON.stringify(answered.answer)}`);
      send(request, response, answered, fault, scopes);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (away) socket.destroy();
    else sockets.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${base}/api/`,
    botToken,
    appToken,
    workspace,
    people,
    sockets,
    faults,
    views,
    whispers,
    calls,
    complaints,
    event,
    revoke() {
      event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [simApp.userId] } });
      revoked = true;
    },
    restore() {
      revoked = false;
    },
    limitEvents: () =>
      sockets.sendEvent({
        token: 'simulated',
        type: 'app_rate_limited',
        team_id: simApp.teamId,
        minute_rate_limited: Math.floor(workspace.now() / 60_000) * 60,
        api_app_id: simApp.appId,
      }),
    goAway() {
      away = true;
      sockets.cut();
    },
    comeBack() {
      away = false;
    },
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answered {
  readonly status: number;
  readonly retryAfter?: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly message: SimMessage | null;
  left: number;
  readonly until: number;
}

/** Refusals that only a mistake in a client brings about. */
const malformed: ReadonlySet<string> = new Set([
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_json',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'invalid_post_type',
  'invalid_thread_ts',
  'msg_too_long',
  'no_text',
  'not_authed',
  'unknown_method',
]);

function refusal(error: string, more: Readonly<Record<string, unknown>> = {}): Answered {
  return { status: 200, answer: { ok: false, error, ...more } };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, retryAfter, answer }: Answered,
  fault: CallFault | null,
  scopes: readonly string[] | null,
): void {
  if (fault === 'lost' || fault === 'cut') return void request.socket.destroy();
  if (fault === 'hang') return;
  if (fault === 'garbled') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  const given =
    fault === null ? { status, retryAfter, body: answer } : { retryAfter: undefined, ...faultAnswer(fault) };
  response
    .writeHead(given.status, {
      'content-type': 'application/json; charset=utf-8',
      ...(given.retryAfter !== undefined && { 'retry-after': String(given.retryAfter) }),
      ...(scopes !== null && { 'x-oauth-scopes': scopes.join(',') }),
    })
    .end(JSON.stringify(given.body));
}

function faultAnswer(fault: Exclude<CallFault, string>): {
  readonly status: number;
  readonly retryAfter?: number;
  readonly body: Readonly<Record<string, unknown>>;
} {
  if ('error' in fault) return { status: 200, body: { ok: false, error: fault.error } };
  const { status, retryAfter } = fault;
  return {
    status,
    ...(retryAfter !== undefined && { retryAfter }),
    body: { ok: false, error: status === 429 ? 'ratelimited' : 'internal_error' },
  };
}

function answerHook(
  hook: ResponseUrl | undefined,
  body: string,
  response: ServerResponse,
  { workspace, whisper }: Backstage,
): void {
  if (hook === undefined || hook.left === 0 || workspace.now() > hook.until)
    return void response.writeHead(404).end('{"ok":false,"error":"used_url"}');
  hook.left -= 1;
  try {
    takeAnswer(hook, JSON.parse(body) as Readonly<Record<string, unknown>>, { workspace, whisper });
  } catch (error) {
    const code = error instanceof Refused ? error.code : 'invalid_payload';
    return void response.writeHead(400).end(JSON.stringify({ ok: false, error: code }));
  }
  response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
}

function takeAnswer(
  hook: ResponseUrl,
  given: Readonly<Record<string, unknown>>,
  { workspace, whisper }: Pick<Backstage, 'workspace' | 'whisper'>,
): void {
  if (given.delete_original === true && hook.message !== null) workspace.remove(hook.message);
  else {
    const words = wordsOf({ text: String(given.text ?? ''), ...jsonText(given, 'blocks') });
    if (given.replace_original === true && hook.message !== null)
      workspace.edit(hook.message, { text: words.text, blocks: words.blocks ?? null });
    else if (given.response_type === 'in_channel')
      workspace.say({ channel: hook.channel, user: simApp.userId, ...words, subtype: 'bot_message' });
    else whisper(hook.channel, hook.user, words);
  }
}

function jsonText(given: Readonly<Record<string, unknown>>, name: string): Record<string, string> {
  return given[name] === undefined ? {} : { [name]: JSON.stringify(given[name]) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
