// What zod finds wrong with a file, with its place in it.

import type { z } from 'zod';
import type { Path, YamlFile } from './yaml-file.js';

export type Issue = z.core.$ZodIssue;

/** An issue with its place in the whole file. */
export interface Fault {
  readonly issue: Issue;
  readonly path: Path;
}

export interface Context {
  readonly yaml: YamlFile;
  readonly schema: z.ZodType;
}
