import { misnamed } from './misnamed.js';
import type { RuleFile, RuleFiles } from './rule-files.js';
import type { Yamls } from './written.js';
import { knownYaml, readYaml, type YamlFile } from './yaml-file.js';

/**
 * Parses the YAML files of a folder again and again while they are edited: one that has not changed is not parsed a
 * second time. Of a file without fault only the value is kept; its places are found anew should one be asked for.
 */
export function keptYamls(): (files: RuleFiles) => Yamls {
  const last = new Map<string, { readonly content: RuleFile; readonly yaml: YamlFile }>();
  return (files) => {
    const yamls = [...files].filter(([file]) => file.endsWith('.yaml'));
    return new Map([
      ...misnamed(files),
      ...yamls.map(([file, content]): readonly [string, YamlFile] => {
        const known = last.get(file);
        if (known !== undefined && isSame(known.content, content)) return [file, known.yaml];
        const yaml = readYaml(file, content);
        const kept = yaml.problems.length === 0 ? knownYaml(file, content, yaml.value) : yaml;
        last.set(file, { content, yaml: kept });
        return [file, yaml];
      }),
    ]);
  };
}

function isSame(one: RuleFile, other: RuleFile): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
}
