// Checks requests against an official OpenAPI document, where it is at hand.

import { Ajv, type ValidateFunction } from 'ajv';

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
    readonly required?: boolean;
  };
}

/** One request as a fake server received it. */
export interface SeenRequest {
  readonly method: string;
  /** Path without the query, as in the document. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** Says what is wrong with a request, in one line each; nothing when it fits the document. */
export type CheckRequest = (request: SeenRequest) => readonly string[];

/** A check by a document with its paths below `prefix`. */
export function openApiCheck(document: unknown, prefix = ''): CheckRequest {
  const { paths } = document as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ ...(document as object), $id: 'api' }, 'api');
  const bodies = new Map<string, ValidateFunction>();

  return ({ method, path, query, body }) => {
    const found = match(paths, method.toLowerCase(), path, prefix);
    if (found === null) return [`${method} ${path}: no such operation`];
    const { operation, template } = found;
    const where = `${method} ${template}`;
    const known = new Set(
      (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name),
    );
    const odd = [...query.keys()].filter((name) => !known.has(name) && name !== 'key' && name !== 'token');
    const missing = (operation.parameters ?? []).filter(
      (each) => each.in === 'query' && each.required === true && !query.has(each.name),
    );
    const problems = [
      ...odd.map((name) => `${where}: unknown parameter ${name}`),
      ...missing.map(({ name }) => `${where}: parameter ${name} is missing`),
    ];
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    if (schema === undefined || body === undefined) return problems;
    const validate = bodies.get(where) ?? ajv.compile(refersTo(schema));
    bodies.set(where, validate);
    if (validate(body)) return problems;
    return [
      ...problems,
      ...(validate.errors ?? []).map((error) => `${where}: ${error.instancePath} ${error.message}`),
    ];
  };
}

/** References of the document, so that they still point into it. */
function refersTo(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object;
}

function match(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
  method: string,
  path: string,
  prefix: string,
): { readonly operation: Operation; readonly template: string } | null {
  const candidates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  for (const template of candidates) {
    const pattern = new RegExp(`^${(prefix + template).replace(/\{[^}]+\}/g, '[^/]+')}$`);
    const operation = paths[template]?.[method];
    if (pattern.test(path) && operation !== undefined) return { operation, template };
  }
  return null;
}
