// Numbers in the words of the verdict, as analysis/wording.cpp has them.
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

export function countText(n) {
  return Math.abs(n) < 10 && !Number.isInteger(n) ? tenth.format(n) : whole.format(n);
}

export function percentText(share) {
  return `${(share * 100).toFixed(1)}%`;
}

// "3 s", "4 m 10 s", "10 h 54 m", "never"
export function durationText(seconds) {
  if (!Number.isFinite(seconds)) return "never";
  const sign = seconds < 0 ? "-" : "";
  const s = Math.round(Math.abs(seconds));
  if (s < 60) return `${sign}${Math.abs(seconds) < 10 ? tenth.format(Math.abs(seconds)) : s} s`;
  const minutes = Math.floor(s / 60);
  if (s < 3600) return `${sign}${minutes} m${s % 60 ? ` ${s % 60} s` : ""}`;
  const rounded = Math.round(s / 60);
  return `${sign}${Math.floor(rounded / 60)} h${rounded % 60 ? ` ${rounded % 60} m` : ""}`;
}

export function valueText(value, unit) {
  if (value === null || value === undefined) return "-";
  if (unit === "share") return percentText(value);
  if (unit === "seconds") return durationText(value);
  if (unit === "per_hour") return `${countText(value)} an hour`;
  return countText(value);
}

// The wall clock so many seconds after the start: "08:30"; with the day where the scenario has several.
export function clockText(pictures, seconds) {
  const minute = pictures.start_minute + Math.round(seconds / 60);
  const text = (n) => String(n).padStart(2, "0");
  const clock = `${text(Math.floor(minute / 60) % 24)}:${text(minute % 60)}`;
  if (pictures.start_minute * 60 + pictures.length_s <= 86400 + 60) return clock;
  const day = new Date(`${pictures.date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Math.floor(minute / 1440));
  return `${day.toLocaleDateString("en-GB", { weekday: "short", timeZone: "UTC" })} ${clock}`;
}
