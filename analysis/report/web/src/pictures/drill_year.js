// What each component costs in a year: how often it fails, times how many people each time.
import { drillOf, faultName, lostRange, people } from "../parts/drill_faults.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { box } from "../parts/svg.js";
import { line, told } from "../parts/told.js";

const yearsOf = (data) => {
  const drill = drillOf(data);
  return (drill?.years ?? [])
    .map(({ fault, people: n }) => ({ ...drill.faults[fault], people_a_year: n }))
    .filter(({ people_a_year: n }) => finite(n));
};
const seen = (data) => yearsOf(data).filter(({ people_a_year: n }) => n >= 0.5);
const whole = (n) => people(Math.round(n));
const own = ({ times_from: from }) => from === "file";

function rowOf(year, x) {
  const each = finite(year.never_served) ? people(year.never_served) : "-";
  return {
    label: year.component,
    sub: `${people(year.times_a_year)} a year (${year.times_from}) × ${each}`,
    value: whole(year.people_a_year),
    told: told(faultName(year), [
      line("people a year", whole(year.people_a_year)),
      line("times a year", `${people(year.times_a_year)} (${own(year) ? "from your file" : year.times_from})`),
      line("people each time", each),
      line("95% interval each time", lostRange(year)),
    ]),
    draw: (at) => {
      const place = x(at.x0, at.x1);
      const bar = box(at.node, place(0), place(year.people_a_year), at.y - 7, 14, "var(--accent)", own(year) ? 1 : 0.5);
      if (own(year)) return;
      bar.setAttribute("stroke", "var(--accent)");
      bar.setAttribute("stroke-dasharray", "3 2");
    },
  };
}

export default {
  id: "drill-year",
  uses: [],
  applies: (data) => seen(data).length > 0,
  title(data) {
    const all = seen(data);
    const [first] = all;
    const { faults } = drillOf(data);
    const dearest = faults[0].component;
    const rare = all.find(({ component }) => component === dearest);
    const most = `${first.component} costs most in a year: ${whole(first.people_a_year)} people`;
    if (dearest === first.component) return `${most}, as it does per event`;
    return `${most}; ${dearest}, the worst per event, ${rare ? `${whole(rare.people_a_year)} a year` : "hardly any"}`;
  },
  note(data) {
    const guessed = seen(data).filter((year) => !own(year)).length;
    const few = yearsOf(data).length - seen(data).length;
    const pale = guessed ? " Pale, dashed bars: how often is a default, not from your file." : "";
    const none = few ? ` ${few === 1 ? "One more component costs" : `${few} more cost`} nobody in a year.` : "";
    return `How often each happens times people never served each time.${pale}${none}`;
  },
  draw(data, _choice, width) {
    const all = seen(data);
    const domain = spanOf(
      all.map(({ people_a_year: n }) => n),
      { zero: true, pad: 0.04 },
    );
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const grid = {
      scale: x,
      ticks: ticksOf(domain, width < 600 ? 4 : 6, "count"),
      text: (v) => tickText(v, "count"),
      title: "people never served a year",
    };
    return rowList(
      width,
      all.map((year) => rowOf(year, x)),
      { grid },
    );
  },
  rows: (data) =>
    yearsOf(data).map((y) => ({
      component: y.component,
      fault: y.fault,
      times_a_year: y.times_a_year,
      times_from: y.times_from,
      never_served_each: y.never_served,
      people_a_year: y.people_a_year,
    })),
  alt(data) {
    return `${this.title(data)}. ${seen(data)
      .map((y) => `${y.component}: ${whole(y.people_a_year)} people a year, how often: ${y.times_from}`)
      .join("; ")}.`;
  },
};
