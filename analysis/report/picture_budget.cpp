#include "analysis/report/picture_budget.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace switchover {

namespace {

using OnCurve = std::function<void(const Pictures&, DayCurve&)>;
struct Cut {
  const char* what;
  std::function<void(Pictures&)> make;
};

void for_curves(Pictures& pictures, const OnCurve& change) {
  for (PlanPictures& plan : pictures.plans) {
    for (DayCurve& curve : plan.curves) change(pictures, curve);
  }
}
void drop_range(DayCurve& curve) { curve.low = curve.high = {}; }
void drop_days(DayCurve& curve) { curve.good = curve.bad = {}; }
bool of_platform(const DayCurve& curve) {
  return curve.kind == "platform" || curve.kind == "queue on platform";
}
bool comes_first(Metric metric) {
  return metric == Metric::service_level || metric == Metric::mean_wait || metric == Metric::offered;
}
void drop_curves(Pictures& pictures, const std::function<bool(const DayCurve&)>& which) {
  for (PlanPictures& plan : pictures.plans) std::erase_if(plan.curves, which);
}
void drop_stacks(Pictures& pictures, const std::function<bool(const DayStack&)>& which) {
  for (PlanPictures& plan : pictures.plans) std::erase_if(plan.stacks, which);
}

// From what is looked at last to what is looked at first.
std::vector<Cut> cuts() {
  return {
      {"good and bad days by platform",
       [](Pictures& all) {
         for_curves(all, [](const Pictures&, DayCurve& c) {
           if (of_platform(c)) drop_days(c);
         });
       }},
      {"ranges by queue on platform",
       [](Pictures& all) {
         for_curves(all, [](const Pictures&, DayCurve& c) {
           if (c.kind == "queue on platform") drop_range(c);
         });
       }},
      {"ranges by platform and by group",
       [](Pictures& all) {
         for_curves(all, [](const Pictures&, DayCurve& c) {
           if (c.kind == "platform" || c.kind == "group") drop_range(c);
         });
       }},
      {"good and bad days of the other queues",
       [](Pictures& all) {
         for_curves(all, [](const Pictures& whole, DayCurve& c) {
           if (c.kind == "queue" && c.scope != whole.focus) drop_days(c);
         });
       }},
      {"queues on each platform",
       [](Pictures& all) {
         drop_curves(all, [](const DayCurve& c) { return c.kind == "queue on platform"; });
       }},
      {"what becomes of attempts by queue",
       [](Pictures& all) {
         drop_stacks(all,
                     [](const DayStack& s) { return s.of == DayStack::Of::outcomes && s.kind == "queue"; });
       }},
      {"ranges of the other queues",
       [](Pictures& all) {
         for_curves(all, [](const Pictures& whole, DayCurve& c) {
           if (c.kind == "queue" && c.scope != whole.focus) drop_range(c);
         });
       }},
      {"agents by state, by group and platform",
       [](Pictures& all) {
         drop_stacks(all, [](const DayStack& s) { return s.of == DayStack::Of::agents && s.kind != "all"; });
       }},
      {"figures by queue other than service level, waits and calls offered",
       [](Pictures& all) {
         drop_curves(all, [](const DayCurve& c) { return c.kind == "queue" && !comes_first(c.metric); });
       }},
  };
}

}  // namespace

std::size_t numbers_in(const Pictures& pictures) {
  std::size_t n = 0;
  for (const PlanPictures& plan : pictures.plans) {
    for (const DayCurve& c : plan.curves) {
      n += c.mean.size() + c.low.size() + c.high.size() + c.good.size() + c.bad.size();
    }
    for (const DayStack& stack : plan.stacks) {
      for (const DayStack::Part& part : stack.parts) n += part.mean.size();
    }
    for (const WaitCurve& wait : plan.waits) n += wait.within_s.size() + wait.share.size();
  }
  return n;
}

BudgetedPictures within_budget(Pictures pictures, std::size_t most) {
  BudgetedPictures kept{std::move(pictures), {}};
  std::size_t numbers = numbers_in(kept.pictures);
  for (const Cut& cut : cuts()) {
    if (numbers <= most) break;
    cut.make(kept.pictures);
    const std::size_t left = numbers_in(kept.pictures);
    if (left < numbers) kept.left_out.emplace_back(cut.what);
    numbers = left;
  }
  return kept;
}

std::string left_out_text(const std::optional<Pictures>& pictures) {
  if (!pictures) return "";
  std::string text;
  for (const std::string& what : within_budget(*pictures).left_out) {
    text += text.empty() ? "Left out of the pictures, so that the page stays small: " : ", ";
    text += what;
  }
  return text;
}

}  // namespace switchover
