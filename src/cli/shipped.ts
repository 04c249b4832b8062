import { fileURLToPath } from 'node:url';

/** The labelled reports that come with the package. */
export const SHIPPED_FIXTURES = fileURLToPath(new URL('../../fixtures/reports/', import.meta.url));

/** More labelled reports, that are only learnt from: they are many, and no test or preview goes through them. */
export const SHIPPED_LESSONS = fileURLToPath(new URL('../../fixtures/learning/', import.meta.url));

/** Reports that people corrected, which must never be decided wrongly again. */
export const SHIPPED_CORRECTIONS = fileURLToPath(new URL('../../fixtures/corrections/', import.meta.url));

/** The reports of a short afternoon, for the demo. */
export const DEMO_REPORTS = fileURLToPath(new URL('../../fixtures/demo/afternoon.jsonl', import.meta.url));

/** Reports that belong together, which the package comes with too. */
export const SHIPPED_GROUPS = fileURLToPath(new URL('../../fixtures/groups/', import.meta.url));

/** The page as the build has made it. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../dist/page/', import.meta.url));
