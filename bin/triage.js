#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on a Node too old for the rest, in order to say so.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `triage: Node ${process.versions.node} is too old, Node 22.12 or newer is needed. In a clone, "npx triage" and every npm script use the Node 24 that "npm ci" installed.\n`,
  );
  process.exit(2);
}
const { programIn } = await import('../dist/launch/load-program.js');
const { main } = programIn(new URL('../dist/program/', import.meta.url)).load('main.cjs');
await main(process.argv.slice(2));
