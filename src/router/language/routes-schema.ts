// The shape of rules/routes.yaml. What a shape cannot say is checked in check-routes.ts.

import { z } from 'zod';
import { REPORT_CLASSES, SCOPES } from '../../classifier/index.js';
import { spanSchema } from './span-schema.js';

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

const wording = 'lower-case words joined by hyphens';
const name = z.string({ error: wording }).regex(/^[a-z0-9][a-z0-9-]*$/, { error: wording });

/** Effects a route may list; `escalate` is made by the desk alone. */
export const ROUTE_EFFECTS = [
  'reply',
  'announce',
  'file-ticket',
  'contact-pm',
  'open-card',
  'cross-link',
  'ask-human',
] as const;

const when = z
  .strictObject({
    class: oneOrMore(z.string()).optional().describe('Class of the decision, `undecided` included'),
    'best-guess': oneOrMore(z.enum(REPORT_CLASSES))
      .optional()
      .describe('The class with the most evidence; differs from `class` only when undecided'),
    area: oneOrMore(z.string()).optional().describe('Area of directory.yaml'),
    channel: oneOrMore(z.string()).optional().describe('Channel name without #'),
    source: z.enum(['human', 'automated']).optional().describe('Who speaks'),
    wakes: z.boolean().optional().describe('Downtime: may somebody be woken for it?'),
    hours: oneOrMore(z.enum(['working', 'off', 'holiday']))
      .optional()
      .describe('When, by policy.yaml'),
    severity: oneOrMore(z.string()).optional().describe('A name of the severity scale of policy.yaml'),
    scope: oneOrMore(z.enum(SCOPES)).optional().describe('Who is affected, as read from the text'),
    correlated: z.boolean().optional().describe('True when several reports together made the class'),
  })
  .describe('Conditions, all of which must hold; a list means any of its values');

/** Where a message goes. */
export const destinationSchema = z
  .union([
    z.enum(['thread', 'pm', 'point-person', 'on-call'], {
      error: 'one of thread, pm, point-person, on-call, or { channel: incidents }',
    }),
    z.strictObject({ channel: z.string().min(1).describe('Channel name without #') }),
  ])
  .describe('Where the message goes: the thread under the report, a person, or { channel: name }');

const effect = z.strictObject({
  do: z.enum(ROUTE_EFFECTS).describe('What happens'),
  say: name.describe('Template under rules/replies, without .liquid'),
  to: destinationSchema.optional().describe('Where to; the thread under the report unless told otherwise'),
  mention: z
    .enum(['on-call', 'first-on-call', 'pm', 'point-person', 'nobody'])
    .optional()
    .describe('Who is mentioned, hours permitting: out of hours only for what wakes'),
  after: oneOrMore(z.enum(ROUTE_EFFECTS))
    .optional()
    .describe('Kinds of effects of this route that must be delivered first'),
  patience: spanSchema
    .optional()
    .describe('How long it waits for them before it starts all the same; without it, for ever'),
});

const route = z.strictObject({
  id: name.describe('Name of the route, shown wherever a plan is shown'),
  why: z.string().min(1).describe('One sentence for people: why such reports go this way'),
  when: when.optional().describe('When it is taken; the last route has none and takes all the rest'),
  effects: z.array(effect).describe('What happens; an empty list is silence'),
});

/** rules/routes.yaml: routes in order, of which the first that matches is taken. */
export const routesSchema = z
  .strictObject({ routes: z.array(route).min(1) })
  .describe('Where reports go, by what was decided about them; the first route that matches is taken');

export type RoutesFile = z.infer<typeof routesSchema>;
export type RouteEntry = z.infer<typeof route>;
export type EffectEntry = z.infer<typeof effect>;
