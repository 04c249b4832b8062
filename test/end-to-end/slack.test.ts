// A thousand reports through all that can go wrong with Slack, and each has its one answer. Whether the count would
// notice is tried as well, by taking one line of what keeps it so out of the desk.

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CampaignTerms, runCampaign } from '../support/slack/campaign.js';

const thousand: CampaignTerms = {
  reports: 1_000,
  twice: 200,
  lost: 60,
  refreshes: 6,
  lingering: 10,
  cuts: 3,
  limited: 10,
  dropped: 100,
  broken: 50,
  hanging: 5,
  restarts: 3,
};

const few: CampaignTerms = {
  ...thousand,
  reports: 60,
  twice: 30,
  lost: 0,
  refreshes: 1,
  cuts: 1,
  limited: 0,
  dropped: 20,
  broken: 10,
  hanging: 0,
  restarts: 1,
};

describe('reports in Slack', () => {
  it('a thousand of them have one answer each, whatever happens on the way', async () => {
    const count = await runCampaign(thousand);
    console.log(`a thousand reports in Slack: ${JSON.stringify(count)}`);
    expect(count).toMatchObject({ stored: 1_000, answered: { 1: 1_000 }, complaints: [] });
    // The trouble that was ordered did come: every post but the thousand that count was hit by some of it.
    const { twice: _, limited, broken } = thousand;
    expect(count.hit.posts).toBeGreaterThanOrEqual(1_000 + limited + broken / 2);
    expect(count.hit.redelivered).toBeGreaterThanOrEqual(thousand.lost);
  }, 300_000);

  it('the count notices a desk that takes every delivery for a new report', async () => {
    const count = await runCampaign(few, {
      inbox: (inbox) => ({
        ...inbox,
        accept: (intake) => inbox.accept({ ...intake, event: `${intake.event}:${randomUUID()}` }),
      }),
    });
    expect(count.stored).toBeGreaterThan(few.reports);
    expect(Object.keys(count.answered).some((answers) => Number(answers) > 1)).toBe(true);
  }, 120_000);

  it('the count notices a desk that does not look before it tries again', async () => {
    const count = await runCampaign(few, { chat: (chat) => ({ ...chat, findByKey: async () => null }) });
    expect(count.stored).toBe(few.reports);
    expect(Object.keys(count.answered).some((answers) => Number(answers) > 1)).toBe(true);
  }, 120_000);
});
