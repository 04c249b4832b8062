// The files by which the router plans: directory, policy, routes, and the texts of replies.

import type { z } from 'zod';
import { REPORT_CLASSES } from '../../classifier/index.js';
import { type RoutingRules, readRoutes } from '../../router/index.js';
import {
  checkDirectory,
  checkPolicy,
  checkReplies,
  checkRoutes,
  type DirectoryFile,
  type Loose,
  type PathProblem,
  type PolicyFile,
  readDirectory,
  readPolicy,
} from '../../router/language/index.js';
import { checkShape } from '../check-shape.js';
import { loosePart } from '../loose-part.js';
import type { Memory } from '../memory.js';
import { missingFile, type Problem } from '../problem.js';
import type { YamlFile } from '../yaml-file.js';
import { placedProblems, sentence } from './placed-problems.js';
import { ROUTING_SHAPES } from './routing-advice.js';

export interface Routing {
  /** Null as soon as one of the three files cannot be used. */
  readonly rules: RoutingRules | null;
  /** Null where policy.yaml cannot be used. */
  readonly policy: RoutingRules['policy'] | null;
  readonly replies: Readonly<Record<string, string>>;
  /** Those of the replies that can be read. */
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

/** Liquid texts by file name; null where a file cannot be read. */
export type ReplyTexts = ReadonlyMap<string, string | null>;

/** Reads and checks the files of the router; the replies are read, not tried. */
export async function readRouting(
  yamls: ReadonlyMap<string, YamlFile>,
  replies: ReplyTexts,
  memory: Memory | null,
): Promise<Routing> {
  const directory = shapeOf('directory.yaml', ROUTING_SHAPES.directory, yamls);
  const policy = shapeOf('policy.yaml', ROUTING_SHAPES.policy, yamls);
  const routes = shapeOf('routes.yaml', ROUTING_SHAPES.routes, yamls);
  const templates = [...replies.keys()].map(templateName);
  const readable = readableOf(replies);
  const areas = directory.part?.areas ? Object.keys(directory.part.areas) : null;
  const channels = channelsOf(policy.part);
  const severities = severitiesOf(policy.part);
  const groups = groupsOf(directory);
  const policyProblems = placedProblems(
    policy.part === null ? [] : await checkPolicy(policy.part, { groups }),
    policy.yaml,
  );
  const templateProblems = readable.map(({ file, source }) => ({
    file,
    source,
    problems: replyProblems({ file, source }, 'read', memory),
  }));
  const readPolicyRules =
    policy.value === null || policyProblems.length > 0 ? null : await readPolicy(policy.value);
  const problems = [
    ...[directory, policy, routes].flatMap((file) => file.problems),
    ...placedProblems(directory.part === null ? [] : checkDirectory(directory.part), directory.yaml),
    ...policyProblems,
    ...placedProblems(
      routes.part === null
        ? []
        : checkRoutes(routes.part, {
            templates,
            classes: [...REPORT_CLASSES, 'undecided'],
            ...(areas === null ? {} : { areas }),
            ...(severities === null ? {} : { severities }),
          }),
      routes.yaml,
    ),
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
        .map(({ file, source }) => [templateName(file), source]),
    ),
    replies: Object.fromEntries(readable.map(({ file, source }) => [templateName(file), source])),
    areas,
    severities,
    channels,
    problems,
  };
}

/** Tries the sound replies at every moment of a case; gives those that read well at each, and what is wrong with the others. */
export function tryReplies(
  replies: ReplyTexts,
  sound: Routing['sound'],
  memory: Memory | null,
): { readonly sound: Routing['sound']; readonly problems: readonly Problem[] } {
  const tried = readableOf(replies)
    .filter(({ file }) => Object.hasOwn(sound, templateName(file)))
    .map((reply) => ({ ...reply, problems: replyProblems(reply, 'tried', memory) }));
  return {
    sound: Object.fromEntries(
      tried
        .filter(({ problems }) => problems.length === 0)
        .map(({ file, source }) => [templateName(file), source]),
    ),
    problems: tried.flatMap(({ problems }) => problems),
  };
}

interface ReadableReply {
  readonly file: string;
  readonly source: string;
}

function readableOf(replies: ReplyTexts): readonly ReadableReply[] {
  return [...replies].flatMap(([file, source]) => (source === null ? [] : [{ file, source }]));
}

function replyProblems(
  { file, source }: ReadableReply,
  how: 'read' | 'tried',
  memory: Memory | null,
): readonly Problem[] {
  const own = new Map([[file, source]]);
  if (memory !== null && memory.recall(`reply ${how}`, own) !== null) return [];
  const problems = inReply(file, checkReplies(templateName(file), source, how === 'tried'));
  if (problems.length === 0) memory?.remember(`reply ${how}`, own, {});
  return problems;
}

/** Null where the file may define more of them than can be read. */
function groupsOf({ value, part }: Shaped<DirectoryFile>): readonly string[] | null {
  const groups = part?.groups ?? (value === null ? null : {});
  return groups && Object.keys(groups);
}

type PolicyPart = Loose<PolicyFile> | null;

function channelsOf(policy: PolicyPart): Channels | null {
  const others = policy?.['other-channels'];
  return !policy?.channels || others === undefined ? null : { names: Object.keys(policy.channels), others };
}

/** Null where one of the scale has no name that can be read. */
function severitiesOf(policy: PolicyPart): readonly string[] | null {
  const names = policy?.severities?.map((severity) => severity?.name) ?? [];
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 || known.length < names.length ? null : known;
}

interface Shaped<T> {
  readonly value: T | null;
  /** As much of it as fits the shape; null where nothing does. */
  readonly part: Loose<T> | null;
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
  if (yaml === undefined)
    return { value: null, part: null, yaml: null, problems: [missingFile(file, HOLDS[file])] };
  const { value, problems, mended } = checkShape(yaml, schema);
  const part = (value as Loose<z.infer<T>> | null) ?? loosePart(schema, mended.value);
  return { value, part, yaml: mended, problems };
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

/** The name by which routes and tone.yaml speak of a text. */
export function templateName(file: string): string {
  return file.replace(/^replies\//, '').replace(/\.liquid$/, '');
}
