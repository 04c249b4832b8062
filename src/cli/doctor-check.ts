// What `triage doctor` asks: one part of the desk at a time, each by a check of its own.

import type { Settings } from '../config.js';
import type { OutsideSettings, OutsideSystem } from '../outside-settings.js';
import type { OutsideDeps } from './outside.js';

/** How one part stands: it leads outside, is kept in the desk, is not in use, or is to be mended. */
export type State = 'live' | 'local' | 'off' | 'wrong';

/** What a check found; `notes` are sentences, those of a `wrong` one say what to do. */
export interface Standing {
  readonly state: State;
  readonly notes: readonly string[];
}

/** What there is to look at: everything that is configured, with what the adapters need. */
export interface Configured extends Omit<OutsideDeps, 'routing'> {
  /** Null where the rules cannot be used: what needs none of them is looked at all the same. */
  readonly routing: OutsideDeps['routing'] | null;
  readonly settings: Settings;
  readonly outside: OutsideSettings;
}

/** One part of the desk; `look` never throws for a part that does not answer. */
export interface DoctorCheck {
  readonly name: string;
  /** The section of triage.yaml that it goes by; absent where it goes by none. */
  readonly section?: OutsideSystem;
  look(configured: Configured): Promise<Standing>;
}

/** What is said of a system that can only be looked at by the rules. */
export function rulesFirst(what: string): Standing {
  return { state: 'wrong', notes: [what, 'not looked at: the rules have to be mended first'] };
}
