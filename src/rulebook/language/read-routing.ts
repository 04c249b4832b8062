// The files by which the router plans: directory, policy, routes, and the texts of replies.

import type { z } from 'zod';
import { REPORT_CLASSES } from '../../classifier/index.js';
import { type RoutingRules, readRoutes } from '../../router/index.js';
import {
  checkDirectory,
  checkPolicy,
  checkReplies,
  checkRoutes,
  directorySchema,
  type PathProblem,
  type PolicyFile,
  policySchema,
  readDirectory,
  readPolicy,
  routesSchema,
} from '../../router/language/index.js';
import { checkShape } from '../check-shape.js';
import { missingFile, type Problem } from '../problem.js';
import type { YamlFile } from '../yaml-file.js';
import { placedProblems, sentence } from './placed-problems.js';
import './routing-advice.js';

export interface Routing {
  /** Null as soon as one of the three files cannot be used. */
  readonly rules: RoutingRules | null;
  /** Null where policy.yaml cannot be used. */
  readonly policy: RoutingRules['policy'] | null;
  readonly replies: Readonly<Record<string, string>>;
  /** Those of the replies that can be rendered. */
  readonly sound: Readonly<Record<string, string>>;
  readonly areas: readonly string[] | null;
  readonly severities: readonly string[] | null;
  readonly channels: Channels | null;
  readonly problems: readonly Problem[];
}

/** The channels that the policy lists, and the mode of all others. */
export interface Channels {
  readonly names: readonly string[];
  readonly others: PolicyFile['other-channels'];
}

/** Reads and checks the files of the router; `replies` are Liquid texts by file name, null where unreadable; `preview` tries each. */
export async function readRouting(
  yamls: ReadonlyMap<string, YamlFile>,
  replies: ReadonlyMap<string, string | null>,
  { preview }: { readonly preview: boolean },
): Promise<Routing> {
  const directory = shapeOf('directory.yaml', directorySchema, yamls);
  const policy = shapeOf('policy.yaml', policySchema, yamls);
  const routes = shapeOf('routes.yaml', routesSchema, yamls);
  const templates = [...replies.keys()].map(nameOf);
  const readable = [...replies].flatMap(([file, source]) => (source === null ? [] : [{ file, source }]));
  const areas = directory.value === null ? null : Object.keys(directory.value.areas);
  const channels = policy.value && {
    names: Object.keys(policy.value.channels),
    others: policy.value['other-channels'],
  };
  const severities = policy.value?.severities.map(({ name }) => name) ?? null;
  const policyProblems =
    policy.value === null
      ? []
      : placedProblems(
          await checkPolicy(policy.value, {
            groups: directory.value && Object.keys(directory.value.groups ?? {}),
          }),
          policy.yaml,
        );
  const templateProblems = readable.map(({ file, source }) => ({
    file,
    source,
    problems: inReply(file, checkReplies(nameOf(file), source, preview)),
  }));
  const readPolicyRules =
    policy.value === null || policyProblems.length > 0 ? null : await readPolicy(policy.value);
  const problems = [
    ...[directory, policy, routes].flatMap((file) => file.problems),
    ...(directory.value === null ? [] : placedProblems(checkDirectory(directory.value), directory.yaml)),
    ...policyProblems,
    ...(routes.value === null || areas === null
      ? []
      : placedProblems(
          checkRoutes(routes.value, {
            areas,
            templates,
            classes: [...REPORT_CLASSES, 'undecided'],
            ...(severities === null ? {} : { severities }),
          }),
          routes.yaml,
        )),
    ...templateProblems.flatMap((template) => template.problems),
  ];
  const usable =
    directory.value !== null && readPolicyRules !== null && routes.value !== null && problems.length === 0;
  return {
    rules: usable
      ? {
          directory: readDirectory(directory.value),
          policy: readPolicyRules,
          routes: readRoutes(routes.value),
        }
      : null,
    policy: readPolicyRules,
    sound: Object.fromEntries(
      templateProblems
        .filter((template) => template.problems.length === 0)
        .map(({ file, source }) => [nameOf(file), source]),
    ),
    replies: Object.fromEntries(readable.map(({ file, source }) => [nameOf(file), source])),
    areas,
    severities,
    channels,
    problems,
  };
}

interface Shaped<T> {
  readonly value: T | null;
  readonly yaml: YamlFile | null;
  readonly problems: readonly Problem[];
}

const HOLDS = {
  'directory.yaml': 'the areas and the people who answer for them',
  'policy.yaml': 'what the company has agreed on',
  'routes.yaml': 'where reports go',
} as const;

function shapeOf<T extends z.ZodType>(
  file: keyof typeof HOLDS,
  schema: T,
  yamls: ReadonlyMap<string, YamlFile>,
): Shaped<z.infer<T>> {
  const yaml = yamls.get(file);
  if (yaml === undefined) return { value: null, yaml: null, problems: [missingFile(file, HOLDS[file])] };
  return { yaml, ...checkShape(yaml, schema) };
}

function inReply(file: string, problems: readonly PathProblem[]): readonly Problem[] {
  return problems.map(({ line = 1, column = 1, found, expected, cure }) => ({
    file,
    line,
    column,
    found,
    expected,
    cure: sentence(cure),
    severity: 'error',
  }));
}

function nameOf(file: string): string {
  return file.replace(/^replies\//, '').replace(/\.liquid$/, '');
}
