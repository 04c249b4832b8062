// Many reports through all that can go wrong with Slack, and each has its one answer: 250, or with LONG_TESTS=1 a
// thousand. Whether the count would notice is tried as well, by taking one line of what keeps it so out of the desk.

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

const quarter: CampaignTerms = {
  reports: 250,
  twice: 50,
  lost: 15,
  refreshes: 2,
  lingering: 3,
  cuts: 1,
  limited: 3,
  dropped: 25,
  broken: 12,
  hanging: 2,
  restarts: 1,
};

const many = process.env.LONG_TESTS === '1' ? thousand : quarter;

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
  it('have one answer each, whatever happens on the way', async () => {
    const { reports, lost, limited, broken } = many;
    const count = await runCampaign(many);
    console.log(`${reports} reports in Slack: ${JSON.stringify(count)}`);
    expect(count).toMatchObject({ stored: reports, answered: { 1: reports }, complaints: [] });
    // The trouble that was ordered did come: every post but those that count was hit by some of it.
    expect(count.hit.posts).toBeGreaterThanOrEqual(reports + limited + broken / 2);
    expect(count.hit.redelivered).toBeGreaterThanOrEqual(lost);
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
  });

  it('the count notices a desk that does not look before it tries again', async () => {
    const count = await runCampaign(few, { chat: (chat) => ({ ...chat, findByKey: async () => null }) });
    expect(count.stored).toBe(few.reports);
    expect(Object.keys(count.answered).some((answers) => Number(answers) > 1)).toBe(true);
  });
});
