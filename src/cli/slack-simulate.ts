// `triage slack simulate`: a workspace to try the desk in, without Slack. What is typed is said in it.

import { consoleHelp, createConsole } from '../adapters/slack/simulator/console.js';
import { furnish } from '../adapters/slack/simulator/furnish.js';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../adapters/slack/simulator/serve-workspace.js';
import { incidentsChannel, type RoutingRules } from '../router/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { linesOf } from './lines.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage slack simulate`. */
export interface SimulateOptions {
  readonly rules?: string;
  readonly port: string;
}

/** Runs a workspace with the people and channels of the rules until the input ends or the process is told to stop. */
export async function slackSimulateVerb(options: SimulateOptions, terminal: Terminal): Promise<ExitCode> {
  const { routing } = await rulebookFor(options.rules);
  const print = (text: string): void => void terminal.out(`${text}\n`);
  let sim: Simulator | null = null;
  const running = (): Simulator => {
    if (sim === null) throw new Error('the workspace has not started');
    return sim;
  };
  const hands = createConsole(running, { user: 'you', channel: 'gallery-help' }, print);
  sim = await start(portOf(options.port), hands.shown);
  furnish(sim, furnitureOf(routing));
  hands.watch();
  terminal.talk(greeting(sim, incidentsChannel(routing.policy)));
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve());
  const typed = (async () => {
    for await (const { text } of linesOf(terminal.input)) {
      await hands.take(text).catch((error: unknown) => {
        if (!(error instanceof RangeError)) throw error;
        terminal.talk(`${error.message}\n`);
      });
    }
    // A keyboard that is closed ends it; without one it runs until it is told to stop.
    if (terminal.interactive) stopped.resolve();
  })();
  typed.catch(stopped.reject);
  try {
    await stopped.promise;
  } finally {
    await sim.close();
  }
  return EXIT.ok;
}

function portOf(typed: string): number {
  const port = Number(typed);
  if (/^\d+$/.test(typed) && port <= 65_535) return port;
  throw new UsageError(`--port is "${typed}", expected a number from 0 to 65535, such as --port 4548.`);
}

async function start(port: number, shown: NonNullable<SimulatorOptions['shown']>): Promise<Simulator> {
  try {
    return await startSimulator({ port, limits: true, shown });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`Port ${port} is taken. Choose another: triage slack simulate --port 4548`);
  }
}

function furnitureOf({ directory, policy }: RoutingRules): Parameters<typeof furnish>[1] {
  const observer = policy.observer === null ? [] : [policy.observer];
  const names = new Set([...policy.channels.map(({ name }) => name), 'gallery-help', 'auctions-ops']);
  return {
    people: directory.people.filter(({ left }) => left !== true),
    channels: [...names].filter((name) => !observer.includes(name)),
    privateChannels: observer,
  };
}

function greeting(sim: Simulator, incidents: string): string {
  return `A workspace is open. In another terminal, start a desk in it:

  SLACK_APP_TOKEN=${sim.appToken} SLACK_BOT_TOKEN=${sim.botToken} SLACK_API_URL=${sim.apiUrl} TRIAGE_DATA=./data-simulated npx triage start

A new desk only observes. Let it speak, with the same TRIAGE_DATA, first where incidents are followed:

  npx triage channels live ${incidents} --as you
  npx triage channels live gallery-help --as you

You are "you" in #gallery-help; what you type is said there. Nothing is kept when it ends.
${consoleHelp}
`;
}
