// Plain data with the typed arrays in it laid beside it: they are then used as they lie in the file, neither parsed nor
// copied. The order of bytes is the machine's: such a file is for the machine that wrote it.

const KINDS = { Int8Array, Int32Array, Uint32Array, Float64Array } as const;

type Kind = keyof typeof KINDS;

/** Where a typed array lies in the bytes, and where it belongs in the data. */
interface Placed {
  readonly path: readonly string[];
  readonly kind: Kind;
  readonly at: number;
  readonly length: number;
}

/** The first eight bytes say where the text begins; typed arrays want to begin at a multiple of their size. */
const ALIGNED = 8;

/** Plain JSON with typed arrays in it, as bytes. */
export function pack(data: object): Uint8Array {
  const head = new DataView(new ArrayBuffer(ALIGNED));
  const parts: Uint8Array[] = [new Uint8Array(head.buffer)];
  const arrays: Placed[] = [];
  let end = ALIGNED;
  const plain = withoutArrays(data, [], (path, kind, { buffer, byteOffset, byteLength, length }) => {
    arrays.push({ path, kind, at: end, length });
    const padding = new Uint8Array((ALIGNED - (byteLength % ALIGNED)) % ALIGNED);
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), padding);
    end += byteLength + padding.length;
  });
  head.setFloat64(0, end, true);
  const json = JSON.stringify({ arrays, plain });
  return Buffer.concat([...parts, Buffer.from(inAscii(json))]);
}

/** What was packed; its typed arrays are windows on the bytes. */
export function unpack(bytes: Buffer<ArrayBuffer>): unknown {
  const { buffer, byteOffset } = bytes.byteOffset % ALIGNED === 0 ? bytes : Uint8Array.from(bytes);
  const end = new DataView(buffer, byteOffset).getFloat64(0, true);
  const { arrays, plain } = JSON.parse(bytes.toString('latin1', end)) as Unpacked;
  for (const { path, kind, at, length } of arrays)
    put(plain, path, new KINDS[kind](buffer, byteOffset + at, length));
  return plain;
}

/** A text of bytes is read in two thirds of the time. */
function inAscii(json: string): string {
  return json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

interface Unpacked {
  readonly arrays: readonly Placed[];
  readonly plain: object;
}

type Visit = (path: readonly string[], kind: Kind, array: InstanceType<(typeof KINDS)[Kind]>) => void;

/** The same data with null for every typed array, each of which is visited; what holds none is not copied. */
function withoutArrays(value: unknown, path: readonly string[], visit: Visit): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    visit(path, kindOf(value), value as InstanceType<(typeof KINDS)[Kind]>);
    return null;
  }
  let plain: object = value;
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    if (typeof part !== 'object' || part === null) continue;
    const without = withoutArrays(part, [...path, key], visit);
    if (without === part) continue;
    if (plain === value) plain = Array.isArray(value) ? [...value] : { ...value };
    Reflect.set(plain, key, without);
  }
  return plain;
}

function kindOf(array: ArrayBufferView): Kind {
  const kind = (Object.keys(KINDS) as Kind[]).find((name) => array instanceof KINDS[name]);
  if (kind === undefined) throw new TypeError(`${array.constructor.name}s are not laid beside the data`);
  return kind;
}

function put(into: object, path: readonly string[], array: object): void {
  const place = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, into);
  Reflect.set(place, path.at(-1) ?? '', array);
}
