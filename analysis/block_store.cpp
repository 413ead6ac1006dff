// The only door to SQLite.
#include "analysis/block_store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "scenarios/tables.hpp"

namespace switchover {
namespace {

// In the header of the file: whose it is, and which form of it.
constexpr int application_id = 0x53776f76;  // "Swov"
constexpr int format_version = 1;
constexpr int patience_ms = 1'000;  // a process that was just killed may hold its locks a moment longer

constexpr const char* create_table = R"(
  CREATE TABLE IF NOT EXISTS block (
    identity TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (identity, first, last)
  ) STRICT, WITHOUT ROWID)";

// Damage inside a block is found by its checksum, which also knows where the block belongs.
std::string checksum_of(const BlockKey& key, std::string_view bytes) {
  return text_digest(fmt::format("{} {} {}\n{}", key.identity, key.first, key.last, bytes));
}

// One prepared statement; finished with by its destructor.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    status_ = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  // Bound texts must outlive the last step.
  void bind_text(int at, std::string_view text) {
    if (status_ == SQLITE_OK) {
      status_ = sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
  }
  void bind_bytes(int at, std::string_view bytes) {
    if (status_ == SQLITE_OK) {
      status_ = sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  }
  void bind_number(int at, std::uint32_t number) {
    if (status_ == SQLITE_OK) status_ = sqlite3_bind_int64(statement_, at, number);
  }
  void bind_key(const BlockKey& key) {
    bind_text(1, key.identity);
    bind_number(2, key.first);
    bind_number(3, key.last);
  }
  // SQLITE_ROW, SQLITE_DONE, or what went wrong, here or while binding.
  int step() { return status_ == SQLITE_OK ? sqlite3_step(statement_) : status_; }
  std::string_view text(int at) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, at));
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, at));
    return bytes == nullptr ? std::string_view{} : std::string_view(bytes, length);
  }
  int number(int at) { return sqlite3_column_int(statement_, at); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int status_ = SQLITE_OK;
};

int run(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
}

bool is_busy(int status) { return (status & 0xFF) == SQLITE_BUSY || (status & 0xFF) == SQLITE_LOCKED; }
bool is_damage(int status) { return (status & 0xFF) == SQLITE_CORRUPT || (status & 0xFF) == SQLITE_NOTADB; }

// The first value of the first row; nothing when there is none.
std::optional<int> asked_number(sqlite3* database, const char* sql, int& status) {
  Statement statement(database, sql);
  status = statement.step();
  if (status != SQLITE_ROW) return std::nullopt;
  status = SQLITE_OK;
  return statement.number(0);
}

Problem complaint(const std::string& path, sqlite3* database, int status) {
  const Place place{path, 0, 0};
  if (is_busy(status)) {
    return {place, "another switchover works in this folder", "wait until it is done, or name another --out"};
  }
  if (is_damage(status)) {
    return {place, "is no store of finished blocks, or is damaged", "delete it to begin anew"};
  }
  if (status == SQLITE_FULL) return {place, "cannot be written: the disk is full", ""};
  const std::string reason = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(status);
  return {place, fmt::format("cannot be opened as a store of finished blocks: {}", reason), ""};
}

Problem foreign(const std::string& path) {
  return {Place{path, 0, 0}, "is a database of another program", "name another --out"};
}

// What makes a kill at any moment harmless: a write-ahead log, synced at every commit. The lock is held as
// long as the file is open, so that two processes never mix; it goes with the process.
int take_for_ourselves(sqlite3* database) {
  for (const char* pragma :
       {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA trusted_schema = OFF"}) {
    if (const int status = run(database, pragma); status != SQLITE_OK) return status;
  }
  // The lock itself is taken by the first write.
  if (const int status = run(database, "BEGIN IMMEDIATE"); status != SQLITE_OK) return status;
  return run(database, "COMMIT");
}

}  // namespace

