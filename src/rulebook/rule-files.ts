/** What stands in a file of a rules folder, or why that cannot be told. */
export type RuleFile = string | Uint8Array | { readonly unreadable: string };

/** The files of a rules folder; keys are paths relative to it, with `/`. */
export type RuleFiles = ReadonlyMap<string, RuleFile>;

/** True where it could not be told what stands in a file. */
export function isUnreadable(file: RuleFile): file is { readonly unreadable: string } {
  return typeof file === 'object' && 'unreadable' in file;
}
