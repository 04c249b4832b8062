// The hands of a person at a terminal in the simulated workspace: what is typed is said, and a few words do the rest.

import { loose, textOf } from '../message-text.js';
import type { SimView } from './method.js';
import type { Whisper } from './people.js';
import type { Simulator } from './serve-workspace.js';
import { showMessage, showToOne } from './show.js';
import type { SimMessage } from './workspace.js';

/** What can be typed. */
export const consoleHelp = `
  Checkout fails            say it, as who you are and where you are
  #incidents [text]         go to a channel, and say it there
  :as NAME                  be somebody else        :who   :channels
  :reply 3 text             answer in the thread of message 3
  :edit 3 text   :delete 3   :unfurl 3
  :click 3 ACTION [value]   click a button of message 3; or of a view: :click V2 ACTION
  :submit V2 FIELD=text; …  send a form             :home          :on 3 SHORTCUT
  /triage status            any slash command
  :cut   :refresh   :away   :back   :twice 5   :lose 5   :limited          trouble, as Slack makes it
`;

/** A console; `take` does what a line says and rejects with a sentence when that cannot be. */
export interface WorkspaceConsole {
  take(line: string): Promise<void>;
  /** Shows what one person sees. */
  shown(what: Whisper | SimView): void;
}

/** A console that begins as `user` in `channel`. */
export function createConsole(
  sim: () => Simulator,
  start: { readonly user: string; readonly channel: string },
  print: (text: string) => void,
): WorkspaceConsole & { watch(): void } {
  let { user, channel } = start;
  const numbers = new Map<string, number>();
  const numbered: SimMessage[] = [];

  const numberOf = (ts: string): number | null => numbers.get(ts) ?? null;
  const message = (number = ''): SimMessage => {
    const found = numbered[Number(number.replace(/[[\]]/g, '')) - 1];
    if (found === undefined) throw new RangeError(`There is no message ${number}.`);
    return found;
  };
  const target = (name = ''): SimMessage | SimView => (name.startsWith('V') ? viewOf(name) : message(name));
  const viewOf = (name: string): SimView => {
    const found = sim().views.find(({ id }) => id === name);
    if (found === undefined) throw new RangeError(`There is no view ${name}.`);
    return found;
  };
  const react = async (done: ReturnType<Simulator['people']['click']>): Promise<void> => {
    const { acknowledged, payload } = await done;
    if (!acknowledged) print('(Slack shows: the app did not respond in time)');
    else if (payload.response_action === 'errors') print(`(the form says) ${JSON.stringify(payload.errors)}`);
  };

  const commands: Readonly<Record<string, (rest: string) => unknown>> = {
    as(name) {
      if (sim().workspace.user(name) === null)
        throw new RangeError(`There is nobody called "${name}". :who lists all.`);
      user = name;
    },
    who: () =>
      print(
        sim()
          .workspace.users.map(({ name, realName }) => `${name} (${realName})`)
          .join(', '),
      ),
    channels: () =>
      print(
        sim()
          .workspace.channels.flatMap(({ name }) => (name === null ? [] : `#${name}`))
          .join(', '),
      ),
    reply(rest) {
      const [number, text] = split(rest);
      const root = message(number);
      sim().people.say(user, root.channel, text, { threadTs: root.threadTs ?? root.ts });
    },
    edit(rest) {
      const [number, text] = split(rest);
      sim().workspace.edit(message(number), { text });
    },
    delete: (number) => sim().workspace.remove(message(number)),
    unfurl: (number) => sim().workspace.unfurl(message(number)),
    click(rest) {
      const [number, action] = split(rest);
      const [actionId, value] = split(action);
      return react(sim().people.click(user, target(number), actionId, value === '' ? undefined : value));
    },
    submit(rest) {
      const [name, fields] = split(rest);
      const values = fields.split(';').map((field) => field.trim().split(/=(.*)/s) as [string, string]);
      return react(sim().people.submit(viewOf(name), Object.fromEntries(values)));
    },
    on(rest) {
      const [number, shortcut] = split(rest);
      return react(sim().people.shortcut(user, shortcut, message(number)));
    },
    shortcut: (name) => react(sim().people.shortcut(user, name)),
    home: () => sim().people.openHome(user),
    cut: () => sim().sockets.cut(),
    refresh: () => sim().sockets.disconnect('refresh_requested'),
    away: () => sim().goAway(),
    back: () => sim().comeBack(),
    twice: (times) => sim().faults.deliverTwice(Number(times) || 1),
    lose: (times) => sim().faults.loseEvents(Number(times) || 1),
    limited: () => sim().limitEvents(),
    help: () => print(consoleHelp),
  };

  return {
    shown: (what) => print(showToOne(what, sim().workspace)),
    watch() {
      const { workspace } = sim();
      workspace.on((event) => {
        const changed = event.subtype === 'message_changed' ? loose(event.message) : event;
        if (event.type !== 'message') return;
        const ts = textOf(event.subtype === 'message_deleted' ? event.deleted_ts : changed.ts) ?? '';
        const said = workspace.messages.findLast((each) => each.channel === event.channel && each.ts === ts);
        if (said === undefined) return;
        if (!numbers.has(ts)) numbers.set(ts, numbered.push(said));
        const root = said.threadTs === null ? null : numberOf(said.threadTs);
        const shown = showMessage(said, numberOf(ts) ?? 0, root, workspace);
        print(
          said.deleted
            ? `[${numberOf(ts)}] was deleted`
            : event.subtype === 'message_changed'
              ? `now ${shown}`
              : shown,
        );
      });
    },
    async take(line) {
      if (line.trim() === '') return;
      const command = /^:(\w+)\s*(.*)$/s.exec(line);
      if (command !== null) {
        const run = commands[command[1] ?? ''];
        if (run === undefined)
          throw new RangeError(`":${command[1]}" is none of what can be done. :help lists all.`);
        await run(command[2] ?? '');
        return;
      }
      const slash = /^(\/[\w-]+)\s*(.*)$/s.exec(line);
      if (slash !== null) {
        await react(sim().people.command(user, channel, slash[1] ?? '', slash[2] ?? ''));
        return;
      }
      const elsewhere = /^#([\w-]+)\s*(.*)$/s.exec(line);
      if (elsewhere !== null) {
        if (sim().workspace.channel(elsewhere[1] ?? '') === null)
          throw new RangeError(`There is no channel #${elsewhere[1]}.`);
        channel = elsewhere[1] ?? channel;
      }
      const text = elsewhere === null ? line : (elsewhere[2] ?? '');
      if (text !== '') sim().people.say(user, channel, text);
    },
  };
}

/** The first word, and what follows it. */
function split(text: string): readonly [string, string] {
  const [first = '', rest = ''] = text.split(/\s+(.*)/s);
  return [first, rest];
}
