// Time on the page: always UTC, in the reader's language, never more precise than the data.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MONTHS = [1, 3, 6, 12, 24, 60, 120];

export interface Tick {
  at: number;
  label: string;
  strong: boolean;
  line: boolean;
}

// Ticks at natural steps, at most one each `space` pixels.
export function ticks(from: number, to: number, pixels: number, language: string, space = 110): Tick[] {
  const room = Math.max(1, Math.floor(pixels / space));
  const step = STEPS.find((candidate) => (to - from) / candidate <= room);
  const found = step ? even(from, to, step, language) : months(from, to, room, language);
  return [...opening(found, from, to, pixels, language, step), ...found];
}

// The day with which the picture opens is written at its left edge, without a line, or at the first tick if that is near.
function opening(found: Tick[], from: number, to: number, pixels: number, language: string, step?: number): Tick[] {
  const room = found.length ? ((found[0].at - from) / (to - from)) * pixels : pixels;
  const monthly = found.length > 0 && found[0].at % DAY === 0 && !step;
  if (room < 90 && monthly) found[0].label = date(found[0].at, language);
  else if (room < 90 && !found[0].strong) found[0].label = `${day(found[0].at, language)}, ${found[0].label}`;
  return room < 90 ? [] : [{ at: from, strong: true, line: false, label: day(from, language) }];
}

function even(from: number, to: number, step: number, language: string): Tick[] {
  const out: Tick[] = [];
  const origin = step === 7 * DAY ? 4 * DAY : 0; // weeks begin on Monday, and 5 January 1970 was one
  for (let at = Math.ceil((from - origin) / step) * step + origin; at <= to; at += step) {
    const midnight = at % DAY === 0;
    out.push({ at, strong: midnight, line: true, label: midnight ? day(at, language) : clock(at, language) });
  }
  return out;
}

function months(from: number, to: number, room: number, language: string): Tick[] {
  const span = (to - from) / (30.4 * DAY);
  const step = MONTHS.find((candidate) => span / candidate <= room) ?? 240;
  const out: Tick[] = [];
  const start = new Date(from);
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth();
  for (let month = Math.ceil(first / step) * step; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > to) return out;
    if (at < from) continue;
    const january = month % 12 === 0;
    const shape: Intl.DateTimeFormatOptions = january ? { year: "numeric" } : { month: "short", year: "numeric" };
    out.push({ at, strong: january, line: true, label: format(at, language, shape) });
  }
}

export function day(at: number, language: string): string {
  return format(at, language, { day: "numeric", month: "short" });
}

export function date(at: number, language: string): string {
  return format(at, language, { day: "numeric", month: "short", year: "numeric" });
}

export function clock(at: number, language: string): string {
  return format(at, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

// A publication time with its precision: a moment, a minute, a day, or the interval as it is.
export function interval(lo: number, hi: number, language: string): string {
  const width = hi - lo;
  if (width < 2 * MINUTE) return `${date(lo, language)}, ${clock(lo, language)} UTC`;
  if (width < DAY && sameDay(lo, hi)) {
    return lo % DAY === 0 && width > 23.9 * HOUR
      ? date(lo, language)
      : `${date(lo, language)}, ${clock(lo, language)}–${clock(hi, language)} UTC`;
  }
  return `${date(lo, language)}, ${clock(lo, language)} – ${date(hi, language)}, ${clock(hi, language)} UTC`;
}

export function dates(lo: number, hi: number, language: string): string {
  const shape = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return shape.formatRange(lo, hi);
}

export function span(milliseconds: number): { count: number; unit: "minute" | "hour" | "day" } {
  if (milliseconds < HOUR) return { count: Math.max(1, Math.round(milliseconds / MINUTE)), unit: "minute" };
  if (milliseconds < DAY) return { count: Math.round(milliseconds / HOUR), unit: "hour" };
  return { count: Math.round(milliseconds / DAY), unit: "day" };
}

function sameDay(a: number, b: number): boolean {
  return Math.floor(a / DAY) === Math.floor(b / DAY);
}

function format(at: number, language: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...shape, timeZone: "UTC" }).format(at);
}
