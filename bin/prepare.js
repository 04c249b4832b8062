// Builds after an install. The first `npx triage` of a clone installs a link to it and asks for this once more: what is
// built then stays as it is, since a desk may be running on it.
import { execSync } from 'node:child_process';

if (process.env.npm_command !== 'exec') execSync('npm run build && npm run rules', { stdio: 'inherit' });
