import { onSale, type DemandSeries } from '../demand-series.js';
import { readingLosses, shopSeason, type YearlyOptions, type YearlySeason } from './yearly-season.js';

/**
 * The season that a product shares with its peers: its group's, shrunk to the shop's where the group is small. A new
 * Christmas decoration has no last year, and the shop's January is another than that of its kind. What the readings of
 * the year (`yearly-season.ts`) lost for older members of the group tells how much a younger one may lean on each.
 * Series without a group have the shop as peers.
 */
export function peerSeasons(
  all: readonly DemandSeries[],
  options: YearlyOptions,
): (group: string | undefined) => YearlySeason {
  const shop = shopSeason(all, options);
  const groups = new Map<string, DemandSeries[]>();
  for (const series of all) {
    if (series.group === undefined) continue;
    const members = groups.get(series.group);
    if (members) members.push(series);
    else groups.set(series.group, [series]);
  }
  const seasons = new Map<string, YearlySeason>();
  if (shop.known) {
    for (const [group, members] of groups) seasons.set(group, groupSeason(members, shop, options));
  }
  return (group) => (group === undefined ? shop : (seasons.get(group) ?? shop));
}

/** Members of a whole year without which a group has no season of its own, and how many of them the shop counts for. */
const fewestMembers = 5;
const priorMembers = 3;
/** Members asked for their losses. */
const mostAsked = 40;
const preferenceSharpness = 40;

function groupSeason(
  members: readonly DemandSeries[],
  shop: YearlySeason,
  options: YearlyOptions,
): YearlySeason {
  const old = members
    .map((series) => ({ y: onSale(series) }))
    .filter(({ y }) => y.length >= options.yearLength);
  if (old.length < fewestMembers) return shop;
  // Fewer than the whole shop: somewhat more smoothing.
  const together = shopSeason(old, { ...options, smoothing: 1.5 * options.smoothing });
  const shopLosses = pooledLosses(old, shop, options);
  const ownLosses = pooledLosses(old, together, options);
  const better = shopLosses && ownLosses ? preference(ownLosses[1]!, shopLosses[1]!) : 1;
  const share = (better * old.length) / (old.length + priorMembers);
  const losses = share > 0.5 ? ownLosses : shopLosses;
  return {
    at: (offset) => share * together.at(offset) + (1 - share) * shop.at(offset),
    known: true,
    ...(losses && { losses }),
  };
}

/** From 0 to 1: how far a season that loses `mine` is to be preferred to one that loses `theirs`. */
function preference(mine: number, theirs: number): number {
  return 1 / (1 + Math.exp(preferenceSharpness * (mine / theirs - 1)));
}

/** Mean loss of each reading over the losses of having none; null where too few members can tell. */
function pooledLosses(
  members: readonly DemandSeries[],
  season: YearlySeason,
  options: YearlyOptions,
): number[] | null {
  const sums = new Float64Array(4);
  let asked = 0;
  for (const { y } of members) {
    const losses = readingLosses(y, season, options);
    if (!losses) continue;
    losses.forEach((loss, r) => (sums[r]! += Math.min(loss, 3)));
    if (++asked === mostAsked) break;
  }
  return asked < fewestMembers ? null : Array.from(sums, (sum) => sum / asked);
}
