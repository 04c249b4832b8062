// Rules change while the desk runs: a changed rulebook is taken when it is whole and valid, else the last good one
// stays in force and the reason is told.

import { nameOf } from './events.js';
import { keepDoing } from './loop.js';
import type { Clock, Logger } from './ports.js';
import type { Rules } from './rules.js';

/** Where rules come from. */
export interface RulesSource {
  /** Content hash of what is there now; rejects when it cannot be read. */
  version(): Promise<string>;
  /** The rules that are there now, or why they cannot be used; rejects when they cannot be read. */
  load(): Promise<LoadedRules | { readonly problems: readonly string[] }>;
}

/** Rules with the content hash they were made from. */
export interface LoadedRules {
  readonly version: string;
  readonly rules: Rules;
}

/** Which rules are in force, and since when. */
export interface RulesState {
  readonly version: string;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  /** Why what is in the folder now is not in force; null when it is. */
  readonly problem: string | null;
}

/** A desk under changing rules. */
export interface FollowedRules {
  state(): RulesState;
  /** Resolves when a look under way has ended; no other begins. */
  stop(): Promise<void>;
}

/** What following needs. */
export interface FollowDeps {
  readonly source: RulesSource;
  /** Content hash of the rules that the desk was started with. */
  readonly version: string;
  /** Puts rules in force. */
  readonly use: (rules: Rules) => void;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often the source is looked at, in milliseconds. What has changed is read once it has stood still that long. */
  readonly everyMs: number;
}

/** Looks at the source again and again until stopped. */
export function followRules({ source, version, use, clock, log, everyMs }: FollowDeps): FollowedRules {
  let state: RulesState = { version, since: clock.now(), problem: null };
  let seen = version;
  let refused: string | null = null;

  const trouble = (problem: string): void => {
    if (state.problem !== problem)
      log.error({ rulebook: state.version, problem }, 'the rules in the folder are not used');
    state = { ...state, problem };
  };

  const take = async (found: string): Promise<void> => {
    const loaded = await source.load();
    if ('problems' in loaded) {
      refused = found;
      const [first = 'they cannot be used'] = loaded.problems;
      const more = loaded.problems.length > 1 ? ` (and ${loaded.problems.length - 1} more)` : '';
      return trouble(`the changed rules cannot be used: ${first}${more}; triage check tells all`);
    }
    // Changed again while it was read: the next look sees what has become of it.
    if (loaded.version !== found) return;
    use(loaded.rules);
    state = { version: found, since: clock.now(), problem: null };
    log.info({ rulebook: found }, 'changed rules are in force');
  };

  const look = async (): Promise<false> => {
    try {
      const found = await source.version();
      const still = found === seen;
      seen = found;
      if (found === state.version) {
        if (state.problem !== null)
          log.info({ rulebook: found }, 'the rules in force are in the folder again');
        state = { ...state, problem: null };
      } else if (still && found !== refused) await take(found);
    } catch (error) {
      trouble(`the folder of rules cannot be read (${codeOf(error)})`);
    }
    return false;
  };

  const loop = keepDoing('rules', look, async () => everyMs, { clock, log });
  return { state: () => state, stop: () => loop.stop() };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : nameOf(error);
}
