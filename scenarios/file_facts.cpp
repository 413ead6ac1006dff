// The only door to OpenSSL: the SHA-256 of a file, so that a result names the very inputs that it came from.
#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "scenarios/tables.hpp"

namespace switchover {

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
  static constexpr std::array<char, 17> digits = {"0123456789abcdef"};
  for (unsigned int i = 0; i < length; ++i) {
    facts.sha256.push_back(digits[hash[i] >> 4U]);
    facts.sha256.push_back(digits[hash[i] & 15U]);
  }
  return facts;
}

}  // namespace switchover
