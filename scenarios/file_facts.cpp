// The only door to OpenSSL: the SHA-256 of a file or a text, so that a result names the very inputs that it
// came from.
#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "scenarios/tables.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

std::string hex(const unsigned char* bytes, unsigned int length) {
  static constexpr std::array<char, 17> digits = {"0123456789abcdef"};
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text.push_back(digits[bytes[i] >> 4U]);
    text.push_back(digits[bytes[i] & 15U]);
  }
  return text;
}

}  // namespace

std::optional<FileFacts> file_facts(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) || error) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1) return std::nullopt;
  FileFacts facts;
  std::array<char, 1 << 16> block{};
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    const auto bytes = static_cast<std::size_t>(in.gcount());
    if (EVP_DigestUpdate(digest.get(), block.data(), bytes) != 1) return std::nullopt;
    facts.bytes += bytes;
  }
  if (in.bad()) return std::nullopt;
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int length = 0;
  if (EVP_DigestFinal_ex(digest.get(), hash.data(), &length) != 1) return std::nullopt;
  facts.sha256 = hex(hash.data(), length);
  return facts;
}

std::string text_digest(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int length = 0;
  const int done = EVP_Digest(text.data(), text.size(), hash.data(), &length, EVP_sha256(), nullptr);
  demand(done == 1, "a digest of a text that is in memory");
  return hex(hash.data(), length);
}

}  // namespace switchover
