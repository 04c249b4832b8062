import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import { localRules, startLocalDesk } from '../../src/cli/local-mode.js';
import { rulebookFor } from '../../src/cli/rulebook.js';
import { rulesFolder } from '../../src/cli/rules-folder.js';
import { type FollowedRules, followRules } from '../../src/desk/follow-rules.js';
import type { Store } from '../../src/desk/ports.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { SHIPPED_RULES } from '../../src/rulebook/index.js';
import { intake } from '../desk/intakes.js';
import { quietLog } from '../desk/quiet-log.js';

let folder: string;
let rules: string;
let store: Store;
let desk: Desk;
let followed: FollowedRules;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hot-'));
  rules = join(folder, 'rules');
  cpSync(SHIPPED_RULES, rules, { recursive: true });
  const rulebook = await rulebookFor(rules);
  store = await openSqliteStore(join(folder, 'data'));
  desk = await startLocalDesk({ store, rulebook, clock: systemClock, random: systemRandom, log: quietLog });
  followed = followRules({
    source: rulesFolder(rules, localRules),
    version: rulebook.version,
    use: desk.useRules,
    clock: systemClock,
    log: quietLog,
    everyMs: 50,
  });
});

afterEach(async () => {
  await followed.stop();
  await desk.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

function change(file: string, by: (text: string) => string): void {
  const path = join(rules, file);
  writeFileSync(path, by(readFileSync(path, 'utf8')));
}

const version = (): string => followed.state().version;

let count = 0;
/** Which rulebook decides now. */
async function decider(): Promise<string | undefined> {
  count += 1;
  const { id } = await desk.accept(intake(`hot-${count}`, 'thanks everybody'));
  await desk.settled();
  return (await store.decision(id))?.decision.rulebook;
}

it('decides and answers by changed rules without a restart', async () => {
  const before = version();
  expect(await decider()).toBe(before);
  change('replies/non-incident.liquid', (text) => `${text}\nNew words at the end.\n`);
  await expect.poll(version).not.toBe(before);
  expect(await decider()).toBe(version());
  const { id } = await desk.accept(intake('said', 'The charge details of a partner need updating'));
  await desk.settled();
  const reply = (await store.effectsOfReport(id)).find(({ effect }) => effect.kind === 'reply');
  expect((await store.localByRef(reply?.ref?.id ?? ''))?.body).toContain('New words at the end.');
});

it('keeps the last good rules while those in the folder are broken, says so, and takes the mended ones', async () => {
  const before = version();
  change('incident.yaml', (text) => `${text}\n  - id: [broken\n`);
  await expect
    .poll(() => followed.state().problem)
    .toMatch(/changed rules cannot be used: incident\.yaml:\d+/);
  expect(version()).toBe(before);
  expect(await decider()).toBe(before);
  change('incident.yaml', (text) => text.replace('\n  - id: [broken\n', '\n# mended\n'));
  await expect.poll(version).not.toBe(before);
  expect(followed.state().problem).toBeNull();
  expect(await decider()).toBe(version());
});

it('keeps the last good rules when the folder is gone, and sees when it is back', async () => {
  const before = version();
  renameSync(rules, `${rules}-away`);
  await expect.poll(() => followed.state().problem).toBe('the folder of rules cannot be read (ENOENT)');
  expect(await decider()).toBe(before);
  renameSync(`${rules}-away`, rules);
  await expect.poll(() => followed.state().problem).toBeNull();
  expect(version()).toBe(before);
});

it('never takes half of a change that is still being written', async () => {
  const seen = new Set<string>([version()]);
  for (let i = 0; i < 20; i++) {
    change('replies/non-incident.liquid', (text) => `${text}${i}\n`);
    await new Promise((resolve) => setTimeout(resolve, 15));
    seen.add(version());
  }
  const written = [...seen].length;
  await expect.poll(version).not.toBe([...seen][0]);
  expect(written).toBe(1);
});
