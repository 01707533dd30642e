/** CPU time of this thread alone (ms), the least of some runs: what other programs of the machine do hardly shows in it. */
export function leastCost(work: () => void): number {
  const costs = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}
