import { clockText, dayText } from './calendar.ts';
import type { SamplePlan } from './plan.ts';

const DAY = 86_400;

/** Writes moments of one plan as the exports do; the texts of its days are kept because every row needs several. */
export class Stamps {
  private readonly days: string[];

  constructor(plan: SamplePlan) {
    this.days = Array.from({ length: plan.days + 40 }, (_, day) => dayText(plan.firstDay + day));
  }

  /** `YYYY-MM-DD` of a second after the first midnight. */
  day(at: number): string {
    return this.days[Math.floor(at / DAY)] ?? '';
  }

  /** `YYYY-MM-DD HH:mm:ss`; empty for −1 (never) and for what had not happened by `asOf`. */
  at(at: number, asOf: number): string {
    if (at < 0 || at >= asOf) return '';
    const day = Math.floor(at / DAY);
    return `${this.days[day] ?? ''} ${clockText(at - day * DAY)}`;
  }
}
