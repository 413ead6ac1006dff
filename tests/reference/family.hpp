// A family of reference answers and how far the simulation lies from them: z of every figure over independent
// replications, the largest |z| and the root mean square, in one line that can be quoted.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace switchover {

// A value that others simulated: its own standard error, or the number of replications where only that is
// known (then their spread is taken to be ours, as both simulate the same model), and the step to which it
// was rounded.
struct Published {
  double value = 0, standard_error = 0, replications = 0, step = 0;
};

// Rules of docs/MODEL.md, Tests of statistics: |z| < 4 for a figure; rms z < 1.3 over at least 20
// independently seeded rows; fewer than 30 expected events over all replications: exact Poisson.
class Family {
 public:
  explicit Family(std::string name);
  // Opens a row (one scenario with a seed of its own). Then, for every replication: next_replication() and
  // its figures, always in the same order. end_row() judges them.
  void begin_row(const std::string& row);
  void next_replication() { slot_ = 0; }
  // A share of `bottom` things that counts `top` of them; exact in [0, 1].
  void share(const std::string& figure, double exact, double top, double bottom);
  // A number of events per replication.
  void count(const std::string& figure, double exact, double top);
  // A ratio of sums. `events` is the expected number of events behind it in one replication: fewer than 30 in
  // all and it is not judged here, as its events are counted by a share or count of their own.
  void ratio(const std::string& figure, double exact, double top, double bottom, double events);
  // As ratio, for a reference value that is itself an estimate.
  void estimate(const std::string& figure, const Published& published, double top, double bottom);
  void end_row();
  // Prints "family: rows, figures, max |z|, rms z" and judges the rms where there are 20 rows.
  void finish();

 private:
  enum class Kind { share, count, ratio };
  struct Entry {
    std::string name;
    Kind kind = Kind::ratio;
    double exact = 0;
    Published theirs;
    double events = 0;
    double n = 0, sum = 0, sum_of_squares = 0;  // of top - exact * bottom
    double top = 0, bottom = 0;
  };
  void add(const std::string& name, Kind kind, double exact, double top, double bottom, double events,
           const Published& theirs = {});
  void judge(const Entry& entry);

  std::string name_, row_;
  std::vector<Entry> entries_;
  std::size_t slot_ = 0, rows_ = 0, figures_ = 0, rare_ = 0;
  double largest_z_ = 0, squares_ = 0;
  std::string largest_at_;
};

}  // namespace switchover
