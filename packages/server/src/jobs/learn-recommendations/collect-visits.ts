import { SequencesBuilder, type Sequences } from '@shelfwise/core/recommend';
import { dayMs } from '../../rules/days/durations.js';
import type { InteractionDocument } from '../../stores/port/documents.js';

/** After a pause of this length a new visit begins. */
const pauseMs = 30 * 60_000;
const maxVisitLength = 50;
/** Newest visits of one visitor that are learned from, so that a robot's million events weigh no more. */
const maxVisitsOfPerson = 200;

interface OpenVisit {
  items: number[];
  lastAt: number;
  person: number;
}

/** Cuts a stream of interactions, which arrives in order of time, into visits. */
export class VisitCollector {
  private readonly open = new Map<string, OpenVisit>();
  private readonly closed: OpenVisit[] = [];

  add({ sessionId, userId, timestamp }: InteractionDocument, item: number, person: number): void {
    const at = timestamp.getTime();
    const key = sessionId ?? userId;
    let visit = this.open.get(key);
    if (visit && at - visit.lastAt > pauseMs) {
      this.closed.push(visit);
      visit = undefined;
    }
    if (!visit) {
      visit = { items: [], lastAt: at, person };
      this.open.set(key, visit);
    }
    visit.lastAt = at;
    // A reload does not count as a second look.
    if (visit.items[visit.items.length - 1] === item) return;
    if (visit.items.length === maxVisitLength) visit.items.shift();
    visit.items.push(item);
  }

  build(): Sequences {
    const visits = [...this.closed, ...this.open.values()].sort((a, b) => b.lastAt - a.lastAt);
    const ofPerson = new Map<number, number>();
    const builder = new SequencesBuilder();
    for (const { items, lastAt, person } of visits) {
      const taken = ofPerson.get(person) ?? 0;
      if (taken >= maxVisitsOfPerson) continue;
      ofPerson.set(person, taken + 1);
      builder.add(items, lastAt / dayMs, person);
    }
    return builder.build();
  }
}
