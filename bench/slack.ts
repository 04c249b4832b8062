// From a message in Slack to the desk's answer: node bench/slack.ts [--reports 200] [--every 250]
// The shipped rules and the real libraries of Slack against the simulated workspace with Slack's rate limits; the
// backlog is the local stand-in. The network is this machine's own: Slack's comes on top.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./slack/measure-slack.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
