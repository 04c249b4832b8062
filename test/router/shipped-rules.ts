// The rules that the desk ships with, read from disk for the tests of the router.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type RoutingRules, readRoutes } from '../../src/router/index.js';
import {
  directorySchema,
  policySchema,
  readDirectory,
  readPolicy,
  routesSchema,
} from '../../src/router/language/index.js';

const folder = resolve(import.meta.dirname, '../../rules');

const yaml = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'));

export const routesFile = routesSchema.parse(yaml('routes.yaml'));
export const directoryFile = directorySchema.parse(yaml('directory.yaml'));
export const policyFile = policySchema.parse(yaml('policy.yaml'));

/** Template texts by name. */
export const templates: ReadonlyMap<string, string> = new Map(
  readdirSync(join(folder, 'replies'))
    .filter((file) => file.endsWith('.liquid'))
    .map((file) => [file.slice(0, -'.liquid'.length), readFileSync(join(folder, 'replies', file), 'utf8')]),
);

export const shippedRules: RoutingRules = {
  routes: readRoutes(routesFile),
  directory: readDirectory(directoryFile),
  policy: await readPolicy(policyFile),
};
