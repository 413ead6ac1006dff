// Every picture of the page, by its id. One that joins gets a file beside these, a line here, and its id in a
// section of the data.
//
// A picture is an object:
//   id         as in the data
//   uses       which choices change it: any of "queue", "platform", "figure", "plans"
//   applies    (data, choice) -> has it anything to show?
//   title      (data, choice) -> one sentence that says what to see, worked out from the data
//   note       (data, choice) -> how to read it, or ""
//   draw       (data, choice, width) -> { node, readout }: an SVG or HTML element `width` pixels wide; readout is
//              null or where it stops, { xs } moments, { ys } rows or { points } dots or cells, in pixels of the node
//              (parts/readout_stops.js), with at: (i) -> { title, lines: [{ name, text, colour }] }: the exact figure,
//              how sure, against what, over how many days. Hover, touch and arrow keys work from it
//   rows       (data, choice) -> an array of flat objects: what is drawn, as a table and as CSV
//   alt        (data, choice) -> the picture in a sentence or two, for those who do not see it
// `data` is the whole page (DATA.md); `choice` is { queue, platform, figure, plans }, the plans a Set of indices of
// data.pictures.plans.
import actual from "./actual.js";
import costAgainstWorst from "./cost_against_worst.js";
import differencesFromBaseline from "./differences_from_baseline.js";
import drillPairs from "./drill_pairs.js";
import drillRanking from "./drill_ranking.js";
import drillYear from "./drill_year.js";
import fixes from "./fixes.js";
import flips from "./flips.js";
import growth from "./growth.js";
import headroom from "./headroom.js";
import incident from "./incident.js";
import levers from "./levers.js";
import losses from "./losses.js";
import promiseMatrix from "./promise_matrix.js";
import promises from "./promises.js";
import sweep from "./sweep.js";
import testPlan from "./test_plan.js";
import why from "./why.js";
import worstTime from "./worst_time.js";
import throughTheDay from "./through_the_day.js";
import heatMap from "./heat_map.js";
import demandCapacity from "./demand_capacity.js";
import waits from "./waits.js";
import callsByState from "./calls_by_state.js";
import outcomes from "./outcomes.js";
import retryStorm from "./retry_storm.js";
import agentsByState from "./agents_by_state.js";
import solveCurve from "./solve_curve.js";
import staffNeeded from "./staff_needed.js";
import signingIn from "./signing_in.js";
import whereAgentsGo from "./where_agents_go.js";
import sideBySide from "./side_by_side.js";

export const pictures = [
  promises, why, incident, losses, levers, headroom, fixes, flips,
  throughTheDay, sideBySide, heatMap, demandCapacity, waits,
  callsByState, outcomes, retryStorm, whereAgentsGo, agentsByState, signingIn,
  actual,
  promiseMatrix, differencesFromBaseline, costAgainstWorst, sweep,
  staffNeeded, solveCurve, growth,
  drillRanking, drillYear, drillPairs, testPlan, worstTime,
];
export const pictureById = new Map(pictures.map((picture) => [picture.id, picture]));
