// What the system refuses about a file that somebody has named is theirs to mend, whichever verb it was.

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use it. Change its permissions, or name another',
  EPERM: 'this user may not use it. Change its permissions, or name another',
  EROFS: 'it is on a disk that nobody can write to. Name another place',
  ENOSPC: 'the disk is full. Make room, or name another place',
  EDQUOT: 'the disk space of this user is used up. Make room, or name another place',
  EISDIR: 'that is a folder, expected a file. Name a file',
  ENOTDIR: 'a file stands where a folder is expected. Name another place',
};

/** Where, what and the cure, of an error about a file or folder; null for an error of any other kind. */
export function sayRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code = '', path, syscall = 'open' } = error as NodeJS.ErrnoException;
  const refusal = refusals[code];
  if (refusal === undefined) return null;
  return `${path ?? syscall}: ${refusal} (${code}).`;
}
