import type { Policy } from '../../../router/index.js';

/** Where a report by form may be told: here first, then where people ask for help, and the incidents channel. */
export function formChannels({ channels }: Policy, here: string | null): readonly string[] {
  const roles = ['help', 'incidents'] as const;
  const known = roles.flatMap((role) =>
    channels.filter((each) => each.role === role).map(({ name }) => name),
  );
  return [...new Set([...(here === null ? [] : [here]), ...known])];
}
