// Every value on its way into the database passes here, for both databases alike: better-sqlite3 takes
// `undefined` for NULL and NaN for NULL in silence, and refuses booleans; pg turns objects into JSON.

import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  type ValueNode,
} from 'kysely';

/** What may be bound: text, a whole number, or null. */
export type Bound = string | number | null;

/**
 * A value as both databases take it. Numbers are whole; booleans become 0 or 1, bigints numbers while they are exact; text loses
 * NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold (JSON text has them escaped already).
 * Throws a TypeError for anything else: storing NULL or "[object Object]" instead would lose data.
 */
export function bindable(value: unknown): Bound {
  switch (typeof value) {
    case 'string':
      return value.toWellFormed().replaceAll('\u0000', '\uFFFD');
    case 'number':
      if (!Number.isSafeInteger(value)) throw unbindable(String(value), 'a whole number below 2^53');
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint': {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) throw unbindable(String(value), 'a whole number below 2^53');
      return number;
    }
    default:
      if (value === null) return null;
      throw unbindable(
        value instanceof Date ? 'a Date' : typeof value,
        'text, a whole number, a boolean or null',
      );
  }
}

/** A Kysely plugin that lets nothing but bindable values through. */
export const bindingGuard: KyselyPlugin = {
  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return new BindingTransformer().transformNode(args.node, args.queryId);
  },
  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return args.result;
  },
};

class BindingTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: bindable(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(bindable) };
  }
}

function unbindable(found: string, expected: string): TypeError {
  return new TypeError(`the store was given ${found}; expected ${expected}. Convert it before storing.`);
}