struct BlockStore::Database {
  explicit Database(std::string path_to) : path(std::move(path_to)) {}
  ~Database() { sqlite3_close_v2(handle); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  std::string path;
  sqlite3* handle = nullptr;
};

BlockStore::BlockStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
BlockStore::~BlockStore() = default;

namespace {

// Nothing when the open database is a sound store of ours, which an empty one has become.
std::optional<Problem> make_ready(const std::string& path, sqlite3* database) {
  int status = SQLITE_OK;
  sqlite3_busy_timeout(database, patience_ms);
  // Before the first look into the file, or the log would be shared through memory.
  status = run(database, "PRAGMA locking_mode = EXCLUSIVE");
  if (status != SQLITE_OK) return complaint(path, database, status);
  // Before anything is written: whose file is this?
  const auto owner = asked_number(database, "PRAGMA application_id", status);
  if (!owner) return complaint(path, database, status);
  const auto tables = asked_number(database, "SELECT count(*) FROM sqlite_master", status);
  if (!tables) return complaint(path, database, status);
  const bool is_new = *owner == 0 && *tables == 0;
  if (*owner != application_id && !is_new) return foreign(path);
  status = take_for_ourselves(database);
  if (status != SQLITE_OK) return complaint(path, database, status);
  if (is_new) {
    status =
        run(database, fmt::format("BEGIN; {}; PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT",
                                  create_table, application_id, format_version));
    if (status != SQLITE_OK) return complaint(path, database, status);
  }
  const auto version = asked_number(database, "PRAGMA user_version", status);
  if (!version) return complaint(path, database, status);
  if (*version != format_version) {
    return Problem{
        Place{path, 0, 0},
        fmt::format("is a store of form {}, and this switchover writes form {}", *version, format_version),
        "delete it to begin anew, or name another --out"};
  }
  Statement check(database, "PRAGMA quick_check(1)");
  status = check.step();
  if (status != SQLITE_ROW) return complaint(path, database, status);
  if (check.text(0) != "ok") return complaint(path, database, SQLITE_CORRUPT);
  return std::nullopt;
}

}  // namespace

Expected<std::shared_ptr<BlockStore>> BlockStore::open(const std::string& path) {
  auto database = std::make_unique<Database>(path);
  const int status =
      sqlite3_open_v2(path.c_str(), &database->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (status != SQLITE_OK) return complaint(path, database->handle, status);
  if (const auto problem = make_ready(path, database->handle)) return *problem;
  return std::shared_ptr<BlockStore>(new BlockStore(std::move(database)));
}

std::optional<std::string> BlockStore::find(const BlockKey& key) const {
  Statement statement(database_->handle,
                      "SELECT checksum, bytes FROM block WHERE identity = ? AND first = ? AND last = ?");
  statement.bind_key(key);
  if (statement.step() != SQLITE_ROW) return std::nullopt;
  const std::string_view bytes = statement.text(1);
  if (statement.text(0) != checksum_of(key, bytes)) return std::nullopt;
  return std::string(bytes);
}

std::size_t BlockStore::size() const {
  int status = SQLITE_OK;
  const auto blocks = asked_number(database_->handle, "SELECT count(*) FROM block", status);
  return blocks ? static_cast<std::size_t>(*blocks) : 0;
}

void BlockStore::keep(const BlockKey& key, std::string_view bytes) {
  const std::string checksum = checksum_of(key, bytes);
  Statement statement(database_->handle,
                      "INSERT OR REPLACE INTO block (identity, first, last, checksum, bytes) "
                      "VALUES (?, ?, ?, ?, ?)");
  statement.bind_key(key);
  statement.bind_text(4, checksum);
  statement.bind_bytes(5, bytes);
  const int status = statement.step();
  if (status == SQLITE_DONE) return;
  const std::string reason = status == SQLITE_FULL || (status & 0xFF) == SQLITE_IOERR
                                 ? "the disk is full or cannot be written"
                                 : sqlite3_errmsg(database_->handle);
  throw StoreFailure(fmt::format("{}: finished replications cannot be kept: {}", database_->path, reason));
}

}  // namespace switchover
