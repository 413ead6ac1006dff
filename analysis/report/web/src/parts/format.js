// Numbers in the words of the verdict, as analysis/wording.cpp has them.
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

const withoutMinusZero = (text) => (/^-[0.]+$/.test(text) ? text.slice(1) : text);
const fixed = (value, decimals) => withoutMinusZero(value.toFixed(decimals));

// "21,714"; below 10 with one decimal unless whole: "3.4"
export function countText(n) {
  if (!Number.isFinite(n)) return n > 0 ? "no limit" : "-";
  if (Math.abs(n) < 9.95 && Math.abs(n - Math.round(n)) > 1e-9) {
    return Math.abs(n) < 0.095 ? String(Number(n.toPrecision(2))) : fixed(n, 1);
  }
  return withoutMinusZero(whole.format(n));
}

export function percentText(share) {
  if (share > 0 && share < 0.00005) return "<0.01%";
  if (share !== 0 && Math.abs(share) < 0.0005) return `${Number((share * 100).toPrecision(1))}%`;
  return `${fixed(share * 100, 1)}%`;
}

// "3 s", "4 m 10 s", "10 h 54 m", "never"
export function durationText(seconds) {
  if (!Number.isFinite(seconds)) return seconds > 0 ? "never" : "-";
  if (seconds < 0) return `-${durationText(-seconds)}`;
  if (seconds < 9.95 && Math.abs(seconds - Math.round(seconds)) > 0.05) return `${fixed(seconds, 1)} s`;
  const s = Math.round(seconds);
  if (s < 120) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} m${s % 60 ? ` ${s % 60} s` : ""}`;
  const minutes = Math.floor((s + 30) / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} m` : ""}`;
}

export function valueText(value, unit) {
  if (value === "infinity") return valueText(Infinity, unit);
  if (value === "-infinity" || value === null || value === undefined || Number.isNaN(value)) return "-";
  if (unit === "share") return percentText(value);
  if (unit === "seconds") return durationText(value);
  if (unit === "per_hour") return `${countText(value)} an hour`;
  return countText(value);
}

export const severalDays = (pictures) => pictures.start_minute * 60 + pictures.length_s > 86400 + 60;

const twoDigits = (n) => String(n).padStart(2, "0");
export const minuteText = (minute) => `${twoDigits(Math.floor(minute / 60) % 24)}:${twoDigits(minute % 60)}`;

// The calendar day so many days after the first: "Mon", or "Mon 2 Mar" where the scenario is longer than a week.
export function dayText(pictures, days) {
  const day = new Date(`${pictures.date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return `day ${days + 1}`;
  day.setUTCDate(day.getUTCDate() + days);
  const long = pictures.length_s > 7 * 86400 + 60;
  return day
    .toLocaleDateString("en-GB", {
      weekday: "short",
      timeZone: "UTC",
      ...(long ? { day: "numeric", month: "short" } : {}),
    })
    .replace(",", "");
}

// The wall clock so many seconds after the start: "08:30"; with the day where the scenario has several.
export function clockText(pictures, seconds) {
  const minute = pictures.start_minute + Math.round(seconds / 60);
  if (!severalDays(pictures)) return minuteText(minute);
  return `${dayText(pictures, Math.floor(minute / 1440))} ${minuteText(minute % 1440)}`;
}
