import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber, dayStart } from "../../src/schedule/day.ts";
import { seed, utc, zoneOf } from "./zones.ts";

const at = (iso: string) => Date.parse(iso);
const dayOf = (date: string) => at(`${date}T00:00Z`) / 86_400_000;

test.each([
  { zone: "UTC", time: "2026-03-10T03:59:59.999Z", day: "2026-03-09" },
  { zone: "UTC", time: "2026-03-10T04:00Z", day: "2026-03-10" },
  { zone: "Europe/Paris", time: "2026-03-10T03:59+01:00", day: "2026-03-09" },
  { zone: "Europe/Paris", time: "2026-03-10T04:01+01:00", day: "2026-03-10" },
  { zone: "Asia/Kolkata", time: "2026-03-10T03:59+05:30", day: "2026-03-09" },
  { zone: "Asia/Kolkata", time: "2026-03-10T04:01+05:30", day: "2026-03-10" },
  { zone: "Pacific/Kiritimati", time: "2026-03-10T04:01+14:00", day: "2026-03-10" },
  { zone: "Pacific/Pago_Pago", time: "2026-03-10T03:59-11:00", day: "2026-03-09" },
  // The night in which clocks leap forward, and the one in which they fall back.
  { zone: "America/New_York", time: "2026-03-08T03:59-04:00", day: "2026-03-07" },
  { zone: "America/New_York", time: "2026-03-08T04:01-04:00", day: "2026-03-08" },
  { zone: "America/New_York", time: "2026-11-01T03:59-05:00", day: "2026-10-31" },
  { zone: "America/New_York", time: "2026-11-01T04:01-05:00", day: "2026-11-01" },
  { zone: "UTC", time: "1969-12-31T23:00Z", day: "1969-12-31" },
])("$time in $zone belongs to $day", ({ zone, time, day }) => {
  expect(dayNumber(at(time), zoneOf(zone))).toBe(dayOf(day));
});

test.each([
  { zone: "UTC", day: "2026-03-10", hours: 24, start: "2026-03-10T04:00Z" },
  { zone: "Europe/Paris", day: "2026-03-28", hours: 23, start: "2026-03-28T04:00+01:00" },
  { zone: "Europe/Paris", day: "2026-03-29", hours: 24, start: "2026-03-29T04:00+02:00" },
  { zone: "Europe/Paris", day: "2026-10-24", hours: 25, start: "2026-10-24T04:00+02:00" },
  { zone: "America/New_York", day: "2026-03-07", hours: 23, start: "2026-03-07T04:00-05:00" },
  { zone: "America/New_York", day: "2026-10-31", hours: 25, start: "2026-10-31T04:00-04:00" },
  { zone: "Australia/Lord_Howe", day: "2026-04-04", hours: 24.5, start: "2026-04-04T04:00+11:00" },
  { zone: "Africa/Cairo", day: "2026-04-23", hours: 23, start: "2026-04-23T04:00+02:00" },
])("$day in $zone begins at 4:00 and has $hours hours", ({ zone, day, hours, start }) => {
  const from = dayStart(dayOf(day), zoneOf(zone));

  expect(new Date(from).toISOString()).toBe(new Date(at(start)).toISOString());
  expect((dayStart(dayOf(day) + 1, zoneOf(zone)) - from) / 3_600_000).toBe(hours);
});

test("a day that clocks leap into after 4:00 begins with the leap", () => {
  const leap = at("2026-05-01T03:30Z");
  const zone = (time: number) => (time < leap ? 0 : 60);

  expect(dayStart(dayOf("2026-05-01"), zone)).toBe(leap);
});

test("of a day that a country skipped the four hours after midnight are left", () => {
  const samoa = zoneOf("Pacific/Apia");
  const leap = dayStart(dayOf("2011-12-30"), samoa);

  expect(new Date(leap).toISOString()).toBe("2011-12-30T10:00:00.000Z");
  expect(dayStart(dayOf("2011-12-31"), samoa) - leap).toBe(4 * 3_600_000);
});

test(`a day begins at its first moment, in any zone and year (FC_SEED=${seed})`, () => {
  const names = [
    "Europe/Paris",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
  ];
  const zones = fc.constantFrom(...names.map((name) => ({ name, zone: zoneOf(name) })), { name: "UTC", zone: utc });
  fc.assert(
    fc.property(zones, fc.integer({ min: dayOf("1980-01-01"), max: dayOf("2060-01-01") }), ({ zone }, day) => {
      const start = dayStart(day, zone);
      expect(dayNumber(start, zone)).toBe(day);
      expect(dayNumber(start - 1, zone)).toBe(day - 1);
    }),
    { seed, numRuns: 300 },
  );
});
