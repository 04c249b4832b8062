// What a schema can say to an author beside what it refuses: how the value is written, and what a wrong one was
// probably meant to be. The schemas carry it themselves, so that it stands beside what it explains.

import { z } from 'zod';

/** Help for one place in a file. */
export interface Advice {
  /** The right form, as it is written in YAML. */
  readonly example?: string;
  /** What a wrong value was probably meant to be, as it is written in YAML; null when that cannot be told. */
  readonly mend?: (value: unknown) => string | null;
  /** What to do about a wrong value, as a sentence, where no single value can be meant; null when that cannot be told. */
  readonly cure?: (value: unknown) => string | null;
  /** What to do about keys that other tools have and this mapping has not. */
  readonly foreign?: Readonly<Record<string, string>>;
}

/** The advice of schemas: `schema.register(advice, { example: … })`. */
export const advice = z.registry<Advice>();
