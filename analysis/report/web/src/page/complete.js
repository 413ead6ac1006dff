// Pictures of an answer that is no day and no comparison carry only what is theirs: the rest counts as empty.
const empty = {
  date: "", start_minute: 0, interval_s: 900, length_s: 0, from_s: [], confidence: 0.95, focus: "", currency: "",
  queues: [], platforms: [], groups: [], plans: [], promises: [], needed: [], limits: [], fixes: [], flips: [],
  actual: [], rows: [], axes: [], points: [], why: null, incident: null, costs: null, baseline: null,
  ranked_row: null, higher_wins: false, staff_needed: null, solve_curve: null, growth: null,
};

export const complete = (data) => ({ ...data, pictures: { ...empty, ...data.pictures } });
