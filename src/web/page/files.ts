// The page itself: what the build has made, read once, and nothing else of the disk.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Hono, type MiddlewareHandler } from 'hono';

interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer> | null;
}

/** The built page of a folder: `/` is its index.html, everything else stands under the name it has there. */
export function pageFiles(folder: string): Hono {
  let files: ReadonlyMap<string, PageFile> | null = null;
  const app = new Hono();
  app.get('*', strict, async (c, next) => {
    files ??= readFiles(folder);
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    const file = files.get(path);
    if (file === undefined) {
      return path === '/index.html' ? c.text('The page is not built yet: run npm run build.\n', 503) : next();
    }
    const zip = file.zipped !== null && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
    return c.body(zip && file.zipped !== null ? file.zipped : file.bytes, 200, {
      'content-type': file.type,
      // The build puts a hash of what is in them into the names of assets.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(zip && { 'content-encoding': 'gzip' }),
    });
  });
  return app;
}

/** Nothing but what this address serves runs, is shown or is asked; nobody frames it. */
export const strict: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(strictHeaders)) c.header(name, value);
};

const strictHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    // The editor's own small pictures come as data.
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function readFiles(folder: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && types[extname(path)] !== undefined);
  return new Map(
    paths.map((path) => {
      const bytes = Uint8Array.from(readFileSync(path));
      const zipped = extname(path) === '.woff2' ? null : Uint8Array.from(gzipSync(bytes));
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [`/${relative(folder, path).split(sep).join('/')}`, { type, bytes, zipped }];
    }),
  );
}
