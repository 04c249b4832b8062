/**
 * Milliseconds of processor time that some work takes: what else the machine does at the same time does not count, as
 * it would by the clock.
 */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
