// Agents signed in through the day, platform by platform (or group by group), every chosen plan.
import { chosenCurves, chosenPlans, mainPlan, otherPlan } from "../parts/data.js";
import { momentText, valueAxis } from "../parts/day_plot.js";
import { clockText, countText } from "../parts/format.js";
import { linePanels } from "../parts/line_panels.js";
import { planStyle } from "../parts/palette.js";
import { finite } from "../parts/scales.js";
import { extreme } from "../parts/spells.js";
import { foundOn } from "../parts/title_words.js";

const mostPanels = 6;
const least = 0.5; // of an agent: less is no difference

function placesOf({ pictures }, { platform }) {
  if (platform !== "all") return [["platform", platform]];
  if (pictures.platforms.length > 1) return pictures.platforms.map((name) => ["platform", name]);
  if (pictures.groups.length > 1) return pictures.groups.map((name) => ["group", name]);
  return [["all", "all"]];
}

// [{ name, curves }], those with most agents when there are many; `all`: every one
function look(data, choice, all = false) {
  const parts = (places) =>
    places
      .map(([kind, scope]) => ({
        name: kind === "all" ? "All agents" : scope,
        where: kind === "all" ? "" : kind === "platform" ? ` on ${scope}` : ` of ${scope}`,
        curves: chosenCurves(data, choice, "agents_signed_in", [kind, scope]),
      }))
      .filter(({ curves }) => curves.some(({ curve }) => curve.mean.some((n) => n > 0)));
  const found = parts(placesOf(data, choice));
  const used = found.length ? found : choice.platform === "all" ? parts([["all", "all"]]) : [];
  if (all || used.length <= mostPanels) return used;
  const size = ({ curves }) => Math.max(...curves.map(({ curve }) => extreme(curve.mean, true)?.value ?? 0));
  const kept = new Set([...used].sort((a, b) => size(b) - size(a)).slice(0, mostPanels));
  return used.filter((one) => kept.has(one));
}

function title(data, choice) {
  const { pictures } = data;
  const parts = look(data, choice, true);
  const [main, other] = [mainPlan(data, choice), otherPlan(data, choice)];
  const [base, against] = other?.plan.role === "baseline" || !other ? [main, null] : [other, main];
  const moment = (i) => clockText(pictures, pictures.from_s[i]);
  const gaps = parts.flatMap(({ where, curves }) => {
    const from = curves.find(({ index }) => index === base.index)?.curve;
    return !from
      ? []
      : curves
          .filter(({ index }) => (against ? index === against.index : index !== base.index))
          .flatMap(({ plan, curve }) => {
            const gap = extreme(
              curve.mean.map((n, i) => (finite(n) && finite(from.mean[i]) ? Math.abs(n - from.mean[i]) : null)),
              true,
            );
            return gap
              ? [{ where, plan, gap: gap.value, i: gap.i, here: curve.mean[gap.i], there: from.mean[gap.i] }]
              : [];
          });
  });
  const widest = gaps.sort((a, b) => b.gap - a.gap)[0];
  if (widest && widest.gap >= least) {
    const { where, plan, here, there, i } = widest;
    const many = `${here < least ? "no" : countText(Math.round(here))} agents${where} are signed in at ${moment(i)}`;
    return foundOn(plan, `${many} (${base.plan.name}: ${countText(Math.round(there))})`);
  }
  const tops = parts
    .map(({ where, curves }) => ({
      where,
      top: extreme((curves.find(({ index }) => index === main.index) ?? curves[0]).curve.mean, true),
    }))
    .filter(({ top }) => top)
    .sort((a, b) => b.top.value - a.top.value);
  if (!tops.length) return `Agents signed in, ${main.plan.name}`;
  const [{ where, top }] = tops;
  const most = `at most ${countText(Math.round(top.value))} agents${where} are signed in, at ${moment(top.i)}`;
  return widest
    ? `Agents sign in alike on all chosen ${data.kind === "run" ? "days" : "plans"}; ${most}`
    : foundOn(main.plan, most);
}

export default {
  id: "signing-in",
  uses: ["platform", "plans"],
  applies: (data, choice) => look(data, choice).length > 0,
  title,
  note(data, choice) {
    const [all, shown] = [look(data, choice, true), look(data, choice)];
    const more =
      shown.length < all.length ? ` The ${shown.length} largest of ${all.length}; the table has all.` : "";
    const twice =
      all.length > 1 && data.pictures.platforms.length > 1
        ? " Agents of several platforms count on each of them."
        : "";
    const sure = shown.some(({ curves }) => curves.length <= 3 && curves.some(({ curve }) => curve.low))
      ? ` Band: how well the average is known (${Math.round(data.pictures.confidence * 100)}%).`
      : "";
    return `Signed in, on average over each interval.${twice}${sure}${more}`;
  },
  draw(data, choice, width) {
    const parts = look(data, choice);
    const height =
      parts.length === 1 ? Math.round(Math.max(150, Math.min(230, width * 0.3))) : parts.length <= 3 ? 112 : 84;
    const values = parts.flatMap(({ curves }) =>
      curves.flatMap(({ curve }) => [...curve.mean, ...(curve.high ?? [])]),
    );
    const axis = valueAxis(values, "count", height);
    const panels = parts.map(({ name, curves }) => ({
      heading: name,
      unit: "count",
      height,
      axis,
      lines: curves.map(({ plan, index, curve }) => ({
        name: plan.name,
        ...planStyle(plan, index),
        mean: curve.mean,
        ...(curves.length <= 3 ? { low: curve.low, high: curve.high } : {}),
      })),
    }));
    const keys = chosenPlans(data, choice).map(({ plan, index }) => ({
      name: plan.name,
      ...planStyle(plan, index),
    }));
    const { node, xs } = linePanels(data, choice, width, panels, { keys });
    const at = (i) => ({
      title: momentText(data, choice, i),
      lines: parts
        .flatMap(({ name, curves }) =>
          curves.map(({ plan, index, curve }) => ({
            name: parts.length > 1 ? `${name}, ${plan.name}` : plan.name,
            text: finite(curve.mean[i]) ? countText(curve.mean[i]) : "-",
            colour: planStyle(plan, index).colour,
          })),
        )
        .slice(0, 12),
    });
    return { node, readout: { xs, at } };
  },
  rows: (data, choice) =>
    look(data, choice, true).flatMap(({ curves }) =>
      curves.flatMap(({ plan, curve }) =>
        data.pictures.from_s.map((from, i) => ({
          plan: plan.name,
          kind: curve.kind,
          scope: curve.scope,
          from: clockText(data.pictures, from),
          signed_in: curve.mean[i],
          low: curve.low?.[i] ?? null,
          high: curve.high?.[i] ?? null,
        })),
      ),
    ),
  alt(data, choice) {
    const each = look(data, choice).map(
      ({ name, curves }) =>
        `${name}: ${curves
          .map(
            ({ plan, curve }) =>
              `${plan.name} at most ${countText(Math.round(extreme(curve.mean, true)?.value ?? 0))}`,
          )
          .join(", ")}`,
    );
    return `${title(data, choice)}. ${each.join("; ")}.`;
  },
};
