import type { OrderInput } from '@shelfwise/core/wire';
import { hasFaults, reject, type Fault, type Indexed, type Rejection } from '../../http/parse-each.js';
import { isAhead } from '../../rules/days/is-ahead.js';
import { isNewerReport, reportOf } from '../../rules/sales/order-report.js';
import type { Id } from '../../stores/port/documents.js';

interface Selection {
  kept: Indexed<OrderInput>[];
  rejected: Rejection[];
}

/** Refuses the reports that are dated ahead of our clock. */
export function selectTimely(reports: readonly Indexed<OrderInput>[], now: Date): Selection {
  return select(reports, ({ index, value }) =>
    (['placedAt', 'updatedAt'] as const).flatMap((field): Fault[] => {
      const at = value[field];
      const isFault = at !== undefined && isAhead(Date.parse(at), now.getTime());
      return isFault ? [{ code: 'event-in-future', pointer: `/orders/${index}/${field}` }] : [];
    }),
  );
}

/** Refuses the reports with a line whose product is not known. */
export function selectKnown(
  reports: readonly Indexed<OrderInput>[],
  productIds: ReadonlyMap<string, Id>,
): Selection {
  return select(reports, ({ index, value }) =>
    value.lines.flatMap(({ product }, line): Fault[] =>
      productIds.has(product)
        ? []
        : [{ code: 'unknown-product', pointer: `/orders/${index}/lines/${line}/product` }],
    ),
  );
}

/** The report of each order that holds: the newest, and the last of those without a date. */
export function latestReports(reports: readonly Indexed<OrderInput>[]): OrderInput[] {
  const byKey = new Map<string, OrderInput>();
  for (const { value } of reports) {
    const former = byKey.get(value.key);
    if (!former || isNewerReport(reportOf(former), reportOf(value))) byKey.set(value.key, value);
  }
  return [...byKey.values()];
}

function select(
  reports: readonly Indexed<OrderInput>[],
  faultsOf: (report: Indexed<OrderInput>) => Fault[],
): Selection {
  const kept: Indexed<OrderInput>[] = [];
  const rejected: Rejection[] = [];
  for (const report of reports) {
    const faults = faultsOf(report);
    if (hasFaults(faults)) rejected.push(reject(report.index, faults));
    else kept.push(report);
  }
  return { kept, rejected };
}
