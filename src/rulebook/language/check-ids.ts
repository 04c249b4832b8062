import type { Problem } from '../problem.js';
import type { Path, YamlFile } from '../yaml-file.js';

/** An id and where its rule stands; null where the rule has none. */
interface Identified {
  readonly id: string | null;
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** Ids used by more than one rule, over all files. */
export function checkIds(rules: readonly Identified[]): readonly Problem[] {
  const first = new Map<string, Identified>();
  return rules.flatMap((loaded) => {
    const { id } = loaded;
    if (id === null) return [];
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, loaded);
      return [];
    }
    const there = before.yaml.at([...before.path, 'id']);
    return [
      {
        file: loaded.yaml.file,
        ...loaded.yaml.at([...loaded.path, 'id']),
        found: `the id "${id}" a second time`,
        expected: `an id of its own (${before.yaml.file}:${there.line} has this one)`,
        cure: 'Rename one of the two rules.',
        severity: 'error',
      },
    ];
  });
}
